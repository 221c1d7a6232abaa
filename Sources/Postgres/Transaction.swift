/// What a function that touches the database takes, last: `in tx: Transaction`. It is refused once its transaction is over.
public struct Transaction: Sendable {
    let connection: Connection
    let ticket: Int

    /// Every row, decoded by column name (`RowDecoder`).
    public func rows<T: Decodable>(
        _ sql: SQL, as type: T.Type = T.self, file: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> [T] {
        let site = Callsite(file: file, line: line)
        let result = try await result(sql, site)
        return try decoding(sql, site) { () throws(DatabaseError) in try RowDecoder(result).rows(type) }
    }

    /// The first row, or nil.
    public func first<T: Decodable>(
        _ sql: SQL, as type: T.Type = T.self, file: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> T? {
        let site = Callsite(file: file, line: line)
        let result = try await result(sql, site)
        return try decoding(sql, site) { () throws(DatabaseError) in
            result.count == 0 ? nil : try RowDecoder(result).row(0, type)
        }
    }

    /// The row, of which there must be exactly one.
    public func one<T: Decodable>(
        _ sql: SQL, as type: T.Type = T.self, file: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> T {
        let site = Callsite(file: file, line: line)
        let result = try await result(sql, site)
        return try decoding(sql, site) { () throws(DatabaseError) in
            try single(result)
            return try RowDecoder(result).row(0, type)
        }
    }

    /// The cell of a statement with one column and exactly one row.
    public func value<T: Decodable>(
        _ sql: SQL, as type: T.Type = T.self, file: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> T {
        let site = Callsite(file: file, line: line)
        let result = try await result(sql, site)
        return try decoding(sql, site) { () throws(DatabaseError) in
            try single(result)
            return try RowDecoder(result).value(0, type)
        }
    }

    /// The first cell of a statement with one column; nil when there is no row.
    public func firstValue<T: Decodable>(
        _ sql: SQL, as type: T.Type = T.self, file: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> T? {
        let site = Callsite(file: file, line: line)
        let result = try await result(sql, site)
        return try decoding(sql, site) { () throws(DatabaseError) in
            result.count == 0 ? nil : try RowDecoder(result).value(0, type)
        }
    }

    /// Every cell of a statement with one column.
    public func values<T: Decodable>(
        _ sql: SQL, as type: T.Type = T.self, file: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> [T] {
        let site = Callsite(file: file, line: line)
        let result = try await result(sql, site)
        return try decoding(sql, site) { () throws(DatabaseError) in try RowDecoder(result).values(type) }
    }

    /// Every row as text, for reports whose columns are not known beforehand.
    public func table(_ sql: SQL, file: String = #fileID, line: Int = #line) async throws(DatabaseError) -> Table {
        let result = try await result(sql, Callsite(file: file, line: line))
        return Table(
            columns: result.columns,
            rows: (0..<result.count).map { row in (0..<result.width).map { result.text(row, $0) } })
    }

    /// Runs a statement for its effect, and gives the number of rows it touched.
    @discardableResult
    public func execute(_ sql: SQL, file: String = #fileID, line: Int = #line) async throws(DatabaseError) -> Int {
        try await result(sql, Callsite(file: file, line: line)).affected
    }

    /// Several statements without parameters, as a migration holds them; it must not end the transaction.
    public func script(_ text: String, file: String = #fileID, line: Int = #line) async throws(DatabaseError) {
        try await run(text, Callsite(file: file, line: line)) { (connection) throws(DatabaseError) in
            try connection.script(text)
        }
    }

    // MARK: Running

    private func result(_ sql: SQL, _ site: Callsite) async throws(DatabaseError) -> ResultSet {
        try await run(sql.text, site) { (connection) throws(DatabaseError) in try connection.execute(sql) }
    }

    /// Does a piece of work on the connection; cancelling the task cancels the statement, and condemns the connection.
    @discardableResult
    func run<R: Sendable>(
        _ text: String, _ site: Callsite, _ work: @Sendable (isolated Connection) throws(DatabaseError) -> R
    ) async throws(DatabaseError) -> R {
        let result = await withTaskCancellationHandler {
            await connection.attempt(ticket, work)
        } onCancel: {
            connection.canceller.fire()
        }
        switch result {
        case .success(let value): return value
        case .failure(let error): throw error.at(site, statement: text)
        }
    }

    private func single(_ result: ResultSet) throws(DatabaseError) {
        guard result.count == 1 else { throw DatabaseError(.rowCount, "one row was promised, there are \(result.count)") }
    }

    private func decoding<R>(_ sql: SQL, _ site: Callsite, _ work: () throws(DatabaseError) -> R) throws(DatabaseError) -> R {
        do throws(DatabaseError) { return try work() } catch { throw error.at(site, statement: sql.text) }
    }
}

/// Rows as text, with the names and types of their columns.
public struct Table: Sendable, Equatable {
    public var columns: [Column]
    public var rows: [[String?]]
}
