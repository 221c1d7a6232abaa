public import Foundation

/// A PostgreSQL server of our own, on a unix socket only, whose files are under a folder (`.trousse/`).
///
/// As root, the server and its files belong to the user `postgres`. Where that user cannot enter the folder, or where its path is too
/// long for a socket, the files are elsewhere and a note in the folder says where.
public struct PrivateCluster: Sendable, CustomStringConvertible {
    public enum Status: Sendable, Equatable {
        /// Never started.
        case absent
        case stopped
        case running(pid: Int32)
    }

    /// The database that `start` creates.
    public static let database = "trousse"

    private let directory: URL
    private let settings: [(name: String, value: String)]

    /// - Parameters:
    ///   - directory: created if it is not there.
    ///   - settings: lines of configuration that prevail over ours, such as `("fsync", "off")` for a test.
    public init(directory: URL, settings: [(name: String, value: String)] = []) {
        self.directory = URL(filePath: directory.path(percentEncoded: false), directoryHint: .isDirectory).standardizedFileURL
        self.settings = settings
    }

    public var status: Status {
        if let pid = process.pid { return .running(pid: pid) }
        return location.isInitialised ? .stopped : .absent
    }

    public var isRunning: Bool { process.pid != nil }

    /// `postgresql:///trousse?host=…&port=5432&user=…`
    public func url(user: String = "postgres", database: String = PrivateCluster.database) -> String {
        let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "/-._"))
        let encoded = { (text: String) in text.addingPercentEncoding(withAllowedCharacters: plain) ?? text }
        return "postgresql:///\(encoded(database))?host=\(encoded(location.socket))&port=\(ClusterLocation.port)&user=\(encoded(user))"
    }

    /// Where the data and the socket are.
    public var description: String { "PostgreSQL privé\u{A0}: données dans \(location.data), socket dans \(location.socket)" }

    /// Starts the server, if it is not running, and creates the database, if it is not there. Whatever state an unclean stop left,
    /// and whoever else starts it at the same time.
    /// - Parameter progress: told a French sentence before each long step.
    /// - Throws: `ClusterError`.
    public func start(progress: (String) -> Void = { _ in }) async throws {
        let binaries = try await PostgresBinaries.find()
        let user = try ServerUser.current()
        try ClusterLocation.createDirectory(directory)
        try await FileLock.hold(directory.appending(path: "verrou").path(percentEncoded: false)) {
            let location = try await ClusterLocation.decide(directory, user)
            let tools = try binaries.tools(for: location, user)
            let process = PostgresProcess(location: location)
            if !location.isInitialised {
                progress("Création de la base privée dans \(location.data)")
                try await initialise(location, tools)
            }
            if process.pid == nil {
                progress("Démarrage de PostgreSQL")
                try await launch(location, process, user, tools)
            }
            try await awaitReadiness(location, process, tools)
            try await createDatabase(location, tools)
        }
    }

    /// Stops the server, if it runs; transactions under way are rolled back.
    /// - Throws: `ClusterError`.
    public func stop() async throws {
        guard isRunning else { return }
        let binaries = try await PostgresBinaries.find()
        let user = try ServerUser.current()
        try await FileLock.hold(directory.appending(path: "verrou").path(percentEncoded: false)) {
            guard isRunning else { return }
            let tools = try binaries.tools(for: location, user)
            let result = try await tools.run("pg_ctl", ["-D", location.data, "-m", "fast", "-w", "-t", "60", "stop"])
            guard result.succeeded else { throw ClusterError.failed("PostgreSQL ne s’arrête pas", result.message, log: location.log) }
        }
    }

    private var location: ClusterLocation { ClusterLocation.saved(in: directory) }
    private var process: PostgresProcess { PostgresProcess(location: location) }

    // MARK: Steps

    /// In a folder beside, renamed when it is complete: an interrupted creation leaves nothing that looks like a cluster.
    private func initialise(_ location: ClusterLocation, _ tools: Tools) async throws {
        let draft = location.data + ".nouveau"
        try? FileManager.default.removeItem(atPath: draft)
        // C.UTF-8: orders by code point whatever the system's libraries become; French order is asked for by name (`fr-x-icu`).
        var arguments = [
            "-D", draft, "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject",
            "--data-checksums", "--no-instructions",
        ]
        if settings.contains(where: { $0 == ("fsync", "off") }) { arguments.append("--no-sync") }
        let result = try await tools.run("initdb", arguments)
        guard result.succeeded else {
            throw ClusterError.failed("La base privée ne peut pas être créée", result.message, log: nil)
        }
        do {
            try FileManager.default.moveItem(atPath: draft, toPath: location.data)
        } catch {
            throw ClusterError.folder(location.data, error.localizedDescription)
        }
    }

    private func launch(_ location: ClusterLocation, _ process: PostgresProcess, _ user: ServerUser?, _ tools: Tools) async throws {
        try await process.clearRemains()
        try ServerSettings(location: location, overrides: settings).write(as: user)
        let result = try await tools.run("pg_ctl", ["-D", location.data, "-l", location.log, "-w", "-t", "120", "start"])
        guard result.succeeded else {
            throw ClusterError.failed("PostgreSQL ne démarre pas", process.lastWords ?? result.message, log: location.log)
        }
    }

    /// A server that another program left starting, for instance after a crash, may still be replaying its journal.
    private func awaitReadiness(_ location: ClusterLocation, _ process: PostgresProcess, _ tools: Tools) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try await !tools.run("pg_isready", ["-q", "-h", location.socket, "-p", ClusterLocation.port]).succeeded {
            guard process.pid != nil, ContinuousClock.now < deadline else {
                throw ClusterError.failed(
                    "PostgreSQL ne répond pas", process.lastWords ?? "aucune réponse sur son socket", log: location.log)
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func createDatabase(_ location: ClusterLocation, _ tools: Tools) async throws {
        let address = ["-h", location.socket, "-p", ClusterLocation.port, "-U", "postgres"]
        let query = "select count(*) from pg_database where datname = '\(PrivateCluster.database)'"
        let count = try await tools.run("psql", address + ["-d", "postgres", "-XAtc", query])
        guard count.succeeded else { throw ClusterError.failed("PostgreSQL ne répond pas", count.message, log: location.log) }
        guard count.output == "0" else { return }
        let result = try await tools.run("createdb", address + [PrivateCluster.database])
        guard result.succeeded else { throw ClusterError.failed("La base ne peut pas être créée", result.message, log: location.log) }
    }
}
