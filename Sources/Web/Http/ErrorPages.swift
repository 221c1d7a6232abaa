import HTML
import HTTPTypes
import Hummingbird
import Logging
import Model
import Parcours
import Postgres

/// Turns what was thrown into a page that says what, why and what to do; a bug or an outage says only its number.
struct ErrorPages: RouterMiddleware {
    typealias Context = SiteContext
    let site: Site

    func handle(_ request: Request, context: SiteContext, next: @concurrent (Request, SiteContext) async throws -> Response) async throws
        -> Response
    {
        do { return try await next(request, context) } catch let error as any HTTPResponseError where error.status.kind == .redirection {
            throw error
        } catch is ConnexionRequise {
            return .redirect(to: Chemin.connexion.link.description)
        } catch {
            return page(for: error, request, context)
        }
    }

    private func page(for error: any Error, _ request: Request, _ context: SiteContext) -> Response {
        switch error {
        case let refus as Refus where refus.regle == Refus.corpsTropLourd:
            return .derniere(
                contenu("Ce n’est pas possible", refus.description), status: .contentTooLarge, a: request, canal: context.canal)
        case let refus as Refus:
            let status: HTTPResponse.Status =
                switch refus.genre {
                case .introuvable: .notFound
                case .interdit: .forbidden
                case .impossible: .unprocessableContent
                }
            return erreur(status, refus.genre == .introuvable ? "Page introuvable" : "Ce n’est pas possible", refus.description)
        case is AccesRefuse:
            return erreur(
                .forbidden, "Cette page n’est pas pour vous", "Votre compte ne donne pas accès à cette page. Revenez à l’accueil.")
        case let error as any HTTPResponseError where error.status == .notFound:
            return erreur(.notFound, "Page introuvable", "Cette adresse ne mène à rien. Vérifiez-la, ou revenez à l’accueil.")
        case let error as any HTTPResponseError where error.status.kind == .clientError:
            return erreur(
                error.status, "Demande illisible",
                "Le navigateur a envoyé une demande que Trousse ne comprend pas. Revenez en arrière et recommencez.")
        case let error as DatabaseError where [.connection, .poolTimeout, .closed].contains(error.kind):
            context.logger.error("\(String(reflecting: error))")
            var response = erreur(
                .serviceUnavailable, "Service momentanément indisponible",
                "Trop de demandes à la fois, ou une maintenance. Réessayez dans une minute\u{A0}: rien n’a été perdu.")
            response.headers[.retryAfter] = "60"
            return response
        default:
            context.logger.error("\(request.method) \(request.uri.path): \(String(reflecting: error))")
            return erreur(
                .internalServerError, "Une erreur est survenue",
                "L’erreur est de notre côté et elle est enregistrée sous le numéro \(context.id). Réessayez, ou donnez-nous ce numéro.")
        }
    }

    private func erreur(_ status: HTTPResponse.Status, _ titre: String, _ phrase: String) -> Response {
        Response(page: contenu(titre, phrase), status: status)
    }

    private func contenu(_ titre: String, _ phrase: String) -> HTML {
        Layout(titre: titre).page {
            PageHeader(titre: titre, chapeau: phrase).html
            Bouton.groupe { Bouton.lien("Revenir à l’accueil", vers: Chemin.accueil.link) }
        }
    }
}
