internal import Foundation
internal import Subprocess

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

    /// - Parameter password: of the database; never an argument, which every user of the machine could read.
    func run(_ program: String, _ arguments: [String], password: String? = nil) async throws -> Output {
        // `env -C /`: the programs of PostgreSQL fail in a current folder that is closed to their user. `setpriv` rather than the user
        // options of Subprocess: those call setuid between clone and exec, where a lock of libc held by another thread hangs the child.
        var command = ["-C", "/"]
        if let user { command += ["setpriv", "--reuid=\(user.uid)", "--regid=\(user.gid)", "--clear-groups", "--"] }
        // A stray PGPORT or PGHOST would send us to another server. Messages are read in English.
        let environment = Environment.inherit.updating([
            "PATH": "\(folder):/usr/bin:/bin", "LC_ALL": "C", "PGHOST": nil, "PGPORT": nil, "PGUSER": nil, "PGDATABASE": nil,
            "PGOPTIONS": nil, "PGDATA": nil, "PGSERVICE": nil, "PGPASSWORD": password, "PGSSLMODE": nil,
        ])
        do {
            let result = try await Subprocess.run(
                .name("env"), arguments: Arguments(command + [program] + arguments), environment: environment,
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
