internal import Foundation

/// The client programs of PostgreSQL that Trousse calls on any database: its own or another's.
public struct PostgresTools: Sendable {
    private let tools: Tools

    /// Takes the newest ones installed: `pg_dump` refuses a server newer than itself.
    /// - Throws: `ClusterError` when none is installed.
    public init() async throws {
        tools = Tools(folder: try await PostgresBinaries.find(having: "pg_dump").newest, user: nil)
    }

    /// Writes the whole database to a file, in the custom format of `pg_dump`: compressed, and read by `restore` only.
    /// - Parameter file: an absolute path; replaced only once the dump is complete.
    public func dump(_ url: String, to file: String) async throws {
        let draft = file + ".partiel"
        defer { try? FileManager.default.removeItem(atPath: draft) }
        try await run("La sauvegarde a échoué", "pg_dump", ["--format=custom", "--file=\(draft)"], "--dbname", url)
        guard rename(draft, file) == 0 else {
            throw ClusterError.failed("La sauvegarde a échoué", String(cString: strerror(errno)), log: nil)
        }
    }

    /// Fills an empty database with a dump; stops at the first error.
    public func restore(_ file: String, to url: String) async throws {
        try await run("La restauration a échoué", "pg_restore", ["--exit-on-error", "--single-transaction", file], "--dbname", url)
    }

    /// - Parameter url: of any database of the server.
    public func createDatabase(_ name: String, at url: String) async throws {
        try await run(
            "La base ne peut pas être créée", "createdb", ["--template=template0", "--encoding=UTF8", name], "--maintenance-db", url)
    }

    public func dropDatabase(_ name: String, at url: String) async throws {
        try await run("La base ne peut pas être supprimée", "dropdb", ["--force", "--if-exists", name], "--maintenance-db", url)
    }

    private func run(_ what: String, _ program: String, _ arguments: [String], _ option: String, _ url: String) async throws {
        var components = URLComponents(string: url)
        let password = components?.password ?? ProcessInfo.processInfo.environment["PGPASSWORD"]
        components?.password = nil
        let bare = url.contains("://") ? components?.string ?? url : url
        let result = try await tools.run(program, ["\(option)=\(bare)"] + arguments, password: password)
        guard !result.succeeded else { return }
        guard !result.message.contains("row-level security") else {
            throw ClusterError("Une sauvegarde lit toutes les lignes\u{A0}: connectez-vous en superutilisateur, ou avec un rôle BYPASSRLS.")
        }
        throw ClusterError.failed(what, result.message, log: nil)
    }
}
