import Foundation
import Model

extension LigneProjet {
    /// HT, rounded to the cent; zero without a price.
    var totalHT: Money { prixUnitaireHtCentimes?.times(quantite) ?? .zero }
    var quantiteEntiere: Int { NSDecimalNumber(decimal: quantite).intValue }

    /// Where the line goes in the budget, once the council has decided or not.
    func sectionLisible(_ projet: Projet) -> String {
        switch (section, eligible) {
        case (.investissement, _): "Investissement"
        case (.fonctionnement, .siDeliberation):
            projet.decisionPetitMateriel ? "Investissement, par décision du conseil" : "Fonctionnement, sauf décision du conseil"
        case (.fonctionnement, _): "Fonctionnement"
        }
    }
}
