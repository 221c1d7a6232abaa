/// What went wrong with a statement, a connection or the pool. `description` says nothing that a visitor could read by accident;
/// `debugDescription` says everything but the parameters, which are nowhere in here.
public struct DatabaseError: Error, Sendable {
    public enum Kind: Sendable, Equatable {
        /// The server refused: see `sqlState` and `constraint`.
        case server
        /// The server is unreachable, or the connection broke.
        case connection
        /// No connection was free within the deadline: answer 503 and ask to come back.
        case poolTimeout
        /// The database was closed.
        case closed
        /// The task was cancelled; nothing was committed.
        case cancelled
        /// A row is not what the Swift type says.
        case decoding
        /// Another number of rows than promised.
        case rowCount
        /// The program misuses the library: a transaction used after its end, a NUL in a text, too many statements…
        case usage
    }

    public var kind: Kind
    public var message: String
    public var sqlState: String?
    public var constraint: String?
    public var table: String?
    public var column: String?
    public var detail: String?
    public var hint: String?
    /// Where the server was, for instance in which function.
    public var context: String?
    /// Which character of the statement, from 1.
    public var position: Int?
    /// The head of the statement's text.
    public var statement: String?
    public var file: String?
    public var line: Int?

    init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    public var isConnectionFailure: Bool { kind == .connection }
    /// 23505, whose `constraint` tells which field is taken.
    public var isUniqueViolation: Bool { sqlState == "23505" }
    /// 40001 and 40P01: the whole transaction may be tried again.
    public var isSerializationFailure: Bool { sqlState == "40001" || sqlState == "40P01" }
    /// 0A000 *cached plan must not change result type*, 26000 *prepared statement does not exist*: the schema moved under the connection.
    var isStalePlan: Bool { sqlState == "0A000" || sqlState == "26000" }

    func at(_ site: Callsite, statement text: String?) -> DatabaseError {
        var error = self
        error.file = error.file ?? site.file
        error.line = error.line ?? site.line
        error.statement = error.statement ?? text.map { String($0.prefix(300)) }
        return error
    }
}

extension DatabaseError: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { sqlState.map { "DatabaseError(\(kind), \($0))" } ?? "DatabaseError(\(kind))" }

    public var debugDescription: String {
        let parts: [(String, String?)] = [
            ("sqlState", sqlState), ("constraint", constraint), ("table", table), ("column", column), ("detail", detail), ("hint", hint),
            ("context", context), ("position", position.map(String.init)), ("statement", statement),
            ("at", file.map { "\($0):\(line ?? 0)" }),
        ]
        return parts.reduce(into: "DatabaseError(\(kind)): \(message)") { text, part in
            if let value = part.1 { text += "; \(part.0): \(value)" }
        }
    }
}

/// Where in the sources the statement was asked for.
struct Callsite: Sendable {
    var file: String
    var line: Int
}
