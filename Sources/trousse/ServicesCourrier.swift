import Courrier
import Documents
import Foundation
import Logging
import Model
import Parcours
import ServiceLifecycle

/// The mail of a server: what leaves, every few seconds; the daily round, once a day and at the start; the mail of the day, in the morning.
/// Several servers may run it: mails are leased, reminders have keys.
struct ServiceCourrier: Service {
    let parcours: Parcours
    /// nil: nothing leaves, the outbox waits.
    let reglages: ReglagesCourrier?

    private let log = Logger(label: "trousse.courrier")
    private static let pause = Duration.seconds(10)
    private static let heureDuResume = 7

    private static var enService: Bool { !Task.isShuttingDownGracefully && !Task.isCancelled }

    init(parcours: Parcours, reglages: ReglagesCourrier?) { (self.parcours, self.reglages) = (parcours, reglages) }

    func run() async throws {
        let poste = reglages.map { Poste(parcours: parcours, reglages: $0) }
        var ronde: LocalDate?
        // Cancelled too when another service fails, a port that is taken for one.
        while Self.enService {
            // Nothing here may end the server: a database that stops for a minute comes back.
            do {
                let maintenant = Date()
                if ronde != LocalDate(maintenant) {
                    _ = try await parcours.rondeDuJour(maintenant)
                    ronde = LocalDate(maintenant)
                }
                if maintenant.heureDeParis >= Self.heureDuResume { _ = try await parcours.resumer(le: LocalDate(maintenant)) }
                if let arret = try await poste?.distribution.passer(tantQue: { Self.enService }).arret {
                    log.warning("\(arret)")
                }
            } catch {
                log.error("courrier : \(error)")
            }
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: Self.pause) }
        }
        await poste?.facteur.stop()
    }
}

/// A postman and its round, on the settings of the environment.
struct Poste {
    let facteur: Facteur
    let distribution: Distribution

    init(parcours: Parcours, reglages: ReglagesCourrier) {
        // The worker needs nothing beyond Python itself: any will do.
        facteur = Facteur(python: (try? Interprete.trouver()) ?? "python3", reglages: reglages)
        distribution = Distribution(database: parcours.database, facteur: facteur, reglages: reglages, horloge: { Date() })
    }
}

extension Parcours {
    /// What silence completed, opinions and reminders; the mail of the day waits for its hour.
    fileprivate func rondeDuJour(_ maintenant: Date) async throws -> Int {
        let jour = LocalDate(maintenant)
        return try await reputerComplets(le: jour) + expirerAvis(le: jour) + rappeler(le: jour)
    }
}

extension Date {
    fileprivate var heureDeParis: Int {
        var calendrier = Calendar(identifier: .gregorian)
        calendrier.timeZone = TimeZone(identifier: "Europe/Paris") ?? .gmt
        return calendrier.component(.hour, from: self)
    }
}
