import Foundation
import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func communes(_ router: Router<SiteContext>) {
        router.get("commune", use: choisirCommune)
        router.post("commune", use: garderCommune)
    }

    @Sendable private func choisirCommune(_ request: Request, _ context: SiteContext) async throws -> Response {
        let texte = request.champs["q"]
        let trouvees = try await parcours.database.read(as: .visiteur) { tx in
            guard let texte, texte.count >= 2 else { return [CommuneTrouvee]() }
            return try await CommuneTrouvee.chercher(texte, in: tx)
        }
        return communePage(request, context, texte: texte, trouvees: trouvees)
    }

    @Sendable private func garderCommune(_ request: Request, _ context: SiteContext) async throws -> Response {
        guard let code = context.saisie["code"],
            let porteur = try await parcours.database.read(as: .visiteur, { try await Porteur.communeActuelle(code, in: $0)?.porteur }),
            let nom = porteur.nom, let code = porteur.codeInsee
        else { throw Refus(.impossible, "Cette commune n’existe pas. Choisissez-la dans la liste.", regle: "commune_inconnue") }
        var response = Response.vers(.catalogue(), flash: .communeChangee)
        let encoded = nom.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        response.setCookie(cookie(Session.commune, "\(code).\(encoded)", maxAge: 180 * 86_400))
        return response
    }

    private func communePage(_ request: Request, _ context: SiteContext, texte: String?, trouvees: [CommuneTrouvee]) -> Response {
        page(context, request, titre: "Choisir ma commune", largeur: .texte) {
            PageHeader(titre: "Quelle est votre commune ?", chapeau: "Les prix affichés seront ceux qu’elle paierait, aides déduites.").html
            SearchBar(
                action: Chemin.commune().link, libelle: "Nom ou code de la commune", valeur: texte,
                exemple: "Exemple : Bourbon-l’Archambault"
            ).html
            if texte != nil, trouvees.isEmpty {
                EmptyState(
                    titre: "Aucune commune trouvée",
                    texte: "Essayez le début du nom, ou le code INSEE à cinq caractères (03036). Ce n’est pas le code postal."
                ).html
            }
            if !trouvees.isEmpty {
                DataTable(
                    legende: "Communes trouvées", legendeVisible: false,
                    colonnes: [.init("Commune", .nom), .init("Département"), .init("Habitants", .nombre), .init("Action", .action)],
                    lignes: trouvees.map { commune in
                        [
                            nom(commune), text(commune.departement), text("\(commune.population)"),
                            Bouton.acte(
                                "Choisir \(commune.nom)", vers: Chemin.commune().link, jeton: context.jeton, .second,
                                champs: [("code", commune.codeInsee)]),
                        ]
                    }
                ).html
            }
        }
    }

    /// A name, and under it the former commune that the visitor was looking for.
    private func nom(_ commune: CommuneTrouvee) -> HTML {
        guard let ancienne = commune.ancienne else { return text(commune.nom) }
        return group {
            text(commune.nom)
            br()
            small(.class("doux")) { text(ancienne.phrase(vers: commune.nom)) }
        }
    }
}
