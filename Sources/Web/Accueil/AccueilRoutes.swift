import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func accueil(_ router: Router<SiteContext>) {
        router.get("") { request, context in
            guard let agent = context.agent else { return try await self.accueilVisiteur(request, context) }
            return try await self.accueil(of: agent, request, context)
        }
    }

    /// 200 when the database answers, 503 otherwise.
    @Sendable func sante(_ request: Request, _ context: SiteContext) async throws -> Response {
        do {
            let one = try await parcours.database.read(as: .visiteur) { try await $0.value("select 1::integer as un", as: Int.self) }
            return Response(status: one == 1 ? .ok : .serviceUnavailable, headers: [.contentType: "text/plain; charset=utf-8"])
        } catch {
            return Response(status: .serviceUnavailable, headers: [.contentType: "text/plain; charset=utf-8"])
        }
    }

    private func accueil(of agent: Agent, _ request: Request, _ context: SiteContext) async throws -> Response {
        switch agent.role {
        case .secretaire:
            let (projets, dossiers, participations) = try await parcours.database.read(as: .agent(agent.agentId)) { tx in
                (
                    try await Projet.all(of: agent.organisation.organisationId, limite: 6, in: tx),
                    try await Dossier.all(ofOrganisation: agent.organisation.organisationId, in: tx),
                    try await self.participations(agent, in: tx)
                )
            }
            return page(context, request, titre: "Accueil", rubrique: .accueil) {
                AccueilSecretaire(agent: agent, projets: projets, dossiers: dossiers, participations: participations).html
            }
        case .instructeur:
            return .vers(lien: CheminBureau.aFaire.link, flash: nil)
        case .concepteur:
            return .vers(concours: .accueil)
        case .responsable:
            return .vers(.enveloppes)
        }
    }
}
