import Hummingbird
import TestSupport
import Web

/// A line of the site's table of routes.
struct Route: Sendable {
    let estGet: Bool
    /// `operations`, `:id`, `plan`
    let parties: [String]

    /// Every route of the site.
    static var toutes: [Route] { get async throws { try await lues.value } }
    private static let lues = Task { try await Browser.site().router().routes.map(Route.init) }

    private init(_ route: Router<SiteContext>.RouteDescription) {
        estGet = route.method == .get
        parties = "\(route.path)".split(separator: "/").map { part in
            part.hasPrefix("{") ? ":" + part.dropFirst().dropLast() : String(part)
        }
    }

    /// `GET /operations/:id/plan`
    var nom: String { (estGet ? "GET /" : "POST /") + parties.joined(separator: "/") }
}
