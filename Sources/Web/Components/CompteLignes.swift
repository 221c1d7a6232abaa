import HTML
import Model

/// A small sum written down: what adds, what is taken away, what it makes.
struct CompteLignes {
    struct Ligne {
        let libelle: String
        let montant: Money
        /// The last line, when it is the result of those above.
        var estTotal = false

        init(_ libelle: String, _ montant: Money, estTotal: Bool = false) {
            (self.libelle, self.montant, self.estTotal) = (libelle, montant, estTotal)
        }
    }

    let lignes: [Ligne]

    var html: HTML {
        dl(.class("compte-lignes")) {
            for ligne in lignes {
                div(.class(ligne.estTotal ? "total" : nil)) {
                    dt { text(ligne.libelle) }
                    dd { text(ligne.montant.french) }
                }
            }
        }
    }
}
