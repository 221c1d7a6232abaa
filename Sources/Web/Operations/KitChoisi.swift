import Hummingbird
import Model

/// A kit on its way to a project that does not exist yet, as it was composed: carried from the kit's page to the form that asks where it goes.
struct KitChoisi: Sendable, Hashable {
    var code: String
    var quantite = 1
    var options: [String] = []
    var composition = CompositionKit()

    init(code: String, quantite: Int = 1, options: [String] = [], _ composition: CompositionKit = .init()) {
        (self.code, self.quantite, self.options, self.composition) = (code, quantite, options, composition)
        self.composition.options = Set(options)
    }

    var parametres: [(name: String, value: String?)] {
        let echanges = composition.echanges.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
        return [("kit", code), ("quantite", String(quantite))]
            + [("options", options), ("sans", composition.sans.sorted()), ("par", echanges)].map { nom, valeurs in
                (nom, valeurs.isEmpty ? nil : valeurs.joined(separator: ","))
            }
    }
}

extension KitChoisi {
    /// From an address or a form; nil without a kit. A quantity that cannot be read is one, an exchange that cannot is none.
    init?(_ valeur: (String) -> String?) {
        guard let code = valeur("kit"), !code.isEmpty else { return nil }
        func liste(_ nom: String) -> [String] { valeur(nom).map { $0.split(separator: ",").map(String.init) } ?? [] }
        let echanges = liste("par").compactMap { paire -> (String, String)? in
            let parts = paire.split(separator: ":").map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        self.init(
            code: code, quantite: min(max(valeur("quantite").flatMap { Int($0) } ?? 1, 1), 99), options: liste("options"),
            CompositionKit(
                options: Set(liste("options")), sans: Set(liste("sans")),
                echanges: Dictionary(echanges) { premier, _ in premier }))
    }
}
