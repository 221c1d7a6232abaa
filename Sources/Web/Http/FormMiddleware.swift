import Hummingbird
import Model
import Parcours

/// Reads the body of a POST once, bounded, and checks its token: no handler can forget it.
struct FormMiddleware: RouterMiddleware {
    typealias Context = SiteContext
    private static let limiteFormulaire = 256 * 1024
    /// One piece of 10 MB and the fields around it.
    private static let limiteFichier = 11 * 1024 * 1024

    func handle(_ request: Request, context: SiteContext, next: @concurrent (Request, SiteContext) async throws -> Response) async throws
        -> Response
    {
        // PostgreSQL keeps no NUL in a text, and no browser sends one.
        guard !request.uri.string.contains("%00") else { throw HTTPError(.badRequest) }
        guard request.method == .post else { return try await next(request, context) }
        var context = context
        context.saisie = try await saisie(request)
        guard !context.saisie.contientNul else { throw HTTPError(.badRequest) }
        guard let sent = context.saisie["jeton"], !context.jeton.isEmpty, constantTimeEqual(sent, context.jeton) else {
            throw Refus(
                .interdit,
                "Cette page était ouverte depuis trop longtemps. Revenez en arrière, rechargez-la et recommencez\u{A0}: rien n’a été enregistré.",
                regle: "jeton")
        }
        return try await next(request, context)
    }

    private func saisie(_ request: Request) async throws -> Saisie {
        let type = request.headers[.contentType] ?? ""
        if let multipart = Multipart(contentType: type) {
            let body = try await collect(request, Self.limiteFichier)
            guard let saisie = multipart.saisie(body) else { throw HTTPError(.badRequest) }
            return saisie
        }
        return Saisie(urlEncoded: String(decoding: try await collect(request, Self.limiteFormulaire), as: UTF8.self))
    }

    private func collect(_ request: Request, _ limit: Int) async throws -> [UInt8] {
        do { return Array(buffer: try await request.body.collect(upTo: limit)) } catch {
            throw Refus(
                .impossible,
                "Ce fichier est trop lourd. Une pièce compte au plus 10\u{A0}Mo\u{A0}: enregistrez-la en qualité réduite et recommencez.",
                regle: "taille")
        }
    }
}

/// Compares in a time that does not tell how much was right.
func constantTimeEqual(_ a: String, _ b: String) -> Bool {
    let (left, right) = (Array(a.utf8), Array(b.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
