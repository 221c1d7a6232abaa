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

extension CatalogueQuery {
    /// What cannot be read filters nothing.
    init(_ request: Request) {
        let parameters = request.uri.queryParameters
        func text(_ name: Substring) -> String? {
            let value = parameters[name].map(String.init)?.trimmingCharacters(in: .whitespaces)
            return value?.isEmpty == false ? value : nil
        }
        self.init(
            q: text("q").map { String($0.prefix(100)) }, besoin: text("besoin"), prixMax: text("prix_max").flatMap { Int($0) },
            reconditionne: text("reconditionne") != nil,
            page: text("page").flatMap { Int($0) }.map { min(max($0, 1), 1_000) } ?? 1)
    }
}
