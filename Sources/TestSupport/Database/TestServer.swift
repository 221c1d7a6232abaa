internal import Cluster
internal import Foundation
internal import Glibc
internal import Postgres
internal import Store
internal import Synchronization

/// The server that the tests use: the one of `TROUSSE_TEST_URL`, else a throw-away one of their own, removed with the process.
enum TestServer {
    /// A URL of the maintenance database, as a login that may create databases and roles.
    static var url: String { get async throws { try await started.value } }

    /// One is given, or can be started. In CI it must be.
    static var isPossible: Bool {
        let environment = ProcessInfo.processInfo.environment
        if environment["CI"] != nil || environment["TROUSSE_TEST_URL"]?.isEmpty == false { return true }
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return FileManager.default.fileExists(atPath: "/usr/lib/postgresql")
            || folders.contains { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    }

    /// The same server and login, another database.
    static func url(of database: String) async throws -> String {
        let base = try await url
        guard base.contains("://"), var components = URLComponents(string: base) else { return "\(base) dbname='\(database)'" }
        components.path = "/\(database)"
        return components.string ?? base
    }

    /// One command outside any transaction that it could not stand in (`create database`).
    static func maintain(_ command: String) async throws {
        let status = try await run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", try await url, "-c", command])
        guard status == 0 else { throw TestServerError("psql n’a pas exécuté « \(command) »") }
    }

    static func dropAtExit(_ database: String) { remains.withLock { $0.databases.append(database) } }

    private struct Remains {
        var server: (pid: Int32, folder: String)?
        var url: String?
        var databases: [String] = []
    }
    private static let remains = Mutex(Remains())

    private static let started = Task<String, any Error> {
        atexit { TestServer.removeAll() }
        if let url = ProcessInfo.processInfo.environment["TROUSSE_TEST_URL"], !url.isEmpty {
            remains.withLock { $0.url = url }
            return url
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "trousse-essais-\(getpid())")
        let cluster = PrivateCluster(
            directory: folder, settings: [("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")])
        try await cluster.start()
        if case .running(let pid) = cluster.status { remains.withLock { $0.server = (pid, folder.path) } }
        return cluster.url(database: "postgres")
    }

    /// In `atexit`, where nothing may be awaited: our own server is killed with all it holds; on another's, our databases are dropped.
    private static func removeAll() {
        let left = remains.withLock { $0 }
        if let (pid, folder) = left.server {
            kill(pid, SIGQUIT)
            for _ in 0..<100 where kill(pid, 0) == 0 { usleep(20_000) }
            try? FileManager.default.removeItem(atPath: folder)
        } else if let url = left.url {
            for database in left.databases { _ = try? spawn(["dropdb", "--force", "--if-exists", "--maintenance-db=\(url)", database]) }
        }
    }

    private static func run(_ arguments: [String]) async throws -> Int32 {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try spawn(arguments) }) }
        }
    }

    private static func spawn(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

struct TestServerError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
