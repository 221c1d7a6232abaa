internal import Foundation

/// The versions of PostgreSQL installed on this machine.
struct PostgresBinaries: Sendable {
    /// Newest first.
    private var folders: [(version: Int, path: String)]

    /// Looks where Debian puts them, where `pg_config` says, then in the PATH.
    /// - Parameter program: what must be there: the server by default, not only the client.
    static func find(having program: String = "initdb") async throws -> PostgresBinaries {
        let debian = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
        var candidates = versions.map { "\(debian)/\($0)/bin" }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        if let config = try? await Tools(folder: path, user: nil).run("pg_config", ["--bindir"]), config.succeeded {
            candidates.append(config.output)
        }
        candidates += path.split(separator: ":").map(String.init)
        var found: [(version: Int, path: String)] = []
        for folder in candidates where FileManager.default.isExecutableFile(atPath: "\(folder)/\(program)") {
            guard let version = try await version(folder, of: program), version >= 15, !found.contains(where: { $0.version == version })
            else {
                continue
            }
            found.append((version, folder))
        }
        guard !found.isEmpty else { throw ClusterError.notInstalled }
        return PostgresBinaries(folders: found.sorted { $0.version > $1.version })
    }

    /// The folder of the newest ones.
    var newest: String { folders[0].path }

    /// The newest ones for a new cluster; for another, those that made it.
    func tools(for location: ClusterLocation, _ user: ServerUser?) throws(ClusterError) -> Tools {
        guard let version = location.majorVersion else { return Tools(folder: newest, user: user) }
        guard let folder = folders.first(where: { $0.version == version }) else {
            throw .version(version, folders[0].version, location.data)
        }
        return Tools(folder: folder.path, user: user)
    }

    /// 15 from `initdb (PostgreSQL) 15.19 (Debian 15.19-0+deb12u1)`.
    private static func version(_ folder: String, of program: String) async throws -> Int? {
        let result = try await Tools(folder: folder, user: nil).run(program, ["--version"])
        return result.output.split(separator: ")", maxSplits: 1).last.flatMap { Int($0.drop { $0 == " " }.prefix { $0.isNumber }) }
    }
}
