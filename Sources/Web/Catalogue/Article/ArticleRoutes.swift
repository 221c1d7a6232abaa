import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func articles(_ router: Router<SiteContext>) {
        router.get("catalogue/articles/:code", use: article)
    }

    @Sendable private func article(_ request: Request, _ context: SiteContext) async throws -> Response {
        let code = try context.parameters.require("code")
        let value = try await parcours.database.read(as: identity(context)) { tx in
            guard let fiche = try await FicheArticle.find(code, prixDu: aujourdhui, in: tx) else { throw Refus.article }
            var ajout: AjoutArticle?
            if let agent = context.agent, agent.role == .secretaire {
                let projets = try await Projet.all(of: agent.organisation.organisationId, limite: 20, in: tx)
                ajout = AjoutArticle(fiche: fiche, projets: projets, jeton: context.jeton)
            }
            return ArticlePage(
                fiche: fiche,
                semblables: try await LigneKit.remplacants([fiche.fonction ?? "": fiche.refCentimes], prixDu: aujourdhui, in: tx),
                prix: try await Tarif.all(article: code, in: tx), ajout: ajout, connecte: context.agent != nil)
        }
        let fiche = value.fiche
        let fil = [Breadcrumb.Etape(libelle: "Catalogue", lien: Chemin.catalogue().link), .init(libelle: fiche.code)]
        return page(context, request, titre: fiche.libelle, rubrique: .catalogue, fil: fil) { value.html }
    }
}

extension Refus {
    static let article = Refus(
        .introuvable, "Cet article n’est pas, ou n’est plus, au catalogue. Cherchez-le par son nom.", regle: "article_inconnu")
}
