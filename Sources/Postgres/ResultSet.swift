internal import CLibpq

/// The name of a result's column and the OID of its type.
public struct Column: Sendable, Equatable {
    public var name: String
    public var oid: UInt32
}

/// Owns a `PGresult`, and reads its cells where libpq put them.
///
/// Sendable because a `PGresult` does not change once made, and libpq says that it may then be shared between threads.
final class ResultSet: @unchecked Sendable {
    private let raw: OpaquePointer?
    /// Held because libpq may still give a notice about a result.
    private let link: Link
    let count: Int
    let width: Int

    init(_ raw: OpaquePointer?, of link: Link) {
        self.raw = raw
        self.link = link
        count = Int(PQntuples(raw))
        width = Int(PQnfields(raw))
    }

    deinit { PQclear(raw) }

    var status: ExecStatusType { PQresultStatus(raw) }

    var columns: [Column] {
        (0..<Int32(width)).map { Column(name: String(cString: PQfname(raw, $0)), oid: PQftype(raw, $0)) }
    }

    var parameters: [UInt32] { (0..<PQnparams(raw)).map { PQparamtype(raw, $0) } }

    /// Rows inserted, updated, deleted, copied or selected; 0 for a statement that has no such number.
    var affected: Int { Int(String(cString: PQcmdTuples(raw))) ?? 0 }

    /// nil is NULL. The bytes live as long as the result.
    func cell(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8>? {
        let (row, column) = (Int32(row), Int32(column))
        guard PQgetisnull(raw, row, column) == 0, let start = PQgetvalue(raw, row, column) else { return nil }
        let length = Int(PQgetlength(raw, row, column))
        return UnsafeBufferPointer(start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: length)
    }

    func text(_ row: Int, _ column: Int) -> String? {
        cell(row, column).map { String(decoding: $0, as: UTF8.self) }
    }

    /// nil when the server did what was asked.
    var failure: DatabaseError? {
        switch status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN, PGRES_COPY_OUT: nil
        default: error
        }
    }

    private var error: DatabaseError {
        let state = field("C")
        // Class 08 and the server shutting down: without a SQLSTATE the connection itself is gone.
        let broken =
            PQstatus(link.raw) != CONNECTION_OK || state == nil || state?.hasPrefix("08") == true || state?.hasPrefix("57P") == true
        var error = DatabaseError(broken ? .connection : .server, field("M") ?? String(cString: PQresultErrorMessage(raw)).trimmed)
        error.sqlState = state
        error.constraint = field("n")
        error.table = field("t")
        error.column = field("c")
        error.detail = field("D")
        error.hint = field("H")
        error.context = field("W")
        error.position = field("P").flatMap { Int($0) }
        return error
    }

    /// One of the PG_DIAG_… letters, which are character macros that Swift does not import.
    private func field(_ code: Unicode.Scalar) -> String? {
        PQresultErrorField(raw, Int32(code.value)).map { String(cString: $0) }
    }
}
