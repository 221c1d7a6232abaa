public import Foundation
internal import Logging

/// Brings a database to the state that a folder of SQL files describes.
///
/// Migrations go forward only, each in one transaction, and are never edited once applied. Functions, views and policies can be run
/// again, and are when they changed. Two migrators of the same database wait for each other.
public struct Migrator: Sendable {
    /// Where the files are; those of a folder go in the order of their names.
    public struct Files: Sendable {
        /// Run first, every time, outside any transaction of ours: roles belong to the whole cluster. It must be idempotent.
        public var roles: URL?
        public var migrations: URL
        public var functions: URL
        public var views: URL
        public var policies: URL

        public init(roles: URL?, migrations: URL, functions: URL, views: URL, policies: URL) {
            self.roles = roles
            self.migrations = migrations
            self.functions = functions
            self.views = views
            self.policies = policies
        }
    }

    /// What was done, in order.
    public struct Summary: Sendable, Equatable {
        public var applied: [String]
        public var reapplied: [String]

        public var isEmpty: Bool { applied.isEmpty && reapplied.isEmpty }
    }

    private let files: Files
    private let database: Database
    private let owner: String?

    /// - Parameters:
    ///   - database: opened as a login role that may create roles, when there is a file of roles.
    ///   - owner: the role to become after the file of roles; it then owns what the migrations create. nil stays the login role.
    public init(_ files: Files, database: Database, owner: String? = nil) {
        self.files = files
        self.database = database
        self.owner = owner
    }

    /// - Parameter progress: told a French sentence before each step.
    /// - Throws: `MigrationError`, whose description is a French sentence, or `DatabaseError`.
    @discardableResult
    public func migrate(progress: (String) -> Void = { _ in }) async throws -> Summary {
        let folder = try SQLFolder(files)
        return try await withConnection { connection in
            try await exclude(connection, progress)
            try await prepare(connection, folder, progress)
            let plan = try MigrationPlan(folder, hashes: try await hashes(folder, connection), applied: try await applied(connection))
            for step in plan.migrations {
                progress("Migration \(step.file.name)")
                try await apply(step, connection)
            }
            if !plan.repeatables.isEmpty {
                progress("Fonctions, vues et politiques : \(plan.repeatables.count) fichiers")
                try await apply(plan, connection)
            }
            return Summary(applied: plan.migrations.map(\.file.name), reapplied: plan.repeatables.map(\.file.name))
        }
    }

    /// What `migrate` would do, without doing it; the file of roles apart.
    public func status() async throws -> Summary {
        let folder = try SQLFolder(files)
        return try await withConnection { connection in
            let known = try await connection.execute("select to_regclass('migration.applied')::text").text(0, 0) != nil
            let applied = known ? try await applied(connection) : [:]
            let plan = try MigrationPlan(folder, hashes: try await hashes(folder, connection), applied: applied)
            return Summary(applied: plan.migrations.map(\.file.name), reapplied: plan.repeatables.map(\.file.name))
        }
    }

    // MARK: Steps

