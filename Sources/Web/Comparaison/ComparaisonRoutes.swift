import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func comparaison(_ router: Router<SiteContext>) { router.get("catalogue/comparer", use: comparer) }

    /// `kits=K01,K02` or `kits=K01&kits=K02`: a link or the boxes of a form. What is unknown, or one too many, is left out.
    @Sendable private func comparer(_ request: Request, _ context: SiteContext) async throws -> Response {
        let demandes = request.saisie.toutes("kits").flatMap { $0.split(separator: ",").map(String.init) }
        let date = aujourdhui
        let lu = try await parcours.database.read(as: identity(context)) { tx in
            let catalogue = try await parcours.catalogue(in: tx)
            let tous = try await catalogue.kits(prixDu: date, in: tx)
            var codes: [String] = []
            for code in demandes where !codes.contains(code) { codes.append(code) }
            let parCode = Dictionary(tous.map { ($0.kit.code, $0) }) { premier, _ in premier }
            let choisis = codes.compactMap { parCode[$0] }.prefix(ComparaisonPage.kitsAuPlus)
            return (
                kits: try await prixApresAides(context, catalogue, in: tx)(Array(choisis)), tous: tous.map(\.kit),
                fonctions: try await Fonction.toutes(in: tx)
            )
        }
        let codes = Set(lu.kits.map(\.kit.kit.code))
        let value = ComparaisonPage(
            comparaison: Comparaison(kits: lu.kits, fonctions: lu.fonctions.map { ($0.code, $0.nom) }),
            autres: Array(lu.tous.lazy.filter { !codes.contains($0.code) }.prefix(Self.kitsProposes)))
        let fil = [Breadcrumb.Etape(libelle: "Catalogue", lien: Chemin.catalogue().link), .init(libelle: "Comparer")]
        return page(context, request, titre: "Comparer des kits", rubrique: .catalogue, fil: fil) { value.html }
    }

    /// Those that the list of the page offers; another is compared by its address.
    private static var kitsProposes: Int { 100 }
}
