internal import Foundation
internal import Glibc

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
