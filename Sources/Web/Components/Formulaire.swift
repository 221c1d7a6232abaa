import HTML

/// A form that writes: POST, its CSRF token, native checks left to the server so that all errors come at once, in French.
struct Formulaire {
    let action: Link
    let jeton: String
    var fichiers = false
    let contenu: HTML

    init(vers action: Link, jeton: String, fichiers: Bool = false, @HTMLBuilder contenu: () -> HTML) {
        (self.action, self.jeton, self.fichiers, self.contenu) = (action, jeton, fichiers, contenu())
    }

    var html: HTML {
        form(
            .class("formulaire"), .method(.post), .action(action), .novalidate(), .enctype(fichiers ? "multipart/form-data" : nil)
        ) {
            Jeton.champ(jeton)
            contenu
        }
    }
}

extension HTML {
    /// A form that shows what its fields would give: GET, so that nothing is kept. The page's script asks again at each change and refreshes the
    /// regions (`data-region`); without it, the first button does.
    static func formulaireVivant(vers action: Link, _ classe: String = "pile", @HTMLBuilder contenu: () -> HTML) -> HTML {
        form(.class(classe), .method(.get), .action(action), .novalidate(), .init("data-vivant", "")) { contenu() }
    }
}

/// A part of the page that a living form refreshes.
extension HTML {
    static func region(_ id: String, _ classe: String = "suite", @HTMLBuilder contenu: () -> HTML) -> HTML {
        div(.id(id), .class(classe), .init("data-region", "")) { contenu() }
    }
}

/// The search of a list: GET, so that its address can be kept and shared. `garde` are the other parameters to keep.
struct SearchBar {
    let action: Link
    let libelle: String
    var nom = "q"
    var valeur: String?
    var exemple: String?
    var garde: [(nom: String, valeur: String)] = []
    /// Where the page's script asks for names that complete what is typed.
    var suggestions: Link?

    var html: HTML {
        form(.class("chercher"), .role("search"), .method(.get), .action(action)) {
            for champ in garde { input(.type("hidden"), .name(champ.nom), .value(champ.valeur)) }
            label(.class("invisible"), .for("recherche")) { text(libelle) }
            input(
                .id("recherche"), .type("search"), .name(nom), .value(valeur), .placeholder(exemple),
                .maxlength(suggestions.map { _ in 100 }),
                .init("list", suggestions.map { _ in "suggestions" }), .init("data-suggestions", suggestions?.description),
                .autocomplete(suggestions.map { _ in "off" }))
            if suggestions != nil { datalist(.id("suggestions")) }
            Bouton.envoyer("Chercher")
        }
    }
}
