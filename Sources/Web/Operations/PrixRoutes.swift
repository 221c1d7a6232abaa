import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func prix(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations/:id/prix", use: prixDuDevis)
        group.post("operations/:id/prix", use: reprendrePrix)
    }

    @Sendable private func prixDuDevis(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        prixPage(try await sienAvecLignes(context), request, context)
    }

    @Sendable private func reprendrePrix(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let planifie = try await sienAvecLignes(context)
        let form = PrixForm(context.site.saisie, planifie.lignes)
        let id = planifie.projet.operationId
        do {
            let prix = try form.draft(planifie.lignes)
            try await ecrire(context) { tx in
                for un in prix {
                    let found = try await LigneProjet.chiffrer(un.ligne, prixUnitaireHT: un.prix, le: aujourdhui, of: id, in: tx)
                    guard found else { throw Refus.operation }
                }
            }
            return .vers(.operation(id), flash: .prixRepris)
        } catch let erreurs as FormErrors {
            return prixPage(planifie, request, context, form: form, erreurs: erreurs)
        }
    }

    private func sienAvecLignes(_ context: SecretaireContext) async throws -> ProjetPlanifie {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        return try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await parcours.planifier(id, le: aujourdhui, in: tx)
        }
    }

    private func prixPage(
        _ planifie: ProjetPlanifie, _ request: Request, _ context: SecretaireContext, form: PrixForm? = nil, erreurs: FormErrors = .init()
    ) -> Response {
        let value = PrixPage(
            planifie: planifie, jeton: context.site.jeton, saisies: form ?? PrixForm(planifie.lignes), erreurs: erreurs)
        let titre = "Prix de mon devis"
        return page(context, request, titre: titre, rubrique: .projets, fil: filProjet(planifie.projet, titre), erreurs: erreurs) {
            value.html
        }
    }
}
