import Foundation
import Hummingbird
import Model

/// What the kit page sends: how many, which options, in which project.
struct KitForm {
    let quantite: String?
    let options: [String]
    let operation: String?

    init(_ saisie: Saisie = .init()) {
        (quantite, options, operation) = (saisie["quantite"], saisie.toutes("options"), saisie["operation"])
    }

    func draft() throws(FormErrors) -> (quantite: Int, options: [String], operation: ID<Projet>?) {
        guard let count = Int(quantite ?? "1"), (1...99).contains(count) else {
            throw FormErrors("quantite", "La quantité est un nombre entier de 1 à 99.")
        }
        return (count, options, operation.flatMap(ID<Projet>.init))
    }
}
