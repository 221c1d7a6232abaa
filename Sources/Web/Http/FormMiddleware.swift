import Hummingbird
import Model
import NIOCore
import Parcours

/// Reads the body of a POST once, bounded, and checks its token: no handler can forget it.
struct FormMiddleware: RouterMiddleware {
    typealias Context = SiteContext
    private static let limiteFormulaire = 256 * 1024

    func handle(_ request: Request, context: SiteContext, next: @concurrent (Request, SiteContext) async throws -> Response) async throws
        -> Response
    {
        // PostgreSQL keeps no NUL in a text, and no browser sends one.
        guard !request.uri.string.contains("%00") else { throw HTTPError(.badRequest) }
        guard request.method == .post else { return try await next(request, context) }
        var context = context
        context.saisie = try await saisie(request, context)
        guard !context.saisie.contientNul else { throw HTTPError(.badRequest) }
        guard let sent = context.saisie["jeton"], !context.jeton.isEmpty, constantTimeEqual(sent, context.jeton) else { throw Refus.jeton }
        return try await next(request, context)
    }

    private func saisie(_ request: Request, _ context: SiteContext) async throws -> Saisie {
        let type = request.headers[.contentType] ?? ""
        if var reception = ReceptionFormulaire(contentType: type, jeton: context.jeton, estConnecte: context.agent != nil) {
            return try await reception.lire(request)
        }
        do {
            let body = try await request.body.collect(upTo: Self.limiteFormulaire)
            return Saisie(urlEncoded: String(decoding: Array(buffer: body), as: UTF8.self))
        } catch is NIOTooManyBytesError {
            throw Refus.tropLourd
        }
    }
}

/// Compares in a time that does not tell how much was right.
func constantTimeEqual(_ a: String, _ b: String) -> Bool {
    let (left, right) = (Array(a.utf8), Array(b.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
