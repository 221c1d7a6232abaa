import Courrier
import Foundation
import Postgres
import Store

extension Diagnostic {
    /// Is mail set, and does it leave?
    func courrier(_ connexions: Connexions) async -> Constat {
        let sujet = "Courriels"
        let regle: Bool
        do { regle = try ReglagesCourrier.lire(ProcessInfo.processInfo.environment) != nil } catch {
            return Constat(sujet: sujet, etat: "réglage illisible", remede: error.description)
        }
        guard
            let situation = try? await connexions.application.read(
                as: .facteur, { try await SituationCourrier.load(le: Date(), in: $0) })
        else { return Constat(sujet: sujet, etat: "illisibles", remede: "trousse database migrate") }
        let compte = "\(situation.aEnvoyer) à envoyer, \(situation.abandonnes) abandonnés"
        guard regle else {
            // A choice of the operator, not a fault: nothing is lost without a server.
            return .bon(sujet, "rien ne part, TROUSSE_SMTP_URL n’est pas donné\u{A0}: \(compte)")
        }
        let remede =
            situation.abandonnes > 0
            ? "trousse courrier etat, puis trousse courrier relancer"
            : situation.enRetard > 0 ? situation.derniereErreur ?? "trousse courrier envoyer" : nil
        return Constat(sujet: sujet, etat: compte, remede: remede)
    }
}
