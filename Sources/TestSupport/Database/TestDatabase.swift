internal import CatalogFiles
internal import Documents
public import Foundation
internal import Glibc
internal import Logging
internal import Model
public import Parcours
public import Postgres
internal import Store
internal import Synchronization

/// A database of its own, cloned from a template that is migrated and filled once: one for the whole process, one more for each test
/// that touches what belongs to everybody (`.freshDatabase`).
///
/// Tests work as `trousse_app`, as the server does: what isolates two tests that run together is the row-level security of the
/// product. The owner's connection only prepares what the product never does itself (accounts, envelopes).
public struct TestDatabase: Sendable {
    public let name: String
    /// A login URL, as the tests' superuser.
    public let url: String
    /// As `trousse_app`: what is tested.
    public let app: Database
    /// As `trousse_owner`: preparations.
    public let owner: Database
    /// As `trousse_rapport`: what a manager's `psql` sees.
    public let rapport: Database
    /// As the login itself: migrations.
    public let login: Database
    /// The use cases on this database, as the server has them.
    public let parcours: Parcours

    /// The one of this test: fresh when it asked so, else the process's.
    public static var current: TestDatabase {
        get async throws {
            if let fresh { return fresh }
            return try await shared.value
        }
    }

    /// A clone that nobody else uses; `close` drops it.
    public static func make() async throws -> TestDatabase {
        let name = "essai_\(getpid())_\(counter.wrappingAdd(1, ordering: .relaxed).newValue)"
        let template = try await Template.name
        // Cloning needs a template that nobody is connected to, and may be asked for by two tests at once.
        try await TestServer.maintain("create database \(name) template \(template) strategy file_copy")
        TestServer.dropAtExit(name)
        return TestDatabase(name: name, url: try await TestServer.url(of: name))
    }

    /// Closes every connection and drops the database.
    public func close() async throws {
        for database in [app, owner, rapport, login] { await database.close() }
        try await TestServer.maintain("drop database if exists \(name) with (force)")
    }

    /// Another pool on the same database: a second server, or one whose connections may be broken.
    /// - Parameter nom: what `pg_stat_activity` calls its connections.
    public func pool(
        role: String? = "trousse_app", limit: Int = 8, leaseDeadline: Duration = .seconds(30), nom: String = "trousse"
    ) -> Database {
        Database(
            .init(url: url, role: role, poolLimit: limit, leaseDeadline: leaseDeadline, applicationName: nom), logger: TestDatabase.logger)
    }

    @TaskLocal static var fresh: TestDatabase?

    init(name: String, url: String) {
        (self.name, self.url) = (name, url)
        // Tests run many at a time: they wait for a connection instead of failing like a busy server.
        let database = { (role: String?, limit: Int) in
            Database(
                .init(url: url, role: role, poolLimit: limit, leaseDeadline: .seconds(60), statementTimeout: .seconds(60)),
                logger: TestDatabase.logger)
        }
        app = database("trousse_app", 10)
        owner = database("trousse_owner", 4)
        rapport = database("trousse_rapport", 2)
        login = database(nil, 2)
        parcours = Parcours(database: app, atelier: .commun)
    }

    static let logger = Logger(label: "essais") { _ in SwiftLogNoOpLogHandler() }

    private static let counter = Atomic(0)
    private static let shared = Task<TestDatabase, any Error> { try await make() }
}

/// The migrated and imported database that clones start from: the one of `TROUSSE_TEST_TEMPLATE`, else made here, once.
private enum Template {
    static var name: String { get async throws { try await made.value } }

    private static let made = Task<String, any Error> {
        if let given = ProcessInfo.processInfo.environment["TROUSSE_TEST_TEMPLATE"], !given.isEmpty { return given }
        let name = "essai_modele_\(getpid())"
        try await TestServer.maintain("create database \(name) template template0 encoding 'UTF8'")
        TestServer.dropAtExit(name)
        let database = TestDatabase(name: name, url: try await TestServer.url(of: name))
        try await Migrator.trousse(database.login).migrate()
        let territoire = try CatalogFiles.territoire(in: catalogFolder)
        let catalogue = try CatalogFiles.catalogue(in: catalogFolder)
        try await database.owner.write(as: .systeme("essais")) { tx in
            _ = try await territoire.importer(in: tx) { _ in }
            _ = try await catalogue.importer(in: tx) { _ in }
        }
        for connections in [database.app, database.owner, database.rapport, database.login] { await connections.close() }
        return name
    }
}

/// `Catalog/` of this package, which is found from this file: tests run from anywhere.
public let catalogFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Catalog").standardized
