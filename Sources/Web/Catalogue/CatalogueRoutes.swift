import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func catalogue(_ router: Router<SiteContext>) {
        router.get("catalogue", use: catalogueListe)
        kits(router)
        articles(router)
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

    /// Whose prices are shown: the commune or EPCI of the agent, else the one the visitor chose.
    func porteur(_ context: SiteContext, in tx: Transaction) async throws -> Porteur? {
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
