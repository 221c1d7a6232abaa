import Foundation
import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// Several communes around one project: what the lead does.
    func groupement(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations/:id/communes", use: communesDuProjet)
        group.post("operations/:id/communes", use: inviterCommune)
        group.post("operations/:id/communes/poids", use: reglerPoids)
        group.post("operations/:id/communes/lignes", use: attribuerLignes)
        group.post("operations/:id/communes/:membre/retrait", use: retirerCommune)
        group.get("participations/:membre", use: participation)
        group.post("participations/:membre/reponse", use: repondreInvitation)
    }

    @Sendable private func communesDuProjet(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await communesPage(try context.id("id", sinon: .operation), request, context)
    }

    @Sendable private func inviterCommune(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let form = InvitationForm(context.site.saisie)
        do {
            let draft = try form.draft()
            try await ecrire(context, ["membre_unique": "commune", "membre_commune_inconnue": "commune", "membre_poids": "poids"]) { tx in
                guard let projet = try await Projet.find(id, in: tx) else { throw Refus.operation }
                let trouvees = try await CommuneTrouvee.chercher(draft.commune, in: tx)
                let code = try InvitationForm.choisir(draft.commune, parmi: trouvees, pres: projet.codeInsee)
                _ = try await Membre.inviter(code, poids: draft.poids, a: id, in: tx)
            }
            return .vers(.communes(id), flash: .communeInvitee)
        } catch let erreurs as FormErrors {
            return try await communesPage(id, request, context, invitation: form, erreurs: erreurs)
        }
    }

    @Sendable private func reglerPoids(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let saisie = context.site.saisie
        do {
            try await ecrire(context) { tx in
                guard try await Projet.find(id, in: tx) != nil else { throw Refus.operation }
                let membres = try await Membre.all(of: id, in: tx)
                for (membre, poids) in try CleForm(saisie, membres).draft(membres) {
                    guard try await Membre.peser(membre, poids: poids, de: id, in: tx) else { throw Refus.operation }
                }
            }
            return .vers(.communes(id), flash: .partsEnregistrees)
        } catch let erreurs as FormErrors {
            return try await communesPage(id, request, context, cle: saisie, erreurs: erreurs)
        }
    }

    /// Each line to all, or to one participant.
    @Sendable private func attribuerLignes(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let saisie = context.site.saisie
        do {
            try await ecrire(context, ["ligne_membre": ""]) { tx in
                guard try await Projet.find(id, in: tx) != nil else { throw Refus.operation }
                for ligne in try await LigneProjet.all(of: id, in: tx) {
                    guard let brut = saisie.toutes(CommunesPage.champ(ligne)).first else { continue }
                    let membre = ID<Membre>(brut)
                    guard membre != ligne.membreId else { continue }
                    guard try await LigneProjet.attribuer(ligne.ligneId, a: membre, of: id, in: tx) else { throw Refus.operation }
                }
            }
            return .vers(.communes(id), flash: .partsEnregistrees)
        } catch let erreurs as FormErrors {
            return try await communesPage(id, request, context, erreurs: erreurs)
        }
    }

    @Sendable private func retirerCommune(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let membre = try context.id("membre", sinon: .operation, of: Membre.self)
        do {
            try await ecrire(context) { tx in
                guard try await Membre.retirer(membre, de: id, in: tx) else { throw Refus.operation }
            }
            return .vers(.communes(id), flash: .communeRetiree)
        } catch let erreurs as FormErrors {
            return try await communesPage(id, request, context, erreurs: erreurs)
        }
    }

    private func communesPage(
        _ id: ID<Projet>, _ request: Request, _ context: SecretaireContext, invitation: InvitationForm = .init(), cle: Saisie? = nil,
        erreurs: FormErrors = .init()
    ) async throws -> Response {
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            let planifie = try await parcours.planifier(id, le: aujourdhui, in: tx)
            let membres = try await Membre.all(of: id, in: tx)
            let fige = try await Gel.all(of: id, limite: 1, in: tx).first.map { $0.leveLe == nil && !$0.estAutomatique } ?? false
            return CommunesPage(
                planifie: planifie, membres: membres, parts: try await PartMembre.all(of: id, in: tx),
                estFige: try await avancement(planifie, in: tx).estFige || fige, invitation: invitation,
                cle: cle.map { CleForm($0, membres) } ?? CleForm(membres), jeton: context.site.jeton, erreurs: erreurs)
        }
        let titre = "Plusieurs communes"
        return page(context, request, titre: titre, rubrique: .projets, fil: filProjet(value.planifie.projet, titre), erreurs: erreurs) {
            value.html
        }
    }
}
