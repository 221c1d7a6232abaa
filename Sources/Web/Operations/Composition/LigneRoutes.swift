import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    @Sendable func ligne(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (id, ligne) = try cible(context)
        return try await lignePage(id, ligne, request, context)
    }

    @Sendable func nouvelleLigne(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await nouvelleLignePage(try context.id("id", sinon: .operation), request, context)
    }

    @Sendable func ajouterLigne(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let form = LigneLibreForm(context.site.saisie)
        do {
            try await garder(form, id, context) { libre, devis, tx in
                _ = try await libre.ajouter(devis: devis, le: aujourdhui, to: id, in: tx)
            }
            return .vers(.operation(id), flash: .ligneEnregistree)
        } catch let erreurs as FormErrors {
            return try await nouvelleLignePage(id, request, context, form: form, erreurs: erreurs)
        }
    }

    @Sendable func enregistrerLigne(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (id, ligne) = try cible(context)
        let form = LigneLibreForm(context.site.saisie)
        do {
            try await garder(form, id, context) { libre, devis, tx in
                guard try await libre.enregistrer(ligne, devis: devis, le: aujourdhui, of: id, in: tx) else { throw Refus.ligne }
            }
            return .vers(.operation(id), flash: .ligneEnregistree)
        } catch let erreurs as FormErrors {
            return try await lignePage(id, ligne, request, context, libre: form, erreurs: erreurs)
        }
    }

    /// Writes the line and its quotation in one transaction: the quotation is piece 1.4 of the dossiers to come.
    private func garder(
        _ form: LigneLibreForm, _ id: ID<Projet>, _ context: SecretaireContext,
        _ acte: @Sendable (LigneLibre, ID<Piece>?, Transaction) async throws -> Void
    ) async throws {
        let draft = try form.draft(aujourdhui: aujourdhui)
        var examen: ExamenGarde?
        if let devis = draft.devis { examen = try await examiner(devis.octets) }
        try await ecrire(context, LigneLibreForm.champs) { [examen] tx in
            guard try await Projet.find(id, in: tx) != nil else { throw Refus.operation }
            var devis: ID<Piece>?
            if let fichier = draft.devis, let examen {
                devis = try await garder(fichier, examen, dans: id, par: context.agent.agentId, in: tx)
            }
            try await acte(draft.ligne, devis, tx)
        }
    }

    private func nouvelleLignePage(
        _ id: ID<Projet>, _ request: Request, _ context: SecretaireContext, form: LigneLibreForm = .init(), erreurs: FormErrors = .init()
    ) async throws -> Response {
        let projet = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await Projet.find(id, in: $0) }
        guard let projet else { throw Refus.operation }
        let value = LigneLibrePage(projet: projet, ligne: nil, form: form, devis: nil, jeton: context.site.jeton, erreurs: erreurs)
        let titre = "Ligne libre"
        return page(context, request, titre: titre, rubrique: .projets, fil: filProjet(projet, titre), erreurs: erreurs) { value.html }
    }

    /// One line: what may take its place, how many of it, or its quotation when it is free.
    func lignePage(
        _ id: ID<Projet>, _ ligne: ID<LigneProjet>, _ request: Request, _ context: SecretaireContext, quantite: String? = nil,
        remplacement: RemplacementForm = .init(), libre: LigneLibreForm? = nil, erreurs: FormErrors = .init()
    ) async throws -> Response {
        let (projet, html) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            let planifie = try await parcours.planifier(id, le: aujourdhui, in: tx)
            guard let trouvee = planifie.lignes.first(where: { $0.ligneId == ligne }) else { throw Refus.ligne }
            if trouvee.estLibre {
                let devis = try await Piece.all(of: id, in: tx).first { $0.pieceId == trouvee.devisId }
                let value = LigneLibrePage(
                    projet: planifie.projet, ligne: trouvee, form: libre ?? LigneLibreForm(trouvee), devis: devis,
                    jeton: context.site.jeton,
                    erreurs: erreurs)
                return (planifie.projet, value.html)
            }
            let remplacants = try await Remplacant.all(of: ligne, prixDu: aujourdhui, in: tx)
            let value = LignePage(
                planifie: planifie, ligne: trouvee,
                kit: try await KitDuProjet.all(of: id, in: tx).first { $0.kitCode == trouvee.kitCode }?.nom,
                faits: try await FaitsLigne.all(of: id, prixDu: aujourdhui, in: tx).first { $0.ligneId == ligne },
                effets: planifie.effets(of: remplacants, a: trouvee, try await parcours.referentiel(in: tx)), quantite: quantite,
                form: remplacement, jeton: context.site.jeton, erreurs: erreurs)
            return (planifie.projet, value.html)
        }
        return page(context, request, titre: "Une ligne du projet", rubrique: .projets, fil: filProjet(projet, "Ligne"), erreurs: erreurs) {
            html
        }
    }
}
