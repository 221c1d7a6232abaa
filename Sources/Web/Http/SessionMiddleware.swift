import Crypto
import Foundation
import Hummingbird
import Model
import Parcours
import Postgres
import Store

/// Finds who holds the cookie, in one statement. A visitor gets a random token for her forms.
struct SessionMiddleware: RouterMiddleware {
    typealias Context = SiteContext
    let site: Site

    func handle(_ request: Request, context: SiteContext, next: @concurrent (Request, SiteContext) async throws -> Response) async throws
        -> Response
    {
        guard request.uri.path != "/sante" else { return try await next(request, context) }
        var context = context
        context.communeVisiteur = request.cookies[Session.commune]?.value
        if let cookie = request.cookies[Session.nom]?.value {
            context.agent = try await site.parcours.database.read(as: .visiteur) { tx in
                try await Agent.session(empreinte: Session.empreinte(cookie), in: tx)
            }
        }
        if let agent = context.agent {
            context.jeton = agent.jetonCsrf
            return try await next(request, context)
        }
        let known = request.cookies[Session.visite]?.value
        context.jeton = known ?? Session.aleatoire()
        var response = try await next(request, context)
        if known == nil { response.setCookie(site.cookie(Session.visite, context.jeton, maxAge: 86_400)) }
        return response
    }
}

/// Names and making of the cookies.
enum Session {
    static let nom = "trousse"
    static let visite = "trousse_visite"
    static let commune = "trousse_commune"
    static let heures = 12

    /// 256 random bits.
    static func aleatoire() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in hex(generator.next()) }.joined()
    }

    /// What the database keeps of a cookie: SHA-256, hexadecimal.
    static func empreinte(_ cookie: String) -> String {
        SHA256.hash(data: Data(cookie.utf8)).map { hex($0) }.joined()
    }

    private static func hex<T: FixedWidthInteger>(_ value: T) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: T.bitWidth / 4 - text.count) + text
    }
}

extension Site {
    /// `HttpOnly`, `SameSite=Lax`, `Secure` behind TLS.
    func cookie(_ name: String, _ value: String, maxAge: Int) -> Cookie {
        Cookie(name: name, value: value, maxAge: maxAge, path: "/", secure: configuration.estSecurise, httpOnly: true, sameSite: .lax)
    }
}
