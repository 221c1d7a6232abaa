internal import Foundation
internal import Glibc
internal import Subprocess

/// The user `postgres`, when we are root: PostgreSQL refuses to run as root.
struct ServerUser: Sendable {
    let uid: uid_t
    let gid: gid_t

    static var isRoot: Bool { geteuid() == 0 }

    /// nil when we are an ordinary user, who runs the server himself.
    static func current() throws(ClusterError) -> ServerUser? {
        guard isRoot else { return nil }
        guard let entry = getpwnam("postgres") else { throw .noServerUser }
        return ServerUser(uid: entry.pointee.pw_uid, gid: entry.pointee.pw_gid)
    }

    func own(_ path: String) throws {
        guard chown(path, uid, gid) == 0 else { throw ClusterError.folder(path, String(cString: strerror(errno))) }
    }

    /// Asked by trying, as that user: permissions, ACLs and mounts all have their say.
    func canWrite(in folder: String) async throws -> Bool {
        try await Tools(folder: "/usr/bin", user: self).run("test", ["-w", folder]).succeeded
    }

    /// Refuses a folder, or a link to one, that somebody else could write to.
    static func checkPrivate(_ path: String, _ user: ServerUser?) throws(ClusterError) {
        var entry = stat()
        let isOurs = lstat(path, &entry) == 0 && entry.st_mode & S_IFMT == S_IFDIR && entry.st_uid == user?.uid ?? geteuid()
        guard isOurs, entry.st_mode & 0o022 == 0 else {
            throw ClusterError.folder(path, "il appartient à quelqu’un d’autre, ou d’autres peuvent y écrire")
        }
    }
}

/// Runs the programs of a folder, as the user of the server.
struct Tools: Sendable {
    struct Output: Sendable {
        var succeeded: Bool
        var output: String
        /// What it said on its standard error.
        var message: String
    }

    let folder: String
    let user: ServerUser?

    func run(_ program: String, _ arguments: [String]) async throws -> Output {
        var options = PlatformOptions()
        if let user {
            options.userID = user.uid
            options.groupID = user.gid
            options.supplementaryGroups = []
        }
        // A stray PGPORT or PGHOST would send us to another server. Messages are read in English.
        let environment = Environment.inherit.updating([
            "PATH": "\(folder):/usr/bin:/bin", "LC_ALL": "C", "PGHOST": nil, "PGPORT": nil, "PGUSER": nil, "PGDATABASE": nil,
            "PGOPTIONS": nil, "PGDATA": nil,
            "PGSERVICE": nil, "PGPASSWORD": nil, "PGSSLMODE": nil,
        ])
        do {
            // `env -C /`: the programs of PostgreSQL fail in a current folder that is closed to their user.
            let result = try await Subprocess.run(
                .name("env"), arguments: Arguments(["-C", "/", program] + arguments), environment: environment, platformOptions: options,
                output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
            return Output(
                succeeded: result.terminationStatus.isSuccess,
                output: result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines),
                message: result.standardError.trimmingCharacters(in: .whitespacesAndNewlines))
        } catch let error as SubprocessError {
            throw ClusterError.failed("Le programme \(program) ne peut pas être lancé", "\(error)", log: nil)
        }
    }
}
