import Foundation
import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func regles(_ router: Router<SiteContext>) {
        router.get("regles", use: regles)
    }

    /// The register of rules with the numbers in force: one statement beside the law that the process already holds.
    @Sendable private func regles(_ request: Request, _ context: SiteContext) async throws -> Response {
        let query = ReglesQuery(request)
        let (regles, referentiel) = try await parcours.database.read(as: context.agent.map { .agent($0.agentId) } ?? .visiteur) { tx in
            (try await Regle.all(in: tx), try await parcours.referentiel(in: tx))
        }
        let value = ReglesPage(query: query, regles: regles, parametres: referentiel.parametres)
        return page(context, request, titre: "Les règles, une par une") { value.html }
    }
}

/// What the page of rules shows, as the address carries it.
struct ReglesQuery: Sendable, Hashable {
    var chapitre: String?
    var q: String?

    var parametres: [(name: String, value: String?)] { [("chapitre", chapitre), ("q", q)] }
}

extension ReglesQuery {
    init(_ request: Request) {
        let champs = request.champs
        self.init(chapitre: champs["chapitre"], q: champs["q"].map { String($0.prefix(80)) })
    }
}
