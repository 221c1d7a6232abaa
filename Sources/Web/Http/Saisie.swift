import Foundation

/// What the browser sent, as it sent it: kept to be shown again when something is wrong.
struct Saisie: Sendable {
    struct Fichier: Sendable {
        let nom: String
        let octets: Data
        /// It was over the limit: its bytes were not kept.
        var estTropLourd = false
    }

    private(set) var valeurs: [String: [String]] = [:]
    private(set) var fichiers: [String: Fichier] = [:]

    /// The first value of a field, trimmed; nil when it is absent or blank.
    subscript(champ: String) -> String? {
        let value = valeurs[champ]?.first?.trimmingCharacters(in: .whitespacesAndNewlines)
        return value?.isEmpty == false ? value : nil
    }
    /// All values of a repeated field, such as checkboxes.
    func toutes(_ champ: String) -> [String] { valeurs[champ] ?? [] }
    func fichier(_ champ: String) -> Fichier? { fichiers[champ] }
    func coche(_ champ: String) -> Bool { self[champ] != nil }

    /// Some text holds a NUL; the bytes of a file may.
    var contientNul: Bool {
        valeurs.contains { $0.key.utf8.contains(0) || $0.value.contains { $0.utf8.contains(0) } }
            || fichiers.contains { $0.key.utf8.contains(0) || $0.value.nom.utf8.contains(0) }
    }

    mutating func add(_ champ: String, _ valeur: String) { valeurs[champ, default: []].append(valeur) }
    mutating func add(_ champ: String, _ fichier: Fichier) { fichiers[champ] = fichier }

    init() {}

    /// `a=1&b=2`, percent-encoded, `+` for a space.
    init(urlEncoded text: some StringProtocol) {
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            add(Saisie.decoded(parts[0]), parts.count > 1 ? Saisie.decoded(parts[1]) : "")
        }
    }

    private static func decoded(_ text: some StringProtocol) -> String {
        text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? ""
    }
}
