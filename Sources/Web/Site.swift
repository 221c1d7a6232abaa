public import Hummingbird
public import Logging
public import Model
import NIOCore
public import Parcours

/// The web application. It holds no state of its own: run as many as needed on one database.
public struct Site: Sendable {
    public struct Configuration: Sendable {
        /// Cookies are `Secure` and HSTS is sent: behind TLS.
        public var estSecurise: Bool
        /// Demonstration accounts are shown on the sign-in page.
        public var demonstration: Bool
        /// Where Démarche numérique is pre-filled: `https://…`; nil: nothing is sent, a link and a list are offered.
        public var demarcheNumerique: String?
        /// False: what is written waits in the outbox, and the pages that promise a mail say so.
        public var envoieDesCourriels: Bool
        /// The day in Paris; tests give their own.
        public var aujourdhui: @Sendable () -> LocalDate
        public init(
            estSecurise: Bool = false, demonstration: Bool = false, demarcheNumerique: String? = nil, envoieDesCourriels: Bool = false,
            aujourdhui: @escaping @Sendable () -> LocalDate
        ) {
            (self.estSecurise, self.demonstration, self.aujourdhui) = (estSecurise, demonstration, aujourdhui)
            (self.demarcheNumerique, self.envoieDesCourriels) = (demarcheNumerique, envoieDesCourriels)
        }
    }

    let parcours: Parcours
    let configuration: Configuration

    /// - Parameter parcours: on a database opened as `trousse_app`.
    public init(parcours: Parcours, configuration: Configuration) { (self.parcours, self.configuration) = (parcours, configuration) }

    /// The server, ready to run in a service group.
    public func application(host: String, port: Int, logger: Logger) -> some ApplicationProtocol {
        Application(
            router: router(), configuration: .init(address: .hostname(host, port: port), serverName: nil), logger: logger)
    }

    public var aujourdhui: LocalDate { configuration.aujourdhui() }
}
