internal import Foundation

/// Where the files of the private server are.
struct ClusterLocation: Sendable, Equatable {
    /// Part of the socket's name only: there is no TCP.
    static let port = "5432"

    /// The data folder, as `initdb` makes it.
    var data: String
    /// The folder of the socket.
    var socket: String

    /// What the server says before it has read its settings; then it writes in `data/log/`.
    var log: String { data + ".journal" }
    var isInitialised: Bool { FileManager.default.fileExists(atPath: data + "/PG_VERSION") }
    var majorVersion: Int? {
        (try? String(contentsOfFile: data + "/PG_VERSION", encoding: .utf8)).flatMap {
            Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    /// Where a cluster of this folder is, or would be if nothing stands in the way.
    static func saved(in directory: URL) -> ClusterLocation {
        var location = inside(directory)
        guard let note = try? String(contentsOf: note(directory), encoding: .utf8) else { return location }
        for line in note.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            if parts[0] == "donnees" { location.data = parts[1] }
            if parts[0] == "socket" { location.socket = parts[1] }
        }
        return location
    }

    /// Decides where the files are, creates the folders around them, and leaves a note when it is not inside the directory.
    static func decide(_ directory: URL, _ user: ServerUser?) async throws -> ClusterLocation {
        var location = saved(in: directory)
        if location == inside(directory) {
            let home = parent(location.data)
            try create(home, user)
            if let user, try await !user.canWrite(in: home) {
                guard !location.isInitialised else { throw ClusterError.unreachable(location.data) }
                // Empty: nothing was ever put where the server cannot go.
                try? FileManager.default.removeItem(atPath: home)
                location = ClusterLocation(data: elsewhere(directory, user) + "/data", socket: elsewhere(directory, user) + "/socket")
            } else if !fits(location.socket) {
                location.socket = elsewhere(directory, user) + "/socket"
            }
            try leaveNote(location, directory)
        }
        for folder in [parent(location.data), parent(location.socket), location.socket] { try create(folder, user) }
        return location
    }

    /// The folder that holds everything; `postgres` has to pass through it.
    static func createDirectory(_ directory: URL) throws {
        let path = directory.path(percentEncoded: false)
        guard !FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: ServerUser.isRoot ? 0o711 : 0o700])
        } catch {
            throw ClusterError.folder(path, error.localizedDescription)
        }
    }

    // MARK: Places

    private static func inside(_ directory: URL) -> ClusterLocation {
        let home = directory.appending(path: "postgres").path(percentEncoded: false)
        return ClusterLocation(data: home + "/data", socket: home + "/socket")
    }

    private static func elsewhere(_ directory: URL, _ user: ServerUser?) -> String {
        let mark = fingerprint(directory.path(percentEncoded: false))
        if user != nil { return "/var/lib/trousse/\(mark)" }
        let base = ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"].flatMap { fits("\($0)/trousse-\(mark)/socket") ? $0 : nil }
        return "\(base ?? "/tmp")/trousse-\(mark)"
    }

    /// `sun_path` holds 108 bytes, the last of which is NUL.
    private static func fits(_ socket: String) -> Bool {
        "\(socket)/.s.PGSQL.\(port).lock".utf8.count < 107
    }

    /// Eight hexadecimal digits of the path (FNV-1a), so that two installations do not meet.
    private static func fingerprint(_ path: String) -> String {
        let hash = path.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    private static func parent(_ path: String) -> String { (path as NSString).deletingLastPathComponent }

    /// A folder of the server: only its user enters. In a folder that everyone writes to, somebody may have made it before us.
    private static func create(_ path: String, _ user: ServerUser?) throws {
        let manager = FileManager.default
        do {
            let above = parent(path)
            if !manager.fileExists(atPath: above) {
                try manager.createDirectory(atPath: above, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
            }
            if !manager.fileExists(atPath: path) {
                try manager.createDirectory(atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            }
            try user?.own(path)
        } catch {
            throw ClusterError.folder(path, error.localizedDescription)
        }
        try ServerUser.checkPrivate(path, user)
    }

    // MARK: Note

    private static func note(_ directory: URL) -> URL { directory.appending(path: "emplacement") }

    private static func leaveNote(_ location: ClusterLocation, _ directory: URL) throws {
        let usual = inside(directory)
        var lines = ["# Où est la base privée de Trousse\u{A0}: ce dossier ne convenait pas (droits, ou chemin trop long)."]
        if location.data != usual.data { lines.append("donnees=\(location.data)") }
        if location.socket != usual.socket { lines.append("socket=\(location.socket)") }
        guard lines.count > 1 else { return }
        do {
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: note(directory), options: .atomic)
        } catch {
            throw ClusterError.folder(directory.path(percentEncoded: false), error.localizedDescription)
        }
    }
}
