import HTML
import Hummingbird
import Model
import Parcours
import Planner
import Postgres
import Store

extension Site {
    func calendrier(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations/:id/calendrier", use: calendrierPage)
        group.get("operations/:id/calendrier.ics", use: calendrierICS)
    }

    @Sendable private func calendrierPage(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (projet, entrees) = try await calendrier(context)
        let value = CalendrierPage(projet: projet, entrees: entrees, aujourdhui: aujourdhui)
        return page(context, request, titre: "Calendrier", rubrique: .projets, fil: filProjet(projet, "Calendrier")) { value.html }
    }

    /// The same dates for any diary (RFC 5545).
    @Sendable private func calendrierICS(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (projet, entrees) = try await calendrier(context)
        let calendrier = ICalendar(
            nom: projet.intitule, cle: "operation-\(projet.operationId)", entrees: entrees, emisLe: aujourdhui)
        return .fichier(
            calendrier.data, nom: "calendrier-\(projet.operationId).ics", type: "text/calendar; charset=utf-8", telecharger: true)
    }

    private func calendrier(_ context: SecretaireContext) async throws -> (projet: Projet, entrees: [EntreeCalendrier]) {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        return try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await parcours.calendrier(id, le: aujourdhui, in: tx)
        }
    }
}
