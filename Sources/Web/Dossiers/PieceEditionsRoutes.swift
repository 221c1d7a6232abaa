import Documents
import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// The words of the délibération, and what is printed on demand.
    func editions(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations/:id/dossiers/:dossier/deliberation", use: deliberation)
        group.post("operations/:id/dossiers/:dossier/deliberation", use: garderDeliberation)
        group.post("operations/:id/dossiers/:dossier/deliberation/abandon", use: abandonnerDeliberation)
        group.get("operations/:id/dossiers/:dossier/editions/:edition", use: edition)
    }

    @Sendable private func edition(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        guard let edition = context.parameters.get("edition").flatMap(Edition.init) else { throw Refus.dossier }
        let rendu = try await parcours.editer(edition, dossier.dossierId, par: context.agent.agentId, le: aujourdhui)
        return .fichier(rendu.octets, nom: rendu.nom, type: rendu.type, telecharger: edition == .deliberationODT)
    }

    @Sendable private func deliberation(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await deliberationPage(try await sien(context), request, context)
    }

    @Sendable private func garderDeliberation(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        let imprimable = try await parcours.imprimable(dossier.dossierId, par: context.agent.agentId, le: aujourdhui)
        let form = PieceDeliberationForm(context.site.saisie, articles: DeliberationRedigee(trousse: imprimable).articles.count)
        do {
            let texte = try form.draft(imprimable)
            try await ecrire(context) { tx in
                guard dossier.etat == .brouillon || dossier.etat == .aCorriger else { throw Refus.deliberationClose }
                try await texte.garder(dossier.dossierId, by: context.agent.agentId, in: tx)
            }
            return .vers(.deliberation(dossier.operationId, dossier.dossierId), flash: .deliberationGardee)
        } catch let erreurs as FormErrors {
            return try await deliberationPage(dossier, request, context, form: form, erreurs: erreurs)
        }
    }

    @Sendable private func abandonnerDeliberation(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        try await Refus.traduire {
            try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                try await DeliberationRedigee.abandonner(dossier.dossierId, in: tx)
            }
        }
        return .vers(.deliberation(dossier.operationId, dossier.dossierId), flash: .deliberationReprise)
    }

    private func deliberationPage(
        _ dossier: Dossier, _ request: Request, _ context: SecretaireContext, form: PieceDeliberationForm? = nil,
        erreurs: FormErrors = .init()
    ) async throws -> Response {
        let imprimable = try await parcours.imprimable(dossier.dossierId, par: context.agent.agentId, le: aujourdhui)
        let projet = try await parcours.database.read(as: .agent(context.agent.agentId)) {
            try await Projet.find(dossier.operationId, in: $0)
        }
        guard let projet else { throw Refus.operation }
        let origine = DeliberationRedigee(trousse: imprimable)
        let value = PieceDeliberationPage(
            dossier: dossier, form: form ?? PieceDeliberationForm(imprimable.redaction ?? origine), origine: origine,
            estRedigee: imprimable.redaction != nil, jeton: context.site.jeton, erreurs: erreurs)
        return page(
            context, request, titre: "Délibération", rubrique: .projets, fil: filProjet(projet, "Délibération"), erreurs: erreurs
        ) { value.html }
    }
}

extension Refus {
    fileprivate static let deliberationClose = Refus(
        .impossible, "Ce dossier est déposé\u{A0}: sa délibération ne change plus, sauf si la préfecture demande une correction.",
        regle: "deliberation_close")
}
