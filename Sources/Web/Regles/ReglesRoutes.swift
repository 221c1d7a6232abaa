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
        let parameters = request.uri.queryParameters
        func texte(_ nom: Substring) -> String? {
            // A form writes a space as `+`, which no rule's words hold.
            parameters[nom].map { String($0).replacing("+", with: " ").trimmingCharacters(in: .whitespaces) }
                .flatMap { $0.isEmpty ? nil : String($0.prefix(80)) }
        }
        self.init(chapitre: texte("chapitre"), q: texte("q"))
    }
}
