import HTML

/// What one can do. One green button a page, at most one outlined; the rest are links.
enum Bouton {
    enum Rang: String { case principal, second, discret, danger }

    /// A place to go.
    static func lien(_ libelle: String, vers lien: Link, _ rang: Rang = .principal) -> HTML {
        a(.class(classes(rang)), .href(lien)) { text(libelle) }
    }

    /// The button of the form it stands in; `nom` and `valeur` say which one was pressed.
    static func envoyer(_ libelle: String, _ rang: Rang = .principal, nom: String? = nil, valeur: String? = nil) -> HTML {
        button(.class(classes(rang)), .type("submit"), .name(nom), .value(valeur)) { text(libelle) }
    }

    /// The button of a GET form that writes what its fields say: the token goes with this button only, never in an address.
    static func envoyer(_ libelle: String, vers action: Link, jeton: String, _ rang: Rang = .principal) -> HTML {
        button(
            .class(classes(rang)), .type("submit"), .init("formmethod", "post"), .init("formaction", action.description), .name(Jeton.nom),
            .value(jeton)
        ) { text(libelle) }
    }

    /// A form of one button: an act that writes is never a link.
    static func acte(
        _ libelle: String, vers action: Link, jeton: String, _ rang: Rang = .principal, champs: [(nom: String, valeur: String)] = []
    ) -> HTML {
        form(.class("acte"), .method(.post), .action(action)) {
            Jeton.champ(jeton)
            for champ in champs { input(.type("hidden"), .name(champ.nom), .value(champ.valeur)) }
            envoyer(libelle, rang)
        }
    }

    /// Buttons on one line, the first being the one to press.
    static func groupe(@HTMLBuilder _ contenu: () -> HTML) -> HTML { div(.class("boutons")) { contenu() } }

    private static func classes(_ rang: Rang) -> String {
        switch rang {
        case .principal: "bouton"
        case .discret: "discret"
        case .second, .danger: "bouton \(rang.rawValue)"
        }
    }
}
