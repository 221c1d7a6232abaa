import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func accords(_ group: RouterGroup<SecretaireContext>) {
        group.post("operations/:id/dossiers/:dossier/accord", use: demanderAccord)
        group.post("operations/:id/dossiers/:dossier/accord/retrait", use: retirerAccord)
        group.post("operations/:id/dossiers/:dossier/accord/reponse", use: repondreAccord)
    }

    /// Without an account: the link is the key, and the database keeps only its hash.
    func lienAccord(_ router: Router<SiteContext>) {
        router.get("accord/:jeton") { request, context in try await accordPage(request, context) }
        router.post("accord/:jeton", use: repondreLien)
    }

    /// Days that a link serves.
    private static let vieDuLien = 30

    @Sendable private func demanderAccord(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (dossier, saisie) = (try await sien(context), context.site.saisie)
        let lien = Session.aleatoire()
        do {
            guard let destinataire = saisie["destinataire"] else {
                throw FormErrors("destinataire", "Dites à qui vous demandez l’accord, de 2 à 200 caractères.")
            }
            let champs = ["approbation_destinataire": "destinataire", "approbation_message": "message"]
            try await ecrire(context, champs) { tx in
                try await Approbation.demander(
                    dossier.dossierId, destinataire: destinataire, message: saisie["message"] ?? "", empreinte: Session.empreinte(lien),
                    le: aujourdhui, expire: aujourdhui.adding(days: Self.vieDuLien), in: tx)
            }
            // The link is in the address of one page of hers: it is nowhere else.
            let page = Chemin.dossier(dossier.operationId, dossier.dossierId).link.description
            return .vers(lien: Link(path: page, query: [("lien", lien)]), flash: .accordDemande)
        } catch let erreurs as FormErrors {
            return try await dossierPage(dossier, request, context, saisie: saisie, erreurs: erreurs)
        }
    }

    @Sendable private func retirerAccord(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        try await ecrire(context) { try await Approbation.retirer(dossier.dossierId, in: $0) }
        return .vers(.dossier(dossier.operationId, dossier.dossierId), flash: .accordRetire)
    }

    /// From an account of the mairie, other than who asked.
    @Sendable private func repondreAccord(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (dossier, saisie) = (try await sien(context), context.site.saisie)
        do {
            let (approuve, commentaire) = try ApprobationForm.lire(saisie)
            try await ecrire(context, ["approbation_renvoi": "commentaire", "approbation_commentaire": "commentaire"]) { tx in
                guard let accord = try await Approbation.derniere(dossier.dossierId, in: tx) else { throw Refus.lienFini }
                try await Approbation.repondre(accord.approbationId, approuve: approuve, commentaire: commentaire, le: aujourdhui, in: tx)
            }
            return .vers(.dossier(dossier.operationId, dossier.dossierId), flash: approuve ? .accordDonne : .accordRenvoye)
        } catch let erreurs as FormErrors {
            return try await dossierPage(dossier, request, context, saisie: saisie, erreurs: erreurs)
        }
    }

    @Sendable private func repondreLien(_ request: Request, _ context: SiteContext) async throws -> Response {
        do {
            let (approuve, commentaire) = try ApprobationForm.lire(context.saisie)
            let lien = context.parameters.get("jeton") ?? ""
            try await FormErrors.recueillir(["approbation_renvoi": "commentaire", "approbation_commentaire": "commentaire"]) {
                try await parcours.database.write(as: context.agent.map { .agent($0.agentId) } ?? .visiteur) { tx in
                    try await Approbation.repondre(
                        lien: Session.empreinte(lien), approuve: approuve, commentaire: commentaire, le: aujourdhui, in: tx)
                }
            }
            return .vers(lien: CheminDemande.lien(lien).link, flash: approuve ? .accordDonne : .accordRenvoye)
        } catch let erreurs as FormErrors {
            return try await accordPage(request, context, saisie: context.saisie, erreurs: erreurs)
        }
    }

    private func accordPage(
        _ request: Request, _ context: SiteContext, saisie: Saisie? = nil, erreurs: FormErrors = .init()
    ) async throws -> Response {
        let lien = context.parameters.get("jeton") ?? ""
        let (demande, noms) = try await parcours.database.read(as: .visiteur) { tx in
            guard let demande = try await DemandeAApprouver.find(lien: Session.empreinte(lien), le: aujourdhui, in: tx) else {
                throw Refus.lienFini
            }
            let dispositifs = try await parcours.referentiel(in: tx).dispositifs
            return (demande, Dictionary(dispositifs.map { ($0.code, $0.nom) }) { $1 })
        }
        let value = ApprobationPage(
            demande: demande, noms: noms, jetonLien: lien, jeton: context.jeton, saisie: saisie, erreurs: erreurs)
        return page(context, request, titre: "Votre accord est demandé", erreurs: erreurs) { value.html }
    }
}

/// Yes or no, and why.
enum ApprobationForm {
    static func lire(_ saisie: Saisie) throws(FormErrors) -> (approuve: Bool, commentaire: String) {
        let approuve = saisie["reponse"] == "oui"
        let commentaire = saisie["commentaire"] ?? ""
        if !approuve, commentaire.count < 3 { throw FormErrors("commentaire", "Écrivez en une phrase ce qui est à corriger.") }
        return (approuve, commentaire)
    }
}

extension Refus {
    fileprivate static let lienFini = Refus(
        .introuvable, "Ce lien n’est plus valable\u{A0}: il a servi, ou son délai est passé. Demandez-en un autre à la mairie.",
        regle: "approbation_inconnue")
}
