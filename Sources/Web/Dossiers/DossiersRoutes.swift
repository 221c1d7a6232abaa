import Documents
import HTML
import Hummingbird
import Logging
import Model
import Parcours
import Planner
import Postgres
import Store

extension Site {
    func dossiers(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations/:id/dossiers/:dossier", use: dossier)
        group.get("operations/:id/dossiers/:dossier/zip", use: toutTelecharger)
        group.post("operations/:id/dossiers/:dossier/redaction", use: ecrirePieces)
        group.post("operations/:id/dossiers/:dossier/depot", use: deposer)
        group.post("operations/:id/dossiers/:dossier/correction", use: renvoyer)
        group.post("operations/:id/dossiers/:dossier/commencement", use: declarerCommencement)
    }

    @Sendable private func dossier(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await dossierPage(try await sien(context), request, context)
    }

    @Sendable private func toutTelecharger(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        let zip = try await parcours.zip(dossier.dossierId, par: context.agent.agentId, le: aujourdhui)
        return .fichier(zip.octets, nom: zip.nom, type: "application/zip", telecharger: true)
    }

    @Sendable private func ecrirePieces(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await agir(request, context, flash: .piecesEcrites) { dossier, agent in
            try await parcours.ecrirePieces(dossier, par: agent, le: aujourdhui)
        }
    }

    @Sendable private func deposer(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await agir(request, context, flash: .dossierDepose) { dossier, agent in
            do {
                try await parcours.deposer(dossier, par: agent, le: aujourdhui)
            } catch  where error is AtelierError || error is DocumentError {
                // Received in the database before its accusé is printed, which the préfecture can then write; otherwise the draft stays.
                context.logger.error("dossier \(dossier): \(error)")
                let depose = try await parcours.database.read(as: .agent(agent)) { try await Dossier.find(dossier, in: $0) }
                guard depose?.recuLe != nil else { throw error }
            }
        }
    }

    @Sendable private func renvoyer(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await agir(request, context, flash: .dossierCorrige) { dossier, agent in
            try await parcours.corriger(dossier, par: agent, le: aujourdhui)
        }
    }

    /// Tells the préfecture that the operation began, when the order came before the grant (R2334-24 III).
    @Sendable private func declarerCommencement(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await agir(request, context, flash: .commencementDeclare) { dossier, agent in
            try await parcours.declarerCommencement(dossier, par: agent)
        }
    }

    /// An act on the dossier, then its page: with what was done, or with why it could not be.
    private func agir(
        _ request: Request, _ context: SecretaireContext, flash: Flash,
        _ acte: @Sendable (ID<Dossier>, ID<Agent>) async throws -> Void
    ) async throws -> Response {
        let dossier = try await sien(context)
        do {
            try await FormErrors.recueillir(["dossier_pieces_manquantes": "fichier"]) {
                try await acte(dossier.dossierId, context.agent.agentId)
            }
            return .vers(.dossier(dossier.operationId, dossier.dossierId), flash: flash)
        } catch let erreurs as FormErrors {
            return try await dossierPage(dossier, request, context, erreurs: erreurs)
        }
    }

    /// A place of the site as somebody elsewhere types it.
    private func adresse(_ lien: Link, _ request: Request) -> String {
        (configuration.estSecurise ? "https://" : "http://") + (request.head.authority ?? "") + lien.description
    }

    /// The dossier that the address names, when it is hers and of that operation.
    func sien(_ context: SecretaireContext) async throws -> Dossier {
        let operation = try context.id("id", sinon: .operation, of: Projet.self)
        let id = try context.id("dossier", sinon: .dossier, of: Dossier.self)
        let dossier = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await Dossier.find(id, in: $0) }
        guard let dossier, dossier.operationId == operation else { throw Refus.dossier }
        return dossier
    }

    func dossierPage(
        _ dossier: Dossier, _ request: Request, _ context: SecretaireContext, piece: PieceForm? = nil, saisie: Saisie? = nil,
        erreurs: FormErrors = .init()
    ) async throws -> Response {
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard let projet = try await Projet.find(dossier.operationId, in: tx) else { throw Refus.operation }
            let dossiers = try await Dossier.all(of: dossier.operationId, in: tx)
            guard let dossier = dossiers.first(where: { $0.dossierId == dossier.dossierId }) else { throw Refus.dossier }
            let passages = try await Passage.all(of: dossier.dossierId, in: tx)
            return DossierPage(
                projet: projet, dossier: dossier,
                avancement: Avancement(
                    projet, estVide: false, dossiers: dossiers, commande: try await Commande.find(of: dossier.operationId, in: tx)),
                exigees: try await exigees(dossier, in: tx), pieces: try await Piece.all(of: dossier.operationId, in: tx),
                passages: passages, calendrier: Echeances.calendrier(dossier, passages, try await parcours.referentiel(in: tx).parametres),
                demande: try await DemandeDuDossier(dossier, parcours, par: context.agent.agentId, le: aujourdhui, in: tx),
                agent: context.agent.agentId, aujourdhui: aujourdhui, jeton: context.site.jeton,
                messages: try await Message.resume(of: dossier.dossierId, pour: .porteur, in: tx), faits: try await faits(dossier, in: tx),
                piece: piece, saisie: saisie,
                lien: request.champs["lien"].map { adresse(CheminDemande.lien($0).link, request) }, erreurs: erreurs)
        }
        let fil = filProjet(value.projet, "Dossier \(value.dossier.nomCourt)")
        return page(context, request, titre: "Dossier \(value.dossier.nomCourt)", rubrique: .projets, fil: fil, erreurs: erreurs) {
            value.html
        }
    }
}
