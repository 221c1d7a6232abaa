import Cluster
import Foundation
import Logging
import Postgres
import Store

/// The database that a command works on, under each role: the one of DATABASE_URL, else the private cluster of the current folder,
/// started on demand. Nothing connects before its first transaction.
struct Connexions: Sendable {
    /// As the login that installs; may hold a password: never printed but by `database url`.
    let url: String
    let estPrivee: Bool
    /// As the login: migrations, backups.
    let login: Database
    /// As `trousse_owner`: imports, accounts, opening of envelopes.
    let proprietaire: Database
    /// As `trousse_app`: everything else.
    let application: Database
    /// As `trousse_rapport`: reports.
    let rapport: Database

    static let logger = Logger(label: "trousse")

    /// - Throws: `ClusterError` when the private cluster cannot be started.
    static func ouvrir() async throws -> Connexions {
        if let url = urlDonnee { return Connexions(url: url, estPrivee: false) }
        let cluster = clusterPrive
        try await cluster.start { Console.dire($0) }
        return Connexions(url: cluster.url(), estPrivee: true)
    }

    /// The whole command on one set of connections, closed at its end.
    static func avec<R>(_ body: (Connexions) async throws -> R) async throws -> R {
        let connexions = try await ouvrir()
        do {
            let result = try await body(connexions)
            await connexions.fermer()
            return result
        } catch {
            await connexions.fermer()
            throw error
        }
    }

    static var urlDonnee: String? {
        ProcessInfo.processInfo.environment["DATABASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `.trousse/` of the current folder.
    static var dossierPrive: URL {
        URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory).appending(
            path: ".trousse", directoryHint: .isDirectory)
    }

    static var clusterPrive: PrivateCluster { PrivateCluster(directory: dossierPrive) }

    init(url: String, estPrivee: Bool) {
        (self.url, self.estPrivee) = (url, estPrivee)
        let database = { (role: String?, limit: Int, timeout: Duration) in
            Database(
                .init(url: url, role: role, poolLimit: limit, statementTimeout: timeout, applicationName: "trousse"),
                logger: Connexions.logger)
        }
        login = database(nil, 2, .seconds(15))
        // An import of all communes on a slow disk takes its time.
        proprietaire = database("trousse_owner", 2, .seconds(300))
        application = database("trousse_app", 8, .seconds(15))
        rapport = database("trousse_rapport", 4, .seconds(30))
    }

    func fermer() async {
        for database in [login, proprietaire, application, rapport] { await database.close() }
    }
}

extension Connexions {
    /// Migrates; silent when there is nothing to do.
    func migrer() async throws -> Migrator.Summary {
        // Roles are looked at every time; that is not news.
        try await Migrator.trousse(login).migrate { if $0 != "Rôles" { Console.dire($0) } }
    }

    /// Makes the database answer: a private one is migrated and filled at need; for another, says what its operator has to run.
    func preparer(_ catalogue: EmplacementCatalogue) async throws {
        if try await !Migrator.trousse(login).status().isEmpty {
            guard estPrivee else { throw Echec("La base n’est pas à jour. Lancez «\u{A0}trousse database migrate\u{A0}».") }
            _ = try await migrer()
        }
        let faits = try await Importation.faits(dans: application)
        for nature in Importation.allCases where !faits.contains(nature) {
            guard estPrivee else { throw Echec("Rien n’est importé. Lancez «\u{A0}trousse import \(nature.rawValue)\u{A0}».") }
            _ = try await nature.importer(try catalogue.dossier(), dans: proprietaire)
        }
    }
}
