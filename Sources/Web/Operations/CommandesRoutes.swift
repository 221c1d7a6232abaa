import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func commandes(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations/:id/commandes", use: commander)
        group.post("operations/:id/commandes", use: passerCommande)
        group.get("operations/:id/commandes/:commande", use: commande)
        group.post("operations/:id/commandes/:commande/bon", use: ecrireBon)
    }

    @Sendable private func commander(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await commanderPage(try context.id("id", sinon: .operation), request, context, form: CommandeForm(le: aujourdhui))
    }

    @Sendable private func passerCommande(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let form = CommandeForm(context.site.saisie)
        do {
            let draft = try form.draft(aujourdhui: aujourdhui)
            let champs = ["commande_avant_reception": "passee_le", "commande_fournisseur": "fournisseur"]
            let commande = try await FormErrors.recueillir(champs) {
                try await parcours.commander(id, fournisseur: draft.fournisseur, par: context.agent.agentId, le: draft.passeeLe)
            }
            return .vers(.commande(id, commande.commandeId), flash: .commandePassee)
        } catch let erreurs as FormErrors {
            return try await commanderPage(id, request, context, form: form, erreurs: erreurs)
        }
    }

    @Sendable private func commande(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let numero = try context.id("commande", sinon: .commande, of: Commande.self)
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            let planifie = try await parcours.planifier(id, le: aujourdhui, in: tx)
            let avancement = try await avancement(planifie, in: tx)
            guard let commande = avancement.commande, commande.commandeId == numero else { throw Refus.commande }
            let bon = try await Piece.all(of: id, in: tx).first { $0.nature == .commande }
            let conseil = try await parcours.conseilAchat(planifie.projet, le: commande.passeeLe, in: tx)
            return CommandePage(
                planifie: planifie, avancement: avancement, commande: commande, bon: bon, jeton: context.site.jeton,
                achat: AchatPanneau(conseil: conseil, operation: id, centrale: false))
        }
        let fil = filProjet(value.planifie.projet, "Commande \(value.commande.numero)")
        return page(context, request, titre: "Commande \(value.commande.numero)", rubrique: .projets, fil: fil) { value.html }
    }

    /// Writes the paper that the workshop could not write when the order was passed.
    @Sendable private func ecrireBon(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let commande = try context.id("commande", sinon: .commande, of: Commande.self)
        try await Refus.traduire { try await parcours.ecrireBon(id, par: context.agent.agentId) }
        return .vers(.commande(id, commande))
    }

    /// The page that orders; it leads to the order when there is one.
    private func commanderPage(
        _ id: ID<Projet>, _ request: Request, _ context: SecretaireContext, form: CommandeForm, erreurs: FormErrors = .init()
    ) async throws -> Response {
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            let planifie = try await parcours.planifier(id, le: aujourdhui, in: tx)
            let centrale = request.uri.queryParameters["centrale"] == "oui"
            let conseil = try await parcours.conseilAchat(planifie.projet, le: aujourdhui, centrale: centrale, in: tx)
            return CommanderPage(
                planifie: planifie, avancement: try await avancement(planifie, in: tx), jeton: context.site.jeton, form: form,
                erreurs: erreurs, achat: AchatPanneau(conseil: conseil, operation: id, centrale: centrale))
        }
        if let commande = value.avancement.commande, erreurs.isEmpty { return .vers(.commande(id, commande.commandeId)) }
        return page(
            context, request, titre: "Commander", rubrique: .projets, fil: filProjet(value.planifie.projet, "Commander"), erreurs: erreurs
        ) { value.html }
    }
}

extension Refus {
    static let commande = Refus(.introuvable, "Cette commande n’existe pas, ou elle n’est pas la vôtre.", regle: "commande_inconnue")
}
