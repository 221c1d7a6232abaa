import HTML
import Model

/// A kit on a catalogue page: its picture, what it is for, and what it would cost *this* commune.
struct KitCard {
    enum Prix {
        /// What is left to the commune after aids, TTC; the kit's price TTC. Options without a price make it partial.
        case apresAides(reste: Money, ttc: Money, partiel: Bool = false)
        /// No commune chosen yet.
        case sansCommune(ttc: Money, choisir: Link)
        /// One unit of an article.
        case article(ttc: Money)
        /// A designer's piece whose price is not published.
        case surDevis(demander: Link, note: String? = nil)
    }

    let nom: String
    let phrase: String
    let lien: Link
    let image: KitPicture
    var etiquettes: [Etiquette] = []
    let prix: Prix

    var html: HTML {
        li(.class("kit")) {
            div(.class("image", "fond-\(image.famille)")) { image.html }
            div(.class("corps")) {
                h2 { a(.href(lien)) { text(nom) } }
                p { text(phrase) }
                Etiquette.groupe(etiquettes)
            }
            div(.class("prix")) { pied }
        }
    }

    /// The cards of a page.
    static func liste(_ cartes: [KitCard]) -> HTML { ul(.class("kits")) { for carte in cartes { carte.html } } }

    private var pied: HTML {
        switch prix {
        case .apresAides(let reste, let ttc, let partiel):
            deuxLignes(
                "Pour votre commune, après aides", strong { text(reste.frenchEuros) },
                partiel ? "Prix TTC, hors pièces sur devis" : "Prix du kit, TTC", ttc)
        case .sansCommune(let ttc, let choisir):
            deuxLignes(
                "Prix du kit, TTC", strong { text(ttc.frenchEuros) }, nil, nil, apres: a(.href(choisir)) { "Voir le prix après aides" })
        case .article(let ttc): deuxLignes("Prix TTC, à l’unité", strong { text(ttc.frenchEuros) }, nil, nil)
        case .surDevis(let demander, let note):
            group {
                span { "Prix sur devis" }
                a(.href(demander)) { "Demander un devis" }
                if let note { span(.class("note")) { text(note) } }
            }
        }
    }

    private func deuxLignes(_ premier: String, _ somme: HTML, _ second: String?, _ montant: Money?, apres: HTML = .empty) -> HTML {
        group {
            span { text(premier) }
            somme
            if let second { span { text(second) } }
            if let montant { span(.class("montant")) { text(montant.frenchEuros) } }
            apres
        }
    }
}
