import Foundation
import Model
import Planner
import Testing

/// A JSON answer of the contract, read as anyone outside would.
struct Reponse {
    let objet: [String: Any]

    init(_ data: Data) throws { objet = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any]) }

    /// `trousse calcul SUJET` on the shipped law.
    init(_ sujet: String, _ demande: String) throws {
        try self.init(try Calcul.repondre(sujet: sujet, json: Data(demande.utf8), referentiel: try Atelier.referentiel().parametres))
    }

    /// `trousse plan` on a request without kits.
    init(plan demande: String) throws {
        let requete = try PlanRequete(json: Data(demande.utf8))
        let plan = Planner(try Atelier.referentiel()).plan(try requete.demande(porteur: nil, lignesDesKits: []))
        try self.init(plan.reponse)
    }

    func texte(_ cle: String) -> String? { objet[cle] as? String }
    func bool(_ cle: String) -> Bool? { objet[cle] as? Bool }
    func entier(_ cle: String) -> Int? { objet[cle] as? Int }
    func estNul(_ cle: String) -> Bool { objet[cle] is NSNull }
    func liste(_ cle: String) -> [[String: Any]] { objet[cle] as? [[String: Any]] ?? [] }
    func objet(_ cle: String) -> [String: Any] { objet[cle] as? [String: Any] ?? [:] }
    func codes(_ cle: String = "motifs") -> [String] { liste(cle).compactMap { $0["code"] as? String } }
}
