import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func enveloppes(_ group: RouterGroup<AgentContext>) {
        group.get("", use: arbre)
        group.get(":code", use: enveloppe)
    }

    @Sendable private func arbre(_ request: Request, _ context: AgentContext) async throws -> Response {
        let demande = request.uri.queryParameters["exercice"].flatMap { Int($0) }
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            let exercices = try await SituationEnveloppe.exercices(in: tx)
            let exercice = demande ?? exercices.first { $0 == aujourdhui.exerciceDeProgrammation } ?? exercices.first
            let situations =
                if let exercice { try await SituationEnveloppe.arbre(exercice: exercice, in: tx) } else { [SituationEnveloppe]() }
            return ArbreEnveloppesPage(
                arbre: ArbreEnveloppes(situations), exercice: exercice, exercices: exercices, agent: context.agent)
        }
        return page(context, request, titre: "Enveloppes", rubrique: .enveloppes) { value.html }
    }

    @Sendable private func enveloppe(_ request: Request, _ context: AgentContext) async throws -> Response {
        let code = try context.parameters.require("code")
        let query = MouvementsQuery(request)
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard let exercice = try await SituationEnveloppe.exercice(of: code, in: tx) else { throw Refus.enveloppe }
            let arbre = ArbreEnveloppes(try await SituationEnveloppe.arbre(exercice: exercice, in: tx))
            guard let situation = arbre[code] else { throw Refus.enveloppe }
            let communes = arbre.filles(of: code).isEmpty ? try await ConsommationCommune.of(situation, in: tx) : []
            let mouvements = try await Mouvement.all(
                of: code, commune: query.commune, avant: query.avant, limite: EnveloppePage.taille + 1, in: tx)
            return EnveloppePage(
                situation: situation, arbre: arbre, communes: communes, mouvements: mouvements, query: query, agent: context.agent)
        }
        return page(context, request, titre: value.situation.nom, rubrique: .enveloppes, fil: value.fil) { value.html }
    }
}

extension Refus {
    static let enveloppe = Refus(
        .introuvable, "Cette enveloppe n’existe pas. Cherchez-la dans l’arbre des enveloppes.", regle: "enveloppe_inconnue")
}
