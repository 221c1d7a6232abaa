import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// The lines of a project one by one, and the day when they stop moving.
    func composition(_ group: RouterGroup<SecretaireContext>) {
        group.get("catalogue/articles/:code/projet", use: articleVersProjet)
        group.post("catalogue/articles/:code/projet", use: ajouterArticle)
        group.get("operations/:id/lignes/nouvelle", use: nouvelleLigne)
        group.post("operations/:id/lignes", use: ajouterLigne)
        group.get("operations/:id/lignes/:ligne", use: ligne)
        group.post("operations/:id/lignes/:ligne", use: enregistrerLigne)
        group.post("operations/:id/lignes/:ligne/quantite", use: reglerLigne)
        group.post("operations/:id/lignes/:ligne/retrait", use: retirerLigne)
        group.post("operations/:id/lignes/:ligne/remplacement", use: remplacerLigne)
        group.post("operations/:id/lignes/:ligne/retablissement", use: retablirLigne)
        group.post("operations/:id/gel", use: figerPrix)
        group.post("operations/:id/gel/levee", use: reprendreComposition)
        group.post("operations/:id/prix/actualisation", use: actualiserPrix)
    }

    @Sendable private func reglerLigne(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (id, ligne) = try cible(context)
        let saisie = context.site.saisie["quantite"]
        do {
            let quantite = try QuantiteLigne.draft(saisie)
            try await ecrire(context, ["ligne_quantite_article": "quantite"]) { tx in
                guard try await LigneProjet.regler(ligne, quantite: quantite, of: id, in: tx) else { throw Refus.operation }
            }
            return .vers(.operation(id), flash: .projetModifie)
        } catch let erreurs as FormErrors {
            return try await lignePage(id, ligne, request, context, quantite: saisie ?? "", erreurs: erreurs)
        }
    }

    @Sendable private func retirerLigne(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (id, ligne) = try cible(context)
        do {
            try await ecrire(context) { tx in
                let trouvee = try await LigneProjet.all(of: id, in: tx).first { $0.ligneId == ligne }
                // What an option had replaced comes back with its departure.
                let retirees =
                    if let trouvee, trouvee.estOption, let kit = trouvee.kitCode, let article = trouvee.articleCode {
                        try await LigneProjet.remove(option: article, kit: kit, from: id, prixDu: aujourdhui, in: tx)
                    } else { try await LigneProjet.remove(ligne, from: id, in: tx) }
                guard retirees > 0 else { throw Refus.operation }
            }
            return .vers(.operation(id), flash: .ligneRetiree)
        } catch let erreurs as FormErrors {
            return try await equipementPage(id, request, context, erreurs: erreurs)
        }
    }

    @Sendable private func remplacerLigne(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (id, ligne) = try cible(context)
        let form = RemplacementForm(context.site.saisie)
        do {
            let draft = try form.draft()
            try await ecrire(context, ["ligne_motif": "motif", "ligne_fonction": "article", "ligne_remplacement": "article"]) { tx in
                let fait = try await LigneProjet.remplacer(
                    ligne, par: draft.article, motif: draft.motif, prixDu: aujourdhui, of: id, in: tx)
                guard fait else { throw Refus.operation }
            }
            return .vers(.operation(id), flash: .ligneRemplacee)
        } catch let erreurs as FormErrors {
            return try await lignePage(id, ligne, request, context, remplacement: form, erreurs: erreurs)
        }
    }

    @Sendable private func retablirLigne(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (id, ligne) = try cible(context)
        do {
            try await ecrire(context) { tx in
                guard try await LigneProjet.retablir(ligne, of: id, in: tx) else { throw Refus.operation }
            }
            return .vers(.operation(id), flash: .remplacementAnnule)
        } catch let erreurs as FormErrors {
            return try await lignePage(id, ligne, request, context, erreurs: erreurs)
        }
    }

    @Sendable private func figerPrix(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        do {
            _ = try await FormErrors.recueillir { try await parcours.figer(id, par: context.agent.agentId, le: aujourdhui) }
            return .vers(.operation(id), flash: .prixFiges)
        } catch let erreurs as FormErrors {
            return try await equipementPage(id, request, context, erreurs: erreurs)
        }
    }

    @Sendable private func reprendreComposition(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let motif = context.site.saisie["motif_reprise"] ?? ""
        do {
            if !(5...500).contains(motif.count) {
                throw FormErrors("motif_reprise", "Écrivez pourquoi vous reprenez la composition, de 5 à 500 caractères.")
            }
            try await ecrire(context, ["gel_motif": "motif_reprise"]) { tx in try await Gel.degeler(id, motif: motif, in: tx) }
            return .vers(.operation(id), flash: .compositionReprise)
        } catch let erreurs as FormErrors {
            return try await equipementPage(id, request, context, reprise: motif, erreurs: erreurs)
        }
    }

    /// Brings the lines that follow the catalogue to the prices of today.
    @Sendable private func actualiserPrix(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        do {
            try await ecrire(context) { tx in
                guard try await Projet.find(id, in: tx) != nil else { throw Refus.operation }
                _ = try await LigneProjet.actualiser(id, prixDu: aujourdhui, in: tx)
            }
            return .vers(.operation(id), flash: .prixActualises)
        } catch let erreurs as FormErrors {
            return try await equipementPage(id, request, context, erreurs: erreurs)
        }
    }

    /// The project and the line that the address names.
    func cible(_ context: SecretaireContext) throws -> (ID<Projet>, ID<LigneProjet>) {
        (try context.id("id", sinon: .operation), try context.id("ligne", sinon: .ligne))
    }
}

extension Refus {
    static let ligne = Refus(
        .introuvable, "Cette ligne n’est pas, ou n’est plus, dans le projet. Revenez au projet.", regle: "ligne_inconnue")
}
