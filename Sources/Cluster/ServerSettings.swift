internal import Foundation

/// The configuration of the private server, written again at each start so that an upgrade of Trousse upgrades it.
struct ServerSettings {
    let location: ClusterLocation
    let overrides: [(name: String, value: String)]

    /// No TCP, ever; text and times that do not depend on the machine; a log by weekday, a week long.
    private var lines: [(name: String, value: String)] {
        [
            ("listen_addresses", ""), ("port", ClusterLocation.port), ("unix_socket_directories", location.socket),
            ("unix_socket_permissions", "0700"), ("max_connections", "100"), ("shared_buffers", "128MB"), ("work_mem", "8MB"),
            ("maintenance_work_mem", "64MB"), ("random_page_cost", "1.1"), ("jit", "off"), ("timezone", "UTC"),
            ("log_timezone", "Europe/Paris"), ("lc_messages", "C"), ("log_destination", "stderr"), ("logging_collector", "on"),
            ("log_directory", "log"), ("log_filename", "postgresql-%u.log"), ("log_rotation_age", "1d"), ("log_truncate_on_rotation", "on"),
            ("log_line_prefix", "%m [%p] %a "), ("log_min_duration_statement", "1s"),
            // What somebody typed is never logged.
            ("log_parameter_max_length", "0"), ("log_parameter_max_length_on_error", "0"),
        ] + overrides
    }

    func write(as user: ServerUser?) throws {
        let text = lines.map { "\($0.name) = '\($0.value.replacing("'", with: "''"))'\n" }.joined()
        try write("# Écrit par Trousse à chaque démarrage.\n" + text, "trousse.conf", user)
        try write("local all all trust\n", "pg_hba.conf", user)
        let main = location.data + "/postgresql.conf"
        let line = "include = 'trousse.conf'"
        guard let current = try? String(contentsOfFile: main, encoding: .utf8) else { throw ClusterError.unreachable(location.data) }
        guard !current.contains(line) else { return }
        try write(current + "\n\(line)\n", "postgresql.conf", user)
    }

    private func write(_ text: String, _ name: String, _ user: ServerUser?) throws {
        let path = location.data + "/" + name
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw ClusterError.folder(path, error.localizedDescription)
        }
        try user?.own(path)
    }
}
