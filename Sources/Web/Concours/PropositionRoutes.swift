import Foundation
import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func propositions(_ router: Router<SiteContext>) {
        router.get("concours/propositions/:id") { request, context in try await self.montrerProposition(request, context) }
        router.get("concours/propositions/:id/pieces/:piece", use: pieceDeProposition)
    }

    func propositionsConnecte(_ group: RouterGroup<AgentContext>) {
        group.post("concours/propositions/:id", use: modifierProposition)
        group.post("concours/propositions/:id/lignes", use: tenirLigne)
        group.post("concours/propositions/:id/pieces", use: joindre)
        group.post("concours/propositions/:id/pieces/:piece/retrait", use: retirerPieceDeProposition)
        group.post("concours/propositions/:id/revue", use: juger)
        group.post("concours/propositions/:id/passage", use: passerProposition)
    }

    private func montrerProposition(
        _ request: Request, _ context: some PageContext, _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let id: ID<KitPropose> = try context.id("id", sinon: .proposition)
        let agent = context.site.agent
        let recue = context.site.saisie
        let value = try await parcours.database.read(as: agent.map { .agent($0.agentId) } ?? .visiteur) { tx in
            guard let proposition = try await KitPropose.find(id, in: tx),
                let consultation = try await Consultation.find(proposition.consultationId, in: tx)
            else { throw Refus.proposition }
            let criteres = try await CritereJury.all(of: proposition.consultationId, in: tx)
            let estSienne = agent?.role == .concepteur && agent?.organisation.organisationId == proposition.organisationId
            let estRelecteur = agent?.role == .instructeur || agent?.role == .responsable
            var revue = RevueForm(recue, criteres)
            if erreurs.isEmpty || revue.notes.isEmpty, let agent, estRelecteur {
                revue = RevueForm(try await AvisDeRelecteur.of(agent.agentId, sur: id, in: tx))
            }
            return PropositionPage(
                proposition: proposition, consultation: consultation, criteres: criteres,
                lignes: try await LigneProposition.all(of: id, prixDu: aujourdhui, in: tx),
                pieces: try await PieceProposition.all(of: id, in: tx),
                passages: estSienne || estRelecteur ? try await PassageProposition.all(of: id, in: tx) : [],
                suites: estSienne || estRelecteur ? try await PassageProposition.suites(de: proposition.etat, in: tx) : [],
                classement: agent?.role == .responsable
                    ? try await ClassementProposition.all(of: proposition.consultationId, in: tx).first { $0.propositionId == id } : nil,
                role: agent?.role, estSienne: estSienne, besoins: estSienne ? try await Consultation.besoins(in: tx) : [],
                saisie: SaisieProposition(
                    fiche: recue["titre"] == nil && recue["phrase"] == nil ? PropositionForm(proposition) : PropositionForm(recue),
                    ligne: LigneForm(recue), revue: revue, motif: recue["vers"].flatMap { recue["motif_\($0)"] }),
                erreurs: erreurs, aujourdhui: aujourdhui, jeton: context.site.jeton)
        }
        let fil = [
            Breadcrumb.Etape(libelle: "Concours", lien: CheminConcours.accueil.link),
            .init(libelle: value.consultation.titre, lien: CheminConcours.consultation(value.consultation.consultationId).link),
            .init(libelle: value.proposition.titre),
        ]
        return page(context, request, titre: value.proposition.titre, rubrique: .concours, fil: fil, erreurs: erreurs) { value.html }
    }

    @Sendable private func pieceDeProposition(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<PieceProposition> = try context.id("piece", sinon: .proposition)
        let contenu = try await parcours.database.read(as: context.agent.map { .agent($0.agentId) } ?? .visiteur) {
            try await PieceProposition.contenu(id, in: $0)
        }
        guard let contenu else { throw Refus.proposition }
        return .fichier(contenu.octets, nom: contenu.nomFichier, type: contenu.typeMime)
    }

    /// Does an act on a proposition; what cannot be comes back on its page with what was typed.
    private func agir(
        _ request: Request, _ context: AgentContext, flash: Flash, champs: [String: String] = [:],
        _ acte: (ID<KitPropose>, Transaction) async throws -> Void
    ) async throws -> Response {
        let id: ID<KitPropose> = try context.id("id", sinon: .proposition)
        do {
            try await FormErrors.recueillir(champs) {
                try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in try await acte(id, tx) }
            }
            return .vers(concours: .proposition(id), flash: flash)
        } catch let erreurs as FormErrors { return try await montrerProposition(request, context, erreurs) }
    }

    @Sendable private func modifierProposition(_ request: Request, _ context: AgentContext) async throws -> Response {
        let form = PropositionForm(context.site.saisie)
        return try await agir(request, context, flash: .propositionGardee) { id, tx in
            guard try await KitPropose.modifier(id, try form.draft(), in: tx) else { throw Refus.proposition }
        }
    }

    @Sendable private func tenirLigne(_ request: Request, _ context: AgentContext) async throws -> Response {
        let form = LigneForm(context.site.saisie)
        return try await agir(request, context, flash: .propositionGardee) { id, tx in
            let (article, quantite) = try form.draft()
            guard try await KitPropose.find(id, in: tx) != nil else { throw Refus.proposition }
            guard try await LigneProposition.tenir(article, quantite: quantite, option: form.option, in: id, tx: tx) else {
                throw FormErrors(
                    "article",
                    "Aucun article du catalogue n’a le code «\u{A0}\(article.prefix(20))\u{A0}». Cherchez-le au catalogue\u{A0}: son code est sur sa page."
                )
            }
        }
    }

    @Sendable private func joindre(_ request: Request, _ context: AgentContext) async throws -> Response {
        let envoye = context.site.saisie.fichier("fichier")
        // Opened before the transaction: it takes the time of another process.
        let lu: Result<(Saisie.Fichier, ExamenGarde), FormErrors>
        do {
            let fichier = try PieceForm.fichier(envoye)
            lu = .success((fichier, try await examiner(fichier.octets)))
        } catch let erreurs as FormErrors { lu = .failure(erreurs) }
        return try await agir(request, context, flash: .pieceAjoutee) { id, tx in
            let (fichier, examen) = try lu.get()
            guard try await KitPropose.find(id, in: tx) != nil else { throw Refus.proposition }
            try await PieceProposition.keep(
                fichier.octets, nom: PieceForm.nom(fichier.nom, examen.type, sinon: "piece"), type: examen.typeMime, in: id, tx: tx)
            try await examen.noter(fichier.octets, in: tx)
        }
    }

    @Sendable private func retirerPieceDeProposition(_ request: Request, _ context: AgentContext) async throws -> Response {
        let piece: ID<PieceProposition> = try context.id("piece", sinon: .proposition)
        return try await agir(request, context, flash: .pieceRetiree) { _, tx in
            guard try await PieceProposition.remove(piece, in: tx) else { throw Refus.proposition }
        }
    }

    @Sendable private func juger(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard context.agent.role == .instructeur || context.agent.role == .responsable else { throw AccesRefuse() }
        return try await agir(request, context, flash: .avisGarde) { id, tx in
            guard let proposition = try await KitPropose.find(id, in: tx) else { throw Refus.proposition }
            let criteres = try await CritereJury.all(of: proposition.consultationId, in: tx)
            try await RevueForm(context.site.saisie, criteres).draft(criteres).garder(by: context.agent.agentId, sur: id, in: tx)
        }
    }

    @Sendable private func passerProposition(_ request: Request, _ context: AgentContext) async throws -> Response {
        let saisie = context.site.saisie
        let champ = "motif_\(saisie["vers"] ?? "")"
        return try await agir(request, context, flash: .passageFait, champs: ["proposition_motif_obligatoire": champ]) { id, tx in
            guard let vers = saisie["vers"].flatMap(EtatProposition.init) else { throw Refus.proposition }
            guard try await KitPropose.find(id, in: tx) != nil else { throw Refus.proposition }
            try await KitPropose.passer(id, a: vers, motif: saisie[champ], in: tx)
        }
    }
}
