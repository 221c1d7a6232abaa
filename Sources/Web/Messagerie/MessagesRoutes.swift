import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// Of the porteur.
    func messages(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations/:id/dossiers/:dossier/messages") { try await self.filDuPorteur($0, $1) }
        group.post("operations/:id/dossiers/:dossier/messages", use: ecrireALaPrefecture)
    }

    /// Whoever reads the message opens its files.
    func fichiersDesMessages(_ group: RouterGroup<AgentContext>) {
        group.get("messages/:id/fichiers/:rang", use: fichierDuMessage)
    }

    /// Of the préfecture.
    func messagesInstruits(_ group: RouterGroup<InstructeurContext>) {
        group.get("dossiers/:id/messages") { try await self.filDeLaPrefecture($0, $1) }
        group.post("dossiers/:id/messages", use: ecrireAuPorteur)
    }

    @Sendable private func ecrireALaPrefecture(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await dossierPorte(context)
        let form = MessageForm(context.site.saisie)
        do {
            try await envoyer(form, on: dossier.dossierId, par: context.agent.agentId)
            return .vers(lien: CheminMessagerie.messages(dossier.operationId, dossier.dossierId).link, flash: .messageEnvoye)
        } catch let erreurs as FormErrors { return try await filDuPorteur(request, context, form, erreurs) }
    }

    @Sendable private func ecrireAuPorteur(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let dossier = try await dossierVu(context)
        let form = MessageForm(context.site.saisie)
        do {
            try await envoyer(form, on: dossier.dossierId, par: context.agent.agentId)
            return .vers(lien: CheminMessagerie.instruits(dossier.dossierId).link, flash: .messageEnvoye)
        } catch let erreurs as FormErrors { return try await filDeLaPrefecture(request, context, form, erreurs) }
    }

    private func envoyer(_ form: MessageForm, on dossier: ID<Dossier>, par agent: ID<Agent>) async throws {
        let draft = try form.draft()
        // Opened as a piece is, before anybody receives it.
        var examens: [ExamenGarde] = []
        for jointe in draft.jointes {
            let examen = try await examiner(jointe.octets)
            guard examen.antivirus != .enAttente else {
                throw FormErrors(
                    "fichier", "L’antivirus ne répond pas\u{A0}: le fichier ne peut pas partir. Réessayez dans quelques minutes.")
            }
            examens.append(examen)
        }
        try await FormErrors.recueillir(["message_texte": "texte"]) {
            try await parcours.database.write(as: .agent(agent)) { [examens] tx in
                _ = try await Message.ecrire(draft.texte, on: dossier, attendReponse: form.attend, jointes: draft.jointes, in: tx)
                for (jointe, examen) in zip(draft.jointes, examens) { try await examen.noter(jointe.octets, in: tx) }
            }
        }
    }

    @Sendable private func fichierDuMessage(_ request: Request, _ context: AgentContext) async throws -> Response {
        let absent = Refus(.introuvable, "Ce fichier n’existe pas, ou il n’est pas à vous.", regle: "fichier_inconnu")
        let id: ID<Message> = try context.id("id", sinon: absent)
        guard let rang = context.parameters.get("rang").flatMap(Int.init), (1...3).contains(rang) else { throw absent }
        let contenu = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await FichierMessage.contenu(id, rang: rang, in: tx)
        }
        guard let contenu else { throw absent }
        return .fichier(contenu.octets, nom: contenu.nomFichier, type: contenu.typeMime)
    }

    private func filDuPorteur(
        _ request: Request, _ context: SecretaireContext, _ form: MessageForm = .init(), _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let dossier = try await dossierPorte(context)
        let projet = try await parcours.database.read(as: .agent(context.agent.agentId)) {
            try await Projet.find(dossier.operationId, in: $0)
        }
        guard let projet else { throw Refus.operation }
        let fil = try await lire(dossier, .porteur, context.agent.agentId)
        let etapes = filProjet(projet, "Messages")
        return page(context, request, titre: "Messages", rubrique: .projets, fil: etapes, erreurs: erreurs) {
            PageHeader(
                surtitre: "\(dossier.intitule), dossier n°\u{A0}\(dossier.numero)", titre: "Messages avec la préfecture",
                chapeau: fil.messages.isEmpty ? "Rien n’a encore été écrit sur ce dossier." : nil,
                actions: [Bouton.lien("Revenir au dossier", vers: Chemin.dossier(dossier.operationId, dossier.dossierId).link, .discret)]
            ).html
            if dossier.etat == .brouillon {
                Notice(.conseil, "La messagerie s’ouvre au dépôt") {
                    p { "Déposez d’abord le dossier\u{A0}: la préfecture ne le voit pas encore." }
                }.html
            } else {
                FilMessages(
                    messages: fil.messages, fichiers: fil.fichiers, cote: .porteur,
                    action: CheminMessagerie.messages(dossier.operationId, dossier.dossierId).link, jeton: context.site.jeton, form: form,
                    erreurs: erreurs
                ).html
            }
        }
    }

    private func filDeLaPrefecture(
        _ request: Request, _ context: InstructeurContext, _ form: MessageForm = .init(), _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let dossier = try await dossierVu(context)
        let fil = try await lire(dossier, .prefecture, context.agent.agentId)
        let courriels = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await SuiviCourriel.all(of: dossier.dossierId, limite: 30, in: tx)
        }
        return pageInstruite(context, request, dossier, "Messages", .messages, erreurs) {
            if fil.messages.isEmpty { p { "Rien n’a encore été écrit sur ce dossier." } }
            FilMessages(
                messages: fil.messages, fichiers: fil.fichiers, cote: .prefecture,
                action: CheminMessagerie.instruits(dossier.dossierId).link, jeton: context.site.jeton, form: form, erreurs: erreurs
            ).html
            if !courriels.isEmpty {
                details {
                    summary { "Courriels envoyés sur ce dossier" }
                    CourrielsTableau(courriels: courriels, legende: "Courriels du dossier").html
                }
            }
        }
    }

    /// The thread as it was before this visit, whose reading is then noted: what is new shows as new once.
    private func lire(_ dossier: Dossier, _ cote: Cote, _ agent: ID<Agent>) async throws -> (
        messages: [Message], fichiers: [FichierMessage]
    ) {
        let fil = try await parcours.database.read(as: .agent(agent)) { tx in
            (
                messages: try await Message.all(of: dossier.dossierId, in: tx),
                fichiers: try await FichierMessage.all(of: dossier.dossierId, in: tx)
            )
        }
        if fil.messages.contains(where: { $0.cote != cote && $0.luLe == nil }) {
            try await parcours.database.write(as: .agent(agent)) { try await Message.lire(dossier.dossierId, in: $0) }
        }
        return fil
    }

    /// The dossier that the address names, when it is hers and of that operation.
    private func dossierPorte(_ context: SecretaireContext) async throws -> Dossier {
        let operation = try context.id("id", sinon: .operation, of: Projet.self)
        let id = try context.id("dossier", sinon: .dossier, of: Dossier.self)
        let dossier = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await Dossier.find(id, in: $0) }
        guard let dossier, dossier.operationId == operation else { throw Refus.dossier }
        return dossier
    }

    /// The deposited dossier that the address names, when she instructs it.
    func dossierVu(_ context: InstructeurContext) async throws -> Dossier {
        let id = try context.id("id", sinon: .dossier, of: Dossier.self)
        let dossier = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await Dossier.find(id, in: $0) }
        guard let dossier, dossier.etat != .brouillon else { throw Refus.dossier }
        return dossier
    }

    /// A room of a dossier at the préfecture.
    func pageInstruite(
        _ context: InstructeurContext, _ request: Request, _ dossier: Dossier, _ titre: String, _ onglet: OngletInstruction,
        _ erreurs: FormErrors, @HTMLBuilder contenu: () -> HTML
    ) -> Response {
        let fil = [
            Breadcrumb.Etape(libelle: "Dossiers", lien: Chemin.prefecture().link),
            .init(libelle: dossier.numero, lien: Chemin.instruction(dossier.dossierId).link), .init(libelle: titre),
        ]
        return page(
            context, request, titre: "\(titre), \(dossier.intitule)", rubrique: .instruction, fil: fil, erreurs: erreurs
        ) {
            PageHeader(
                surtitre: "\(dossier.numero), \(dossier.nomCourt) \(dossier.exercice)", titre: titre,
                chapeau: "\(dossier.intitule), \(dossier.porteur)"
            ).html
            OngletInstruction.html(dossier.dossierId, actif: onglet)
            contenu()
        }
    }
}
