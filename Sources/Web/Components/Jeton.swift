import HTML

/// The CSRF token that every form that writes carries.
enum Jeton {
    static let nom = "jeton"

    static func champ(_ jeton: String) -> HTML { input(.type("hidden"), .name(nom), .value(jeton)) }
}
