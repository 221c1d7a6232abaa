import Cluster
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Postgres

/// A throw-away server for these tests, or the one of `TROUSSE_TEST_URL`. It is stopped and removed when the process ends.
enum TestServer {
    static let everyone = Identity(label: "test", settings: [])

    static func configuration(_ database: String, poolLimit: Int = 8, leaseDeadline: Duration = .seconds(60)) async throws
        -> Database.Configuration
    {
        let base = try await url.value
        guard var components = URLComponents(string: base) else { throw TestServerError(base) }
        components.path = "/\(database)"
        // On a busy machine a connection may take its time; that is not what is tested here.
        components.queryItems = (components.queryItems ?? []) + [URLQueryItem(name: "connect_timeout", value: "60")]
        return Database.Configuration(url: components.string ?? base, poolLimit: poolLimit, leaseDeadline: leaseDeadline)
    }

    /// A database of its own for one test.
    static func withDatabase<R>(
        poolLimit: Int = 8, leaseDeadline: Duration = .seconds(60), _ body: (Database) async throws -> R
    ) async throws -> R {
        let name = "t\(counter.wrappingAdd(1, ordering: .relaxed).newValue)_\(getpid())"
        try await admin("create database \(name)")
        let database = Database(try await configuration(name, poolLimit: poolLimit, leaseDeadline: leaseDeadline), logger: logger)
        do {
            let result = try await body(database)
            await database.close()
            try await admin("drop database \(name) with (force)")
            return result
        } catch {
            await database.close()
            try await admin("drop database \(name) with (force)")
            throw error
        }
    }

    static func admin(_ command: String) async throws {
        let connection = try await Connection.open(try await configuration("postgres"), logger: logger)
        try await connection.simple(command)
        await connection.close()
    }

    static let logger = Database(Database.Configuration(url: "")).logger

    private static let counter = Atomic(0)

    private static let url = Task<String, any Error> {
        if let url = ProcessInfo.processInfo.environment["TROUSSE_TEST_URL"] { return url }
        let folder = FileManager.default.temporaryDirectory.appending(path: "trousse-tests-\(getpid())")
        let cluster = PrivateCluster(
            directory: folder, settings: [("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")])
        try await cluster.start()
        if case .running(let pid) = cluster.status { remains.withLock { $0 = (pid, folder.path) } }
        atexit { TestServer.remove() }
        return cluster.url()
    }

    private static let remains = Mutex<(pid: Int32, folder: String)?>(nil)

    private static func remove() {
        guard let (pid, folder) = remains.withLock({ $0 }) else { return }
        kill(pid, SIGQUIT)
        for _ in 0..<100 where kill(pid, 0) == 0 { usleep(20_000) }
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// The database still does its work.
func expectAnswer(_ database: Database) async throws {
    let one = try await database.write(as: TestServer.everyone) { try await $0.value("select 1", as: Int.self) }
    #expect(one == 1)
}

struct TestServerError: Error {
    var url: String
    init(_ url: String) { self.url = url }
}
