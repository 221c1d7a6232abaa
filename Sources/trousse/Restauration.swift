import Cluster
import Foundation
import Postgres
import SQLFiles
import Store

/// A backup takes the place of the database only once it is wholly there and migrated.
struct Restauration {
    private let connexions: Connexions

    init(_ connexions: Connexions) { self.connexions = connexions }

    /// - Returns: the name of the database.
    func restaurer(_ fichier: String) async throws -> String {
        let tools = try await PostgresTools()
        let name = try await nom(de: connexions.login)
        await connexions.fermer()
        let (draft, old) = ("\(name)_restauration", "\(name)_avant")
        let maintenance = adresse("postgres")
        try await tools.dropDatabase(draft, at: maintenance)
        Console.dire("Restauration dans une base provisoire")
        try await tools.createDatabase(draft, at: maintenance)
        do {
            try await remplir(draft, fichier, tools)
        } catch {
            try? await tools.dropDatabase(draft, at: maintenance)
            throw error
        }
        Console.dire("Remplacement de la base")
        try await tools.dropDatabase(old, at: maintenance)
        try await echanger(name, draft, old, maintenance)
        try await tools.dropDatabase(old, at: maintenance)
        return name
    }

    private func remplir(_ draft: String, _ fichier: String, _ tools: PostgresTools) async throws {
        let provisoire = Connexions(url: adresse(draft), estPrivee: connexions.estPrivee)
        // The dump names the roles as owners and grantees; they belong to the server, not to the dump.
        let roles = try String(contentsOf: SQLFiles.roles, encoding: .utf8)
        try await provisoire.login.write(as: .systeme("restauration")) { tx in try await tx.script(roles) }
        try await tools.restore(fichier, to: provisoire.url)
        _ = try await provisoire.migrer()
        await provisoire.fermer()
    }

    /// Both renamings in one transaction: at no time is there no database of that name.
    private func echanger(_ name: String, _ draft: String, _ old: String, _ maintenance: String) async throws {
        let server = Database(.init(url: maintenance, poolLimit: 1), logger: Connexions.logger)
        try await server.write(as: .systeme("restauration")) { tx in
            try await tx.execute("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname in (\(name), \(draft))")
            try await tx.script(
                "alter database \(quoted(name)) rename to \(quoted(old)); alter database \(quoted(draft)) rename to \(quoted(name))")
        }
        await server.close()
    }

    private func nom(de database: Database) async throws -> String {
        try await database.read(as: .systeme("restauration")) { tx in try await tx.value("select current_database()::text as nom") }
    }

    /// The same server and login, another database: in libpq's forms, what comes last prevails.
    private func adresse(_ name: String) -> String {
        let url = connexions.url
        guard url.contains("://") else { return "\(url) dbname='\(name)'" }
        let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
        return url + (url.contains("?") ? "&" : "?") + "dbname=\(encoded)"
    }

    private func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}
