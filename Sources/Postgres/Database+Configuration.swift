internal import CLibpq

extension Database {
    public struct Configuration: Sendable {
        /// `postgresql://…`, or libpq's `host=… dbname=…`.
        public var url: String
        /// The role to become at once; nil stays the login role.
        public var role: String?
        /// How many connections at most.
        public var poolLimit: Int
        /// How long a request waits for a free connection before it is refused.
        public var leaseDeadline: Duration
        public var statementTimeout: Duration
        /// What `pg_stat_activity` shows.
        public var applicationName: String

        public init(
            url: String, role: String? = nil, poolLimit: Int = 8, leaseDeadline: Duration = .seconds(5),
            statementTimeout: Duration = .seconds(15), applicationName: String = "trousse"
        ) {
            self.url = url
            self.role = role
            self.poolLimit = poolLimit
            self.leaseDeadline = leaseDeadline
            self.statementTimeout = statementTimeout
            self.applicationName = applicationName
        }
    }
}

extension Database.Configuration {
    /// What is given to libpq: first what the URL may override, then the URL, then what it may not.
    func parameters() throws(DatabaseError) -> [(keyword: String, value: String)] {
        let options = [try ownOptions(), pinnedOptions].filter { !$0.isEmpty }.joined(separator: " ")
        return [
            ("connect_timeout", "5"), ("keepalives_idle", "30"), ("tcp_user_timeout", "10000"),
            ("dbname", url.isEmpty ? "postgresql://" : url),
            ("client_encoding", "UTF8"), ("application_name", applicationName), ("options", options),
        ]
    }

    /// Everything that makes text stable, and the timeouts without which a dead peer would hold a thread.
    private var pinnedOptions: String {
        let milliseconds = statementTimeout.components.seconds * 1000 + statementTimeout.components.attoseconds / 1_000_000_000_000_000
        var settings = [
            ("DateStyle", "ISO"), ("IntervalStyle", "iso_8601"), ("TimeZone", "UTC"), ("bytea_output", "hex"), ("extra_float_digits", "1"),
            ("statement_timeout", "\(milliseconds)"), ("idle_in_transaction_session_timeout", "30s"), ("lock_timeout", "5s"),
            ("search_path", "pg_catalog,public"),
        ]
        if let role { settings.append(("role", role)) }
        return settings.map { "-c \($0.0)=\(escaped($0.1))" }.joined(separator: " ")
    }

    /// The `options` of the URL, to which ours are added. Also finds a URL that libpq cannot read, before anything is tried.
    private func ownOptions() throws(DatabaseError) -> String {
        // libpq takes a text with neither `=` nor a scheme for the name of a database.
        guard url.contains("=") || url.contains("://") else { return "" }
        var message: UnsafeMutablePointer<CChar>?
        guard let parsed = PQconninfoParse(url, &message) else {
            defer { PQfreemem(message) }
            throw DatabaseError(.connection, message.map { String(cString: $0).trimmed } ?? "unreadable connection URL")
        }
        defer { PQconninfoFree(parsed) }
        var option = parsed
        while let keyword = option.pointee.keyword {
            if String(cString: keyword) == "options" { return option.pointee.val.map { String(cString: $0) } ?? "" }
            option += 1
        }
        return ""
    }

    private func escaped(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            if character == " " || character == "\\" { text.append("\\") }
            text.append(character)
        }
    }
}
