import Hummingbird
import Model

/// A kit on its way to a project that does not exist yet: carried from the kit's page to the form that asks where it goes.
struct KitChoisi: Sendable, Hashable {
    var code: String
    var quantite = 1
    var options: [String] = []

    var parametres: [(name: String, value: String?)] {
        [("kit", code), ("quantite", String(quantite)), ("options", options.isEmpty ? nil : options.joined(separator: ","))]
    }
}

extension KitChoisi {
    /// From an address or a form; nil without a kit. A quantity that cannot be read is one.
    init?(_ valeur: (String) -> String?) {
        guard let code = valeur("kit"), !code.isEmpty else { return nil }
        let options = valeur("options").map { $0.split(separator: ",").map(String.init) } ?? []
        self.init(code: code, quantite: min(max(valeur("quantite").flatMap { Int($0) } ?? 1, 1), 99), options: options)
    }
}
