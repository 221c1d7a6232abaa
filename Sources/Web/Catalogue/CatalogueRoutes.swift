import Foundation
import HTML
import Hummingbird
import Model
import NIOCore
import Parcours
import Postgres
import Store

extension Site {
    func catalogue(_ router: Router<SiteContext>) {
        router.get("catalogue", use: catalogueListe)
        router.get("catalogue/suggestions", use: suggestions)
        kits(router)
        articles(router)
    }

    @Sendable private func catalogueListe(_ request: Request, _ context: SiteContext) async throws -> Response {
        let query = CatalogueQuery(request)
        let (catalogue, jour, commune, trouvees) = try await parcours.database.read(as: identity(context)) { tx in
            let catalogue = try await parcours.catalogue(in: tx)
            let jour = try await catalogue.duJour(aujourdhui, in: tx)
            return (catalogue, jour, try await porteur(context, in: tx), try await chercher(query.q, jour, in: tx))
        }
        let demande = DemandeCatalogue(
            trouvees: trouvees, criteres: query.criteres, tri: query.tri, apres: (query.page - 1) * CataloguePage.taille,
            taille: CataloguePage.taille)
        // Computed once the connection is given back.
        var prix: (restes: [String: Money], estComplet: Bool)?
        if let commune { prix = await catalogue.restesACharge(jour, pour: commune, attendre: demande.dependDesPrix) }
        let selection = jour.selection(
            demande, restes: prix?.restes ?? [:], pour: commune, compterLesPrix: prix?.estComplet ?? true)
        let restes = commune.map { catalogue.restesACharge(selection.kitsMontres, pour: $0, le: aujourdhui) }
        let value = CataloguePage(
            query: query, selection: selection, reponse: trouvees?.reponse, restes: restes,
            proches: selection.total == 0 ? try await proches(query, jour, context) : [])
        return page(context, request, titre: "Catalogue", rubrique: .catalogue, script: Asset.suggestions) { value.html }
    }

    private func chercher(_ texte: String?, _ jour: CatalogueDuJour, in tx: Transaction) async throws -> OffresTrouvees? {
        guard let texte else { return nil }
        return try await jour.chercher(texte, in: tx)
    }

    /// What resembles the words; without any, nothing does.
    private func proches(_ query: CatalogueQuery, _ jour: CatalogueDuJour, _ context: SiteContext) async throws -> [Offre] {
        guard let texte = query.q, query.criteres.isEmpty else { return [] }
        let proches = try await parcours.database.read(as: identity(context)) {
            try await Suggestion.chercher(texte, limite: 3, in: $0)
        }
        return proches.compactMap { jour.offre($0.code) }
    }

    /// Names that complete what is being typed, as a JSON list of texts.
    @Sendable private func suggestions(_ request: Request, _ context: SiteContext) async throws -> Response {
        let texte = CatalogueQuery(request).q ?? ""
        let trouvees = try await parcours.database.read(as: identity(context)) { try await Suggestion.chercher(texte, in: $0) }
        let json = try JSONEncoder().encode(trouvees.map(\.nom))
        return Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "private, max-age=60"],
            body: .init(byteBuffer: ByteBuffer(bytes: json)))
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
