internal import Foundation
internal import Glibc

/// The processes of the private server, as `/proc` shows them.
struct PostgresProcess: Sendable {
    let location: ClusterLocation

    /// The server, if it is alive. The number in `postmaster.pid` alone proves nothing: after an unclean stop another program may bear it.
    /// A server's working directory is its data.
    var pid: Int32? {
        guard let text = try? String(contentsOfFile: pidFile, encoding: .utf8), let line = text.split(separator: "\n").first,
            let pid = Int32(line.trimmingCharacters(in: .whitespaces)), isOurs(pid)
        else { return nil }
        return pid
    }

    /// Makes room for a new server after an unclean stop. A stale `postmaster.pid` whose number was taken by another process of the same
    /// user would stop PostgreSQL from starting, and so would children that outlived their server.
    func clearRemains() async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while case let orphans = orphans(), !orphans.isEmpty {
            // They notice within a second that their server is gone, unless they are in the middle of something.
            if ContinuousClock.now + .seconds(5) > deadline { for orphan in orphans { kill(orphan, SIGQUIT) } }
            guard ContinuousClock.now < deadline else {
                throw ClusterError.failed(
                    "PostgreSQL ne démarre pas", "des processus d’un arrêt brutal tiennent encore les données (\(orphans[0]))",
                    log: location.log)
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        let socket = "\(location.socket)/.s.PGSQL.\(ClusterLocation.port)"
        // The journal too: its last words must be about the start to come.
        for remains in [pidFile, socket, socket + ".lock", location.log] { unlink(remains) }
    }

    /// Why it did not start, in its own words: the last FATAL of what it wrote before its log was open.
    var lastWords: String? {
        guard let log = try? String(contentsOfFile: location.log, encoding: .utf8) else { return nil }
        let line = log.split(separator: "\n").last { $0.contains("FATAL:") }
        return line?.split(separator: "FATAL:", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private var pidFile: String { location.data + "/postmaster.pid" }

    private func orphans() -> [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.filter(isOurs)
    }

    /// A zombie has no working directory any more, which is as it should be.
    private func isOurs(_ pid: Int32) -> Bool {
        guard let folder = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd"),
            let data = realpath(location.data, nil)
        else { return false }
        defer { free(data) }
        guard folder == String(cString: data), let name = try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8) else {
            return false
        }
        return name.hasPrefix("postgres")
    }
}
