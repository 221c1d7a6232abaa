import ArgumentParser
import CatalogFiles
import Courrier
import Documents
import Foundation
import Hummingbird
import Logging
import Model
import Parcours
import Postgres
import ServiceLifecycle
import UnixSignals
import Web

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Servir l’application web.",
        discussion: "S’arrête proprement sur Ctrl-C ou SIGTERM\u{A0}: les requêtes en cours sont finies d’abord.")

    @Option(help: .init("Adresse d’écoute.", valueName: "hôte"))
    var host = "127.0.0.1"

    @Option(help: .init("Port d’écoute.", valueName: "port"))
    var port = 8080

    @Flag(help: "Avec des comptes de démonstration (ou TROUSSE_DEMONSTRATION=1).")
    var demonstration = false

    @Flag(name: .customLong("https"), help: "Derrière un serveur TLS\u{A0}: les cookies ne passent qu’en HTTPS (ou TROUSSE_HTTPS=1).")
    var estSecurise = false

    @OptionGroup var catalogue: EmplacementCatalogue

    func validate() throws {
        guard (1...65_535).contains(port) else { throw ValidationError("Un port va de 1 à 65535.") }
    }

    func run() async throws {
        let connexions = try await Connexions.ouvrir()
        do {
            try await connexions.preparer(catalogue)
            let estDemonstration = demonstration || ServeCommand.demande("TROUSSE_DEMONSTRATION")
            if estDemonstration { try await installer(connexions) }
            try await servir(connexions, demonstration: estDemonstration)
        } catch {
            await connexions.fermer()
            throw error
        }
        await connexions.fermer()
    }

    private func servir(_ connexions: Connexions, demonstration: Bool) async throws {
        var logger = Connexions.logger
        logger.logLevel = .info
        let atelier = Atelier()
        let reglages = try CourrierCommand.reglages()
        if reglages == nil { Console.dire("Les courriels attendent\u{A0}: TROUSSE_SMTP_URL et TROUSSE_COURRIEL_DE ne sont pas donnés.") }
        let parcours = Parcours(database: connexions.application, atelier: atelier)
        let site = Site(
            parcours: parcours,
            configuration: .init(
                estSecurise: estSecurise || ServeCommand.demande("TROUSSE_HTTPS"), demonstration: demonstration,
                demarcheNumerique: try ServeCommand.demarcheNumerique(), envoieDesCourriels: reglages != nil,
                aujourdhui: { LocalDate(Date()) }))
        Console.repondre("Trousse répond sur http://\(host):\(port)")
        // Shut down from the last to the first: requests under way still have their database and their workshop.
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: BaseDeDonnees(database: connexions.application)), .init(service: AtelierDesDocuments(atelier: atelier)),
                    .init(service: ServiceCourrier(parcours: parcours, reglages: reglages)),
                    .init(service: site.application(host: host, port: port, logger: logger)),
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do { try await group.run() } catch {
            guard "\(error)".contains("Address already in use") else { throw error }
            throw Echec("Le port \(port) est déjà pris. Choisissez-en un autre\u{A0}: trousse serve --port \(port + 1)")
        }
    }

    private func installer(_ connexions: Connexions) async throws {
        let demonstration = Demonstration(proprietaire: connexions.proprietaire)
        _ = try await demonstration.comptes(
            Demonstration.connus, motDePasse: try await MotDePasse.hacher(Demonstration.motDePasse))
        try await demonstration.enveloppes(
            try CatalogFiles.catalogue(in: try catalogue.dossier()).programmes, exercice: LocalDate(Date()).exerciceDeProgrammation)
        for (departement, montant) in [("03", Money.euros(600_000)), ("63", .euros(800_000))] {
            try await demonstration.dossiersAProgrammer(departement: departement, le: LocalDate(Date()), montant: montant)
        }
        Console.repondre("Comptes de démonstration, mot de passe «\u{A0}\(Demonstration.motDePasse)\u{A0}»\u{A0}:")
        let rows = Demonstration.connus.map { ["  \($0.courriel)", $0.nom] }
        Console.repondre(Tableau(cotes: [.gauche, .gauche], lignes: rows).texte)
    }

    /// Where Démarche numérique is pre-filled, when the operator says so (`https://demarche.numerique.gouv.fr`).
    private static func demarcheNumerique() throws -> String? {
        guard let base = ProcessInfo.processInfo.environment["TROUSSE_DEMARCHE_NUMERIQUE_URL"], !base.isEmpty else { return nil }
        guard PlateformeDN(base: base) != nil else {
            throw Echec(
                "TROUSSE_DEMARCHE_NUMERIQUE_URL «\u{A0}\(base)\u{A0}» n’est pas une adresse comme https://demarche.numerique.gouv.fr.")
        }
        return base
    }

    private static func demande(_ variable: String) -> Bool {
        ["1", "oui", "true"].contains(ProcessInfo.processInfo.environment[variable] ?? "")
    }
}

/// Opens a connection at start, so that a wrong address fails at once; closes them all at the end.
private struct BaseDeDonnees: Service {
    let database: Database
    func run() async throws { try await cancelWhenGracefulShutdown { try await database.run() } }
}

/// Starts with the first document; ends with the server.
private struct AtelierDesDocuments: Service {
    let atelier: Atelier
    func run() async throws {
        try await gracefulShutdown()
        await atelier.stop()
    }
}
