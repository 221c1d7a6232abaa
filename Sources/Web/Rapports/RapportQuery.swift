import Foundation
import HTML
import Hummingbird
import Model
import Store

/// The parameters of a report and the file that is wanted, as the address carries them.
struct RapportQuery: Sendable {
    enum Format: String, CaseIterable, Sendable { case csv, json, xlsx }

    /// An empty value filters nothing, on purpose.
    var valeurs: [(nom: String, valeur: String)] = []
    var format: Format?

    var parametres: [(name: String, value: String?)] {
        valeurs.map { (name: $0.nom, value: $0.valeur) } + [(name: "format", value: format?.rawValue)]
    }
}

extension RapportQuery {
    /// Parameters of this report only; those that the address does not name at all are those of who asks.
    init(_ request: Request, _ rapport: Rapport, defaut: [String: String]) {
        let champs = request.champs
        let donnes = rapport.parametres.contains { !champs.toutes($0.nom).isEmpty }
        self.init(
            valeurs: rapport.parametres.map { parametre in
                (parametre.nom, champs[parametre.nom] ?? (donnes ? "" : defaut[parametre.nom] ?? ""))
            }, format: champs["format"].flatMap(Format.init))
    }

    var dictionnaire: [String: String] { Dictionary(valeurs.map { ($0.nom, $0.valeur) }) { premier, _ in premier } }
}
