import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func catalogue(_ router: Router<SiteContext>) {
        router.get("catalogue", use: catalogueListe)
        router.get("catalogue/kits/:code", use: kit)
        router.get("catalogue/articles/:code", use: article)
        router.group(context: SecretaireContext.self).post("catalogue/kits/:code/projets", use: ajouterKit)
    }

    @Sendable private func catalogueListe(_ request: Request, _ context: SiteContext) async throws -> Response {
        let query = CatalogueQuery(request)
        let recherche = RechercheCatalogue(
            texte: query.q, besoin: query.besoin, reconditionne: query.reconditionne, apres: (query.page - 1) * CataloguePage.taille)
        let date = aujourdhui
        let (kits, articles, besoins, prix) = try await parcours.database.read(as: identity(context)) { tx in
            let catalogue = try await parcours.catalogue(in: tx)
            return (
                try await catalogue.kits(recherche, prixDu: date, limite: CataloguePage.taille + 1, in: tx),
                query.q == nil || query.page > 1 ? [] : try await ArticleTrouve.chercher(query.q ?? "", prixDu: date, in: tx),
                try await KitChiffre.besoins(in: tx), try await prixApresAides(context, catalogue, in: tx)
            )
        }
        let value = CataloguePage(
            query: query, kits: prix(Array(kits.prefix(CataloguePage.taille))), deborde: kits.count > CataloguePage.taille,
            articles: articles, besoins: besoins)
        return page(context, request, titre: "Catalogue", rubrique: .catalogue) { value.html }
    }

    @Sendable private func kit(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await kitPage(try context.parameters.require("code"), request, context)
    }

    /// The page of a kit, with what was typed when it could not be taken.
    private func kitPage(
        _ code: String, _ request: Request, _ context: SiteContext, form: KitForm = .init(), erreurs: FormErrors = .init()
    ) async throws -> Response {
        let value = try await parcours.database.read(as: identity(context)) { tx in
            guard let kit = try await KitChiffre.find(code, prixDu: aujourdhui, in: tx) else { throw Refus.kit }
            var projets: [Projet] = []
            if let agent = context.agent, agent.role == .secretaire {
                projets = try await Projet.all(of: agent.organisation.organisationId, limite: 20, in: tx)
            }
            return KitPage(
                kit: kit, estimation: try await estimation(kit, context, in: tx), jeton: context.jeton,
                peutCommander: context.agent?.role == .secretaire, connecte: context.agent != nil, projets: projets, form: form,
                erreurs: erreurs)
        }
        let fil = [Breadcrumb.Etape(libelle: "Catalogue", lien: Chemin.catalogue().link), .init(libelle: value.kit.kit.nom)]
        return page(context, request, titre: value.kit.kit.nom, rubrique: .catalogue, fil: fil, erreurs: erreurs) { value.html }
    }

    @Sendable private func article(_ request: Request, _ context: SiteContext) async throws -> Response {
        let code = try context.parameters.require("code")
        let fiche = try await parcours.database.read(as: identity(context)) {
            try await FicheArticle.find(code, prixDu: aujourdhui, in: $0)
        }
        guard let fiche else { throw Refus.article }
        let fil = [Breadcrumb.Etape(libelle: "Catalogue", lien: Chemin.catalogue().link), .init(libelle: fiche.code)]
        return page(context, request, titre: fiche.libelle, rubrique: .catalogue, fil: fil) { ArticlePage(fiche: fiche).html }
    }

    /// Puts a kit in a project of hers, or in a new one.
    @Sendable private func ajouterKit(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let code = try context.parameters.require("code")
        let form = KitForm(context.site.saisie)
        let agent = context.agent
        do {
            let draft = try form.draft()
            // An intercommunality first says in which commune the equipment will be.
            if draft.operation == nil, agent.organisation.codeInsee == nil {
                return .vers(.nouveauProjet(KitChoisi(code: code, quantite: draft.quantite, options: draft.options)))
            }
            let operation = try await FormErrors.recueillir(["operation_figee": "operation"]) {
                try await parcours.database.write(as: .agent(agent.agentId)) { tx in
                    let id = if let known = draft.operation { known } else { try await nouveauProjet(code, agent, in: tx) }
                    let added = try await LigneProjet.add(
                        kit: code, quantite: draft.quantite, options: draft.options, prixDu: aujourdhui, to: id, in: tx)
                    guard added > 0 else { throw Refus.kit }
                    return id
                }
            }
            return .vers(.operation(operation), flash: .kitAjoute)
        } catch let erreurs as FormErrors {
            return try await kitPage(code, request, context.site, form: form, erreurs: erreurs)
        }
    }

    private func nouveauProjet(_ kit: String, _ agent: Agent, in tx: Transaction) async throws -> ID<Projet> {
        guard let found = try await KitChiffre.find(kit, prixDu: aujourdhui, in: tx) else { throw Refus.kit }
        guard let lieu = agent.organisation.codeInsee else { throw Refus.lieu }
        return try await Projet.create(
            Projet.Draft(
                organisation: agent.organisation.organisationId, codeInsee: lieu, intitule: found.kit.nom, objet: found.kit.phrase,
                exercice: aujourdhui.exerciceDeProgrammation),
            by: agent.agentId, in: tx)
    }

    /// What gives kits their price after aids for the commune of who is asking; without one, none. Reads now, computes when called:
    /// once the connection is given back.
    func prixApresAides(
        _ context: SiteContext, _ catalogue: CatalogueCourant, in tx: Transaction
    ) async throws -> @Sendable ([KitChiffre]) -> [KitEstime] {
        guard let porteur = try await porteur(context, in: tx) else { return { $0.map { KitEstime(kit: $0, reste: nil) } } }
        let date = aujourdhui
        return { kits in
            let restes = catalogue.restesACharge(kits, pour: porteur, le: date)
            return kits.map { KitEstime(kit: $0, reste: restes[$0.kit.code]) }
        }
    }

    private func estimation(_ kit: KitChiffre, _ context: SiteContext, in tx: Transaction) async throws -> Estimation? {
        guard let porteur = try await porteur(context, in: tx) else { return nil }
        return Estimation(kit, pour: porteur, le: aujourdhui, try await parcours.referentiel(in: tx))
    }

    private func porteur(_ context: SiteContext, in tx: Transaction) async throws -> Porteur? {
        if let agent = context.agent { return try await Porteur.of(agent.organisation, in: tx) }
        guard let code = context.communeVisiteur.flatMap(Site.codeCookie) else { return nil }
        return try await Porteur.communeActuelle(code, in: tx)?.porteur
    }

    func identity(_ context: SiteContext) -> Identity { context.agent.map { .agent($0.agentId) } ?? .visiteur }
}

/// A kit with what would remain to the commune, TTC; nil when no commune is chosen or some price is missing.
struct KitEstime: Sendable {
    let kit: KitChiffre
    let reste: Money?
}

extension Refus {
    static let kit = Refus(.introuvable, "Ce kit n’est pas, ou n’est plus, au catalogue. Cherchez-le par son nom.", regle: "kit_inconnu")
    static let article = Refus(
        .introuvable, "Cet article n’est pas, ou n’est plus, au catalogue. Cherchez-le par son nom.", regle: "article_inconnu")
    static let lieu = Refus(
        .impossible, "Un projet d’intercommunalité commence par le choix de la commune d’implantation.", regle: "operation_lieu_membre")
}
