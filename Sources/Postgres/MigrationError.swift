/// Why a database could not be migrated, in a French sentence that says what to do.
public struct MigrationError: Error, Sendable, CustomStringConvertible {
    public var description: String
    /// What the server said, when it was the server.
    public var cause: DatabaseError?

    init(_ description: String) { self.description = description }

    /// The server refused a file: the sentence says which, and at which line.
    init(_ file: SQLFile, _ cause: DatabaseError) {
        let place = cause.position.map { position in
            ", ligne \(file.text.unicodeScalars.prefix(position - 1).count { $0 == "\n" } + 1)"
        }
        let details = [cause.detail, cause.hint, cause.context].compactMap { $0 }.map { " \($0)" }.joined()
        description = "\(file.name)\(place ?? "")\u{A0}: \(cause.message) (\(cause.sqlState ?? "sans code")).\(details)"
        if cause.sqlState == "55P03" {
            description += " Un autre programme tient un verrou sur la table\u{A0}: arrêtez-le, ou recommencez plus tard."
        }
        self.cause = cause
    }

    /// The body of a function is wrong.
    init(function signature: String, _ cause: DatabaseError) {
        let context = cause.context.map { " \($0)" } ?? ""
        description = "La fonction \(signature) est fausse\u{A0}: \(cause.message) (\(cause.sqlState ?? "sans code")).\(context)"
        self.cause = cause
    }
}
