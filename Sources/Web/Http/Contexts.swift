public import Hummingbird
import Logging
import Model
import NIOCore

/// What is known of a request: the agent when somebody is signed in, the form when there is one. Public only because the router is.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Set by `SessionMiddleware`.
    var agent: Agent?
    /// What a form must carry back: the session's, or the visitor's cookie.
    var jeton = ""
    /// The commune that a visitor chose to see prices for.
    var communeVisiteur: String?
    /// Set by `FormMiddleware` for a POST, its token already checked.
    var saisie = Saisie()

    /// The connection, to end it when what it sends is not worth reading.
    let canal: any Channel

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        canal = source.channel
    }
}

/// What every context of a page offers.
protocol PageContext: RequestContext {
    var site: SiteContext { get }
}

extension SiteContext: PageContext {
    var site: SiteContext { self }
}

/// Somebody is signed in: a handler that takes it cannot run otherwise.
struct AgentContext: ChildRequestContext, PageContext {
    var coreContext: CoreRequestContextStorage
    let site: SiteContext
    let agent: Agent

    init(context: SiteContext) throws {
        guard let agent = context.agent else { throw ConnexionRequise() }
        (coreContext, site, self.agent) = (context.coreContext, context, agent)
    }
}

/// She works for a mairie or an EPCI now.
struct SecretaireContext: ChildRequestContext, PageContext {
    var coreContext: CoreRequestContextStorage
    let site: SiteContext
    let agent: Agent

    init(context: SiteContext) throws {
        guard let agent = context.agent else { throw ConnexionRequise() }
        guard agent.role == .secretaire else { throw AccesRefuse() }
        (coreContext, site, self.agent) = (context.coreContext, context, agent)
    }
}

/// She instructs the files of a département.
struct InstructeurContext: ChildRequestContext, PageContext {
    var coreContext: CoreRequestContextStorage
    let site: SiteContext
    let agent: Agent

    init(context: SiteContext) throws {
        guard let agent = context.agent else { throw ConnexionRequise() }
        guard agent.role == .instructeur else { throw AccesRefuse() }
        (coreContext, site, self.agent) = (context.coreContext, context, agent)
    }
}

/// Leads to the sign-in page.
struct ConnexionRequise: Error {}
/// The page exists, for another role.
struct AccesRefuse: Error {}
