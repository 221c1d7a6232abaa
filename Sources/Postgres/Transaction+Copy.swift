internal import CLibpq

extension Transaction {
    /// Sends rows to `copy … from stdin` (text format: no option), and gives how many were stored. Nothing is stored when it throws.
    @discardableResult
    public func copyIn(
        _ statement: SQL, rows: some Sequence<[String?]>, file: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> Int {
        var copy = try await CopyIn(self, statement, Callsite(file: file, line: line))
        do throws(DatabaseError) {
            for row in rows { try await copy.write(row) }
            return try await copy.finish()
        } catch {
            await copy.abort()
            throw error
        }
    }

    /// The same from rows that are read as they are sent; an error of the closure aborts the COPY on the server.
    @discardableResult
    public func copyIn(
        _ statement: SQL, file: String = #fileID, line: Int = #line, next: () async throws -> [String?]?
    ) async throws -> Int {
        var copy = try await CopyIn(self, statement, Callsite(file: file, line: line))
        do {
            while let row = try await next() { try await copy.write(row) }
            return try await copy.finish()
        } catch {
            await copy.abort()
            throw error
        }
    }

    /// Receives `copy … to stdout`, in chunks of about 64 KB made of whole rows. When the closure throws, the transaction is lost.
    public func copyOut(
        _ statement: SQL, file: String = #fileID, line: Int = #line, chunk: ([UInt8]) async throws -> Void
    ) async throws {
        let site = Callsite(file: file, line: line)
        try await run(statement.text, site) { (connection) throws(DatabaseError) in
            try connection.startCopy(statement, PGRES_COPY_OUT)
        }
        while let bytes = try await run(statement.text, site, { (connection) throws(DatabaseError) in try connection.copied() }) {
            // On an error `isCopying` stays: the connection is closed, not drained of a table that nobody wants.
            try await chunk(bytes)
        }
    }
}

/// A COPY to the server, under way.
private struct CopyIn {
    private let transaction: Transaction
    private let statement: SQL
    private let site: Callsite
    private var buffer = CopyBuffer()

    init(_ transaction: Transaction, _ statement: SQL, _ site: Callsite) async throws(DatabaseError) {
        self.transaction = transaction
        self.statement = statement
        self.site = site
        try await transaction.run(statement.text, site) { (connection) throws(DatabaseError) in
            try connection.startCopy(statement, PGRES_COPY_IN)
        }
    }

    mutating func write(_ row: [String?]) async throws(DatabaseError) {
        do throws(DatabaseError) { try buffer.append(row) } catch { throw error.at(site, statement: statement.text) }
        if buffer.isFull { try await send() }
    }

    mutating func finish() async throws(DatabaseError) -> Int {
        try await send()
        return try await transaction.run(statement.text, site) { (connection) throws(DatabaseError) in
            try connection.endCopy(because: nil)
        }
    }

    /// The error to tell is the one that brought us here; the server's answer to this only repeats it.
    func abort() async {
        _ = try? await transaction.run(statement.text, site) { (connection) throws(DatabaseError) in
            try connection.endCopy(because: "abandoned by the client")
        }
    }

    private mutating func send() async throws(DatabaseError) {
        let bytes = buffer.take()
        try await transaction.run(statement.text, site) { (connection) throws(DatabaseError) in try connection.copy(bytes) }
    }
}

/// Rows in COPY's text format, gathered until they are worth sending.
struct CopyBuffer {
    private var bytes: [UInt8] = []
    private static let size = 65_536

    var isFull: Bool { bytes.count >= CopyBuffer.size }

    mutating func append(_ row: [String?]) throws(DatabaseError) {
        for (index, cell) in row.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\t")) }
            guard let cell else {
                bytes.append(contentsOf: "\\N".utf8)
                continue
            }
            for byte in cell.utf8 {
                switch byte {
                case 0: throw DatabaseError(.usage, "a text to copy holds a NUL character, which PostgreSQL cannot store")
                case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
                case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
                case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
                case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
                default: bytes.append(byte)
                }
            }
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    mutating func take() -> [UInt8] {
        defer {
            bytes = []
            bytes.reserveCapacity(CopyBuffer.size + 4096)
        }
        return bytes
    }
}

extension Connection {
    fileprivate func startCopy(_ statement: SQL, _ direction: ExecStatusType) throws(DatabaseError) {
        guard statement.binds.isEmpty else { throw DatabaseError(.usage, "COPY takes no parameters") }
        let result = try simple(statement.text)
        // Any other direction would leave the connection in a state that nobody ends.
        isCopying = result.status == PGRES_COPY_IN || result.status == PGRES_COPY_OUT
        guard result.status == direction else { throw DatabaseError(.usage, "not a COPY in the direction asked for") }
    }

    fileprivate func copy(_ bytes: [UInt8]) throws(DatabaseError) {
        guard isCopying else { throw DatabaseError(.usage, "no COPY is under way") }
        let link = try open()
        let sent = bytes.withUnsafeBytes {
            PQputCopyData(link.raw, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
        }
        guard sent == 1 else { throw DatabaseError(.connection, link.message) }
    }

    /// Ends a COPY in; with a reason, the server undoes it.
    @discardableResult
    fileprivate func endCopy(because reason: String?) throws(DatabaseError) -> Int {
        guard isCopying else { throw DatabaseError(.usage, "no COPY is under way") }
        let link = try open()
        guard PQputCopyEnd(link.raw, reason) == 1 else { throw DatabaseError(.connection, link.message) }
        return try finishCopy(link)
    }

    /// Some whole rows of a COPY out, or nil after the last.
    fileprivate func copied() throws(DatabaseError) -> [UInt8]? {
        guard isCopying else { return nil }
        let link = try open()
        var bytes: [UInt8] = []
        while bytes.count < 65_536 {
            var row: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(link.raw, &row, 0)
            guard length > 0, let row else {
                try finishCopy(link)
                return bytes.isEmpty ? nil : bytes
            }
            defer { PQfreemem(row) }
            bytes.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(length)))
        }
        return bytes
    }

    /// Reads what the server says at the end of a COPY, until there is nothing left.
    @discardableResult
    private func finishCopy(_ link: Link) throws(DatabaseError) -> Int {
        isCopying = false
        var affected = 0
        var failure: DatabaseError?
        while let raw = PQgetResult(link.raw) {
            let result = ResultSet(raw, of: link)
            affected = result.affected
            failure = failure ?? result.failure
        }
        if let failure { throw failure }
        return affected
    }
}
