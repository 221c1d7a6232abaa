import HTTPTypes
import Hummingbird

/// Headers of every answer: no script but the site's own files, no frame, no outside call.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    let estSecurise: Bool

    func handle(_ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response) async throws
        -> Response
    {
        var response = try await next(request, context)
        // A file that somebody brought has its own, narrower.
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] =
                "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[HTTPField.Name("Referrer-Policy")!] = "same-origin"
        if estSecurise { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }
}
