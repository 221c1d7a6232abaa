import Hummingbird
import Model
import Parcours
import Store

extension Site {
    /// What the porteur does after the deposit: reads the decision, finishes, withdraws.
    func suites(_ group: RouterGroup<SecretaireContext>) {
        group.post("operations/:id/dossiers/:dossier/lecture", use: lireDecision)
        group.post("operations/:id/dossiers/:dossier/achevement", use: declarerAchevement)
        group.post("operations/:id/dossiers/:dossier/retrait", use: retirerDemande)
    }

    @Sendable private func lireDecision(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        try await ecrire(context) { tx in try await Dossier.accuserLecture(dossier.dossierId, in: tx) }
        return .vers(.dossier(dossier.operationId, dossier.dossierId), flash: .decisionLue)
    }

    @Sendable private func declarerAchevement(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        try await parcours.avancer(dossier.dossierId, a: .acheve, par: context.agent.agentId, le: aujourdhui)
        return .vers(.dossier(dossier.operationId, dossier.dossierId), flash: .achevementDeclare)
    }

    @Sendable private func retirerDemande(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        do {
            try await FormErrors.recueillir(["dossier_motif_obligatoire": SuitesPorteur.champMotif]) {
                try await parcours.avancer(
                    dossier.dossierId, a: .annule, motif: context.site.saisie[SuitesPorteur.champMotif] ?? "", par: context.agent.agentId,
                    le: aujourdhui)
            }
            return .vers(.dossier(dossier.operationId, dossier.dossierId), flash: .demandeRetiree)
        } catch let erreurs as FormErrors {
            return try await dossierPage(dossier, request, context, saisie: context.site.saisie, erreurs: erreurs)
        }
    }
}
