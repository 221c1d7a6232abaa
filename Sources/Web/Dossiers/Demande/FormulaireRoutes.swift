import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func demandes(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations/:id/dossiers/:dossier/formulaire", use: formulaire)
        group.post("operations/:id/dossiers/:dossier/formulaire", use: repondre)
        group.post("operations/:id/dossiers/:dossier/formulaire/reprise", use: reprendre)
        accords(group)
        demarcheNumerique(group)
    }

    @Sendable private func formulaire(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await formulairePage(try await sien(context), request, context)
    }

    /// Keeps what can be kept; the page's script sends each change, the button the whole.
    @Sendable private func repondre(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (dossier, agent, saisie) = (try await sien(context), context.agent.agentId, context.site.saisie)
        let rempli = try await parcours.database.read(as: .agent(agent)) { tx in
            try await parcours.demande(dossier, contact: agent, le: aujourdhui, in: tx)
        }
        guard let rempli else { throw Refus.sansFormulaire }
        let form = FormulaireForm(saisie: saisie, demande: rempli.demande)
        var (reponses, erreurs) = form.lire()
        do {
            if !erreurs.isEmpty, saisie["auto"] == nil { throw erreurs }
            let vu = try await FormErrors.recueillir {
                reponses.isEmpty
                    ? form.vu : try await parcours.repondre(dossier.dossierId, reponses, vu: form.vu, par: agent, le: aujourdhui)
            }
            guard saisie["auto"] == nil else {
                return try Response(json: Garde(vu: "\(vu)", texte: erreurs.messages.first?.message ?? "Enregistré."))
            }
            return .vers(lien: Chemin.dossier(dossier.operationId, dossier.dossierId).link, flash: .reponsesGardees)
        } catch let fautes as FormErrors {
            if saisie["auto"] != nil { return try Response(json: Garde(vu: nil, texte: fautes.messages.first?.message ?? "")) }
            erreurs = fautes
            reponses = [:]
            return try await formulairePage(dossier, request, context, saisie: saisie, erreurs: erreurs)
        }
    }

    @Sendable private func reprendre(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        do {
            guard let source = context.site.saisie["source"].flatMap(ID<Projet>.init) else {
                throw FormErrors("source", "Choisissez le projet dont les réponses sont à reprendre.")
            }
            let reprises = try await FormErrors.recueillir {
                try await parcours.reprendreReponses(dossier, de: source, par: context.agent.agentId, le: aujourdhui)
            }
            guard reprises > 0 else { throw FormErrors("source", "Ce projet n’a pas de réponse à reprendre ici. Choisissez-en un autre.") }
            return .vers(lien: CheminDemande.formulaire(dossier.operationId, dossier.dossierId).link, flash: .reponsesReprises)
        } catch let erreurs as FormErrors {
            return try await formulairePage(dossier, request, context, erreurs: erreurs)
        }
    }

    private struct Garde: Encodable {
        let vu: String?
        let texte: String
    }

    private func formulairePage(
        _ dossier: Dossier, _ request: Request, _ context: SecretaireContext, saisie: Saisie? = nil, erreurs: FormErrors = .init()
    ) async throws -> Response {
        guard dossier.etat == .brouillon || dossier.etat == .aCorriger else { throw Refus.reponsesCloses }
        let agent = context.agent
        let value = try await parcours.database.read(as: .agent(agent.agentId)) { tx in
            guard let projet = try await Projet.find(dossier.operationId, in: tx),
                let rempli = try await parcours.demande(dossier, contact: agent.agentId, le: aujourdhui, in: tx)
            else { throw Refus.sansFormulaire }
            return FormulairePage(
                projet: projet, dossier: dossier, demande: rempli.demande,
                avancement: Avancement(
                    projet, estVide: false, dossiers: try await Dossier.all(of: dossier.operationId, in: tx),
                    commande: try await Commande.find(of: dossier.operationId, in: tx)),
                anterieurs: try await Projet.all(of: projet.organisationId, limite: 10, in: tx).filter {
                    $0.operationId != projet.operationId
                },
                jeton: context.site.jeton, montree: request.champs["section"],
                form: saisie.map { FormulaireForm(saisie: $0, demande: rempli.demande) }, erreurs: erreurs)
        }
        let fil = filProjet(value.projet, "La demande \(dossier.nomCourt)")
        return page(
            context, request, titre: "La demande \(dossier.nomCourt)", rubrique: .projets, fil: fil, erreurs: erreurs,
            script: Asset.garde
        ) { value.html }
    }
}

extension Refus {
    static let sansFormulaire = Refus(.introuvable, "Ce dossier n’a pas de formulaire à remplir.", regle: "dossier_sans_formulaire")
    static let reponsesCloses = Refus(
        .impossible, "Ce dossier est déposé\u{A0}: ses réponses ne changent plus, sauf si la préfecture demande une correction.",
        regle: "dossier_reponses_closes")
}
