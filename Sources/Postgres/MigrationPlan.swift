internal import Foundation

/// A file of SQL, under the name that the database remembers: `functions/engager.sql`.
struct SQLFile: Sendable, Equatable {
    var name: String
    var text: String
}

/// The files as they are on disk, in the order in which they are applied.
struct SQLFolder: Sendable {
    var roles: SQLFile?
    /// The kinds in order: what comes later may depend on what comes before.
    var kinds: [[SQLFile]]
    var files: [SQLFile] { kinds.flatMap { $0 } }

    init(kinds: [[SQLFile]]) { self.kinds = kinds }

    init(_ files: Migrator.Files) throws {
        roles = try files.roles.map { try SQLFolder.read($0, as: $0.lastPathComponent) }
        kinds = try [
            ("migrations", files.migrations), ("functions", files.functions), ("views", files.views), ("policies", files.policies),
        ].map { try SQLFolder.list($0.1, as: $0.0) }
    }

    private static func list(_ folder: URL, as kind: String) throws -> [SQLFile] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            throw MigrationError("Le dossier \(folder.path) est illisible\u{A0}: vérifiez l’installation de Trousse.")
        }
        return try names.filter { $0.hasSuffix(".sql") }.sorted().map { name in
            try read(folder.appending(path: name), as: "\(kind)/\(name)")
        }
    }

    private static func read(_ url: URL, as name: String) throws -> SQLFile {
        guard let data = try? Data(contentsOf: url), let text = String(validating: data, as: UTF8.self), !text.contains("\0") else {
            throw MigrationError("Le fichier \(url.path) est illisible, ou n’est pas du texte en UTF-8.")
        }
        return SQLFile(name: name, text: text)
    }
}

/// What is to be done, found by comparing the files with what the database remembers.
struct MigrationPlan: Sendable {
    struct Step: Sendable, Equatable {
        var file: SQLFile
        var sha256: String
    }

    /// Migrations that were never applied.
    var migrations: [Step] = []
    /// Functions, views and policies to run again, all in one transaction.
    var repeatables: [Step] = []
    /// Names to forget: files that can be run again and are no longer there.
    var gone: [String] = []

    /// - Parameters:
    ///   - hashes: one for each of `folder.files`.
    ///   - applied: the hash of each name that the database remembers.
    init(_ folder: SQLFolder, hashes: [String], applied: [String: String]) throws(MigrationError) {
        var steps = zip(folder.files, hashes).map { Step(file: $0, sha256: $1) }[...]
        let kinds = folder.kinds.map { kind in
            defer { steps = steps.dropFirst(kind.count) }
            return Array(steps.prefix(kind.count))
        }
        guard let migrations = kinds.first else { return }
        try MigrationPlan.check(migrations, applied)
        self.migrations = migrations.filter { applied[$0.file.name] == nil }
        // One changed file calls for its whole kind (a view that is dropped takes others with it) and for all later kinds.
        var isStale = !self.migrations.isEmpty
        for kind in kinds.dropFirst() {
            isStale = isStale || kind.contains { applied[$0.file.name] != $0.sha256 }
            if isStale { repeatables += kind }
        }
        let names = Set(folder.files.map(\.name))
        gone = applied.keys.filter { !names.contains($0) }.sorted()
    }

    private static func check(_ migrations: [Step], _ applied: [String: String]) throws(MigrationError) {
        let known = applied.keys.filter { $0.hasPrefix("migrations/") }.sorted()
        for step in migrations {
            if let hash = applied[step.file.name], hash != step.sha256 {
                throw MigrationError(
                    "La migration \(step.file.name) a été modifiée après avoir été appliquée à cette base. "
                        + "Rétablissez-la et écrivez la suite dans une nouvelle migration.")
            }
            if applied[step.file.name] == nil, let last = known.last, step.file.name < last {
                throw MigrationError(
                    "La migration \(step.file.name) vient avant \(last), déjà appliquée à cette base. "
                        + "Donnez-lui un numéro plus grand.")
            }
        }
        let names = Set(migrations.map(\.file.name))
        if let unknown = known.first(where: { !names.contains($0) }) {
            throw MigrationError(
                "La base a reçu la migration \(unknown), que ce programme ne connaît pas. "
                    + "Installez une version de Trousse au moins aussi récente que la base.")
        }
    }
}