    /// A connection of its own: it keeps a lock and changes role, and a migration may take longer than a request may.
    private func withConnection<R>(_ body: (Connection) async throws -> R) async throws -> R {
        var configuration = database.configuration
        configuration.statementTimeout = .zero
        let connection = try await Connection.open(configuration, logger: database.logger)
        do {
            let result = try await body(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Closing the connection releases the lock.
    private func exclude(_ connection: Connection, _ progress: (String) -> Void) async throws {
        var hasWaited = false
        while try await connection.execute("select pg_try_advisory_lock(hashtext('migration.applied'))").text(0, 0) != "t" {
            if !hasWaited { progress("Une autre migration est en cours : attente de sa fin") }
            hasWaited = true
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func prepare(_ connection: Connection, _ folder: SQLFolder, _ progress: (String) -> Void) async throws {
        if let roles = folder.roles {
            progress("Rôles")
            try await run(roles, connection)
        }
        if let owner { try await connection.simple("set role \"\(owner.replacing("\"", with: "\"\""))\"") }
        try await connection.simple(
            """
            create schema if not exists migration;
            create table if not exists migration.applied (
                name text constraint applied_pk primary key,
                sha256 text not null,
                applied_le timestamptz not null default now()
            )
            """)
    }

    /// Roles belong to the cluster, and our lock to one database: a migrator of another database may be at it too.
    private func run(_ roles: SQLFile, _ connection: Connection) async throws {
        for attempt in 1... {
            do throws(DatabaseError) {
                try await connection.simple(roles.text)
                return
            } catch {
                // «tuple concurrently updated», or the other one has just created the same role.
                let isRace = ["XX000", "23505", "42710"].contains(error.sqlState)
                guard isRace, attempt < 5 else { throw MigrationError(roles, error) }
                try await Task.sleep(for: .milliseconds(50 * attempt))
            }
        }
    }

    private func apply(_ step: MigrationPlan.Step, _ connection: Connection) async throws {
        try await transaction(connection) { tx in
            try await run(step.file, tx)
            try await tx.execute("insert into migration.applied (name, sha256) values (\(step.file.name), \(step.sha256))")
            // Whatever can be run again has to be, now that tables changed: also when this process stops here.
            try await tx.execute("update migration.applied set sha256 = '' where name not like 'migrations/%'")
        }
    }

    private func apply(_ plan: MigrationPlan, _ connection: Connection) async throws {
        try await transaction(connection) { tx in
            // A function may call one whose file comes later: bodies are checked when all are there.
            try await tx.script("set local check_function_bodies = off")
            for step in plan.repeatables {
                try await run(step.file, tx)
                try await tx.execute(
                    """
                    insert into migration.applied as a (name, sha256) values (\(step.file.name), \(step.sha256))
                    on conflict (name) do update set sha256 = excluded.sha256, applied_le = now()
                    """)
            }
            try await tx.execute("delete from migration.applied where name = any(\(plan.gone))")
            try await tx.script("set local check_function_bodies = on")
            try await checkBodies(tx)
        }
    }

    /// Asks the validator of each function of ours, one by one: its error does not say which function it is about.
    private func checkBodies(_ tx: Transaction) async throws {
        for function in try await tx.rows(functions, as: Function.self) {
            do throws(DatabaseError) {
                switch function.language {
                case .sql: try await tx.execute("select fmgr_sql_validator(\(function.oid)::oid)")
                case .plpgsql: try await tx.execute("select plpgsql_validator(\(function.oid)::oid)")
                }
            } catch {
                throw MigrationError(function: function.signature, error)
            }
        }
    }

    private func run(_ file: SQLFile, _ tx: Transaction) async throws {
        do throws(DatabaseError) {
            try await tx.script("set local lock_timeout = '5s'")
            try await tx.script(file.text)
        } catch {
            throw MigrationError(file, error)
        }
    }

    private func transaction(_ connection: Connection, _ body: (Transaction) async throws -> Void) async throws {
        let ticket = try await connection.begin("begin", as: Identity(label: "migration", settings: []))
        do {
            try await body(Transaction(connection: connection, ticket: ticket))
            try await connection.end("commit", ticket: ticket)
        } catch {
            try? await connection.end("rollback", ticket: ticket)
            throw error
        }
    }

    private func hashes(_ folder: SQLFolder, _ connection: Connection) async throws -> [String] {
        let result = try await connection.execute(
            """
            select encode(sha256(convert_to(text, 'UTF8')), 'hex')
            from unnest(\(folder.files.map(\.text))::text[]) with ordinality as file (text, rank)
            order by rank
            """)
        return (0..<result.count).compactMap { result.text($0, 0) }
    }

    private func applied(_ connection: Connection) async throws -> [String: String] {
        let result = try await connection.execute("select name, sha256 from migration.applied")
        return (0..<result.count).reduce(into: [:]) { $0[result.text($1, 0) ?? ""] = result.text($1, 1) }
    }
}

private struct Function: Decodable {
    enum Language: String, Decodable { case sql, plpgsql }
    var oid: Int64
    var signature: String
    var language: Language
}

private let functions: SQL = """
    select p.oid, p.oid::regprocedure::text as signature, l.lanname as language
    from pg_proc as p
    inner join pg_language as l on l.oid = p.prolang
    where l.lanname in ('sql', 'plpgsql')
        and p.proowner = current_user::regrole
        and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        and not exists (select from pg_depend as d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
    order by signature
    """
