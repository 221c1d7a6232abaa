import HTML

/// A word of advice, a warning, a good news or a refusal; its title says which without the colour.
struct Notice {
    enum Genre: String { case conseil, attention, succes, refus }

    let genre: Genre
    let titre: String
    let contenu: HTML

    init(_ genre: Genre, _ titre: String, @HTMLBuilder contenu: () -> HTML = nothing) {
        (self.genre, self.titre, self.contenu) = (genre, titre, contenu())
    }

    var html: HTML {
        div(.class("notice", genre.rawValue)) {
            p(.class("titre")) { text(titre) }
            contenu
        }
    }

    /// CGCT, art. R. 2334-24: work begun before the receipt of the demand is not funded.
    static let neCommandezPasEncore = Notice(.attention, "Ne commandez pas encore") {
        p {
            "Un devis signé avant la réception de votre demande ferait perdre l’aide. "
            "Vous pourrez commander dès l’accusé d’enregistrement."
        }
    }
}
