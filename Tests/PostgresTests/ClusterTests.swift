import Cluster
import Foundation
import Glibc
import Testing

@testable import Postgres

/// Each test has a server of its own: it is stopped at the end, whatever happens.
@Suite(.serialized) struct ClusterTests {
    private let settings = [("fsync", "off")]

    private func withFolder(_ path: String = "trousse-cluster-\(UUID().uuidString)", _ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: path)
        do {
            try await body(folder)
        } catch {
            try await clean(folder)
            throw error
        }
        try await clean(folder)
    }

    private func clean(_ folder: URL) async throws {
        for directory in [folder, folder.appending(path: ".trousse")] {
            try await PrivateCluster(directory: directory).stop()
            // What was put elsewhere is in a folder of its own.
            let note = (try? String(contentsOf: directory.appending(path: "emplacement"), encoding: .utf8)) ?? ""
            for line in note.split(separator: "\n") where !line.hasPrefix("#") {
                guard let path = line.split(separator: "=", maxSplits: 1).last else { continue }
                try? FileManager.default.removeItem(at: URL(filePath: String(path)).deletingLastPathComponent())
            }
        }
        try FileManager.default.removeItem(at: folder)
    }

    private func answer(_ cluster: PrivateCluster, _ sql: SQL) async throws -> String {
        let database = Database(Database.Configuration(url: cluster.url()), logger: TestServer.logger)
        let answer = try await database.read(as: TestServer.everyone) { try await $0.value(sql, as: String.self) }
        await database.close()
        return answer
    }

    private func pid(_ cluster: PrivateCluster) throws -> Int32 {
        guard case .running(let pid) = cluster.status else { throw ClusterTestError.notRunning }
        return pid
    }
    private enum ClusterTestError: Error { case notRunning }

    @Test("it starts, starts again without harm, and stops")
    func life() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(directory: folder, settings: settings)
            #expect(cluster.status == .absent)
            var told: [String] = []
            try await cluster.start { told.append($0) }
            #expect(told.count == 2)
            let first = try pid(cluster)
            try await cluster.start { told.append($0) }
            let second = try pid(cluster)
            #expect(first == second && told.count == 2)
            let name = try await answer(cluster, "select current_database()::text")
            #expect(name == PrivateCluster.database)
            let encoding = try await answer(cluster, "show server_encoding")
            let checksums = try await answer(cluster, "show data_checksums")
            #expect(encoding == "UTF8" && checksums == "on")
            try await cluster.stop()
            try await cluster.stop()
            #expect(cluster.status == .stopped)
        }
    }

    @Test("it listens on no TCP port, and its files are closed to others")
    func closed() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(directory: folder, settings: settings)
            try await cluster.start()
            let addresses = try await answer(cluster, "show listen_addresses")
            #expect(addresses == "")
            let pid = try pid(cluster)
            let sockets = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/fd/\($0)")
            }.filter { $0.hasPrefix("socket:[") }.map { $0.dropFirst(8).dropLast() }
            let tcp = try ["tcp", "tcp6"].map { try String(contentsOfFile: "/proc/\(pid)/net/\($0)", encoding: .utf8) }.joined()
            let listening = tcp.split(separator: "\n").filter { line in
                let fields = line.split(separator: " ")
                return fields.count > 9 && fields[3] == "0A" && sockets.contains(fields[9])
            }
            #expect(!sockets.isEmpty && listening.isEmpty)
            let home = try FileManager.default.attributesOfItem(atPath: folder.path + "/postgres")
            #expect(home[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test("after its server is killed it starts again, with its data")
    func killed() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(directory: folder, settings: settings)
            try await cluster.start()
            let database = Database(Database.Configuration(url: cluster.url()), logger: TestServer.logger)
            try await database.write(as: TestServer.everyone) { try await $0.script("create table public.t as select 'là'::text as a") }
            await database.close()
            kill(try pid(cluster), SIGKILL)
            try await Task.sleep(for: .milliseconds(50))
            #expect(!cluster.isRunning)
            try await cluster.start()
            let kept = try await answer(cluster, "select a from public.t")
            #expect(kept == "là")
        }
    }

    @Test("a pid file whose number was taken by another process does not fool it")
    func stalePid() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(directory: folder, settings: settings)
            try await cluster.start()
            let pidFile = folder.path + "/postgres/data/postmaster.pid"
            let text = try String(contentsOfFile: pidFile, encoding: .utf8)
            try await cluster.stop()
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let forged = (["\(getpid())"] + lines.dropFirst().map(String.init)).joined(separator: "\n")
            try Data(forged.utf8).write(to: URL(filePath: pidFile))
            #expect(cluster.status == .stopped)
            try await cluster.start()
            #expect(cluster.isRunning)
        }
    }

    @Test("several starts at once make one server")
    func together() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(directory: folder, settings: settings)
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 { group.addTask { try await cluster.start() } }
                try await group.waitForAll()
            }
            let name = try await answer(cluster, "select current_database()::text")
            #expect(name == PrivateCluster.database)
        }
    }

    @Test("an interrupted creation is begun again")
    func interrupted() async throws {
        try await withFolder { folder in
            let draft = folder.appending(path: "postgres/data.nouveau")
            try FileManager.default.createDirectory(at: draft, withIntermediateDirectories: true)
            try Data("15".utf8).write(to: draft.appending(path: "PG_VERSION"))
            let cluster = PrivateCluster(directory: folder, settings: settings)
            try await cluster.start()
            #expect(cluster.isRunning)
        }
    }

    @Test("a path too long for a socket puts the socket elsewhere, and says where")
    func longPath() async throws {
        try await withFolder("trousse-cluster-" + String(repeating: "é", count: 60)) { folder in
            let cluster = PrivateCluster(directory: folder, settings: settings)
            try await cluster.start()
            #expect(!cluster.description.contains("socket dans \(folder.path)"))
            let note = try String(contentsOf: folder.appending(path: "emplacement"), encoding: .utf8)
            #expect(note.contains("socket="))
            let name = try await answer(PrivateCluster(directory: folder), "select current_database()::text")
            #expect(name == PrivateCluster.database)
        }
    }

    @Test("as root, a folder that postgres cannot enter puts the data elsewhere, and says where", .enabled(if: geteuid() == 0))
    func unreachable() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let hidden = folder.appending(path: ".trousse")
            let cluster = PrivateCluster(directory: hidden, settings: settings)
            try await cluster.start()
            let note = try String(contentsOf: hidden.appending(path: "emplacement"), encoding: .utf8)
            #expect(note.contains("donnees=/var/lib/trousse/"))
            #expect(cluster.description.contains("/var/lib/trousse/"))
        }
    }
}
