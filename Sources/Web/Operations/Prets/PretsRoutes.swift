import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// Equipment lent to a CCAS, an association, a library, with its agreement.
    func prets(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations/:id/prets", use: pretsDuProjet)
        group.post("operations/:id/prets", use: conclurePret)
        group.get("operations/:id/prets/:pret/convention", use: conventionDePret)
        group.post("operations/:id/prets/:pret/retour", use: rendrePret)
        group.get("prets", use: mesPrets)
    }

    @Sendable private func pretsDuProjet(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await pretsPage(try context.id("id", sinon: .operation), request, context)
    }

    @Sendable private func conclurePret(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let saisie = context.site.saisie
        do {
            try await ecrire(context, PretForm.champs) { tx in
                guard try await Projet.find(id, in: tx) != nil else { throw Refus.operation }
                let lignes = PretForm.pretables(try await LigneProjet.all(of: id, in: tx))
                let draft = try PretForm(saisie, lignes).draft(lignes)
                _ = try await Pret.conclure(draft, of: id, by: context.agent.agentId, in: tx)
            }
            return .vers(.prets(id), flash: .pretConclu)
        } catch let erreurs as FormErrors {
            return try await pretsPage(id, request, context, saisie: saisie, erreurs: erreurs)
        }
    }

    @Sendable private func conventionDePret(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let pret = try context.id("pret", sinon: .pret, of: Pret.self)
        let convention = try await parcours.convention(pret, of: id, par: context.agent.agentId, le: aujourdhui)
        return .fichier(convention.octets, nom: convention.nom, type: "application/pdf")
    }

    @Sendable private func rendrePret(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let pret = try context.id("pret", sinon: .pret, of: Pret.self)
        do {
            try await ecrire(context) { tx in
                guard try await Pret.rendre(pret, le: aujourdhui, of: id, in: tx) else { throw Refus.pret }
            }
            return .vers(.prets(id), flash: .pretRendu)
        } catch let erreurs as FormErrors {
            return try await pretsPage(id, request, context, erreurs: erreurs)
        }
    }

    @Sendable private func mesPrets(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let prets = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await Pret.all(ofOrganisation: context.agent.organisation.organisationId, in: tx)
        }
        let jour = aujourdhui
        let fil = [Breadcrumb.Etape(libelle: "Mes projets", lien: Chemin.operations.link), .init(libelle: "Équipement prêté")]
        return page(context, request, titre: "Équipement prêté", rubrique: .projets, fil: fil) {
            PageHeader(
                surtitre: context.agent.organisation.nom, titre: "Équipement prêté",
                chapeau: prets.isEmpty ? "Rien n’est prêté. Un prêt se conclut depuis la page d’un projet." : nil
            ).html
            if !prets.isEmpty { PretsTableau(prets: prets, aujourdhui: jour, avecProjet: true, jeton: context.site.jeton).html }
        }
    }

    private func pretsPage(
        _ id: ID<Projet>, _ request: Request, _ context: SecretaireContext, saisie: Saisie? = nil, erreurs: FormErrors = .init()
    ) async throws -> Response {
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard let projet = try await Projet.find(id, in: tx) else { throw Refus.operation }
            let lignes = PretForm.pretables(try await LigneProjet.all(of: id, in: tx))
            return PretsPage(
                projet: projet, lignes: lignes, prets: try await Pret.all(of: id, in: tx), aujourdhui: aujourdhui,
                form: PretForm(saisie ?? .init(), lignes), jeton: context.site.jeton, erreurs: erreurs)
        }
        let titre = "Prêter l’équipement"
        return page(context, request, titre: titre, rubrique: .projets, fil: filProjet(value.projet, titre), erreurs: erreurs) {
            value.html
        }
    }
}
