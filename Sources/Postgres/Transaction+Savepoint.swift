extension Transaction {
    /// A part whose failure undoes that part only: the error is rethrown and the transaction goes on if it is caught.
    public func savepoint<R>(
        file: String = #fileID, line: Int = #line, _ body: (Transaction) async throws -> R
    ) async throws -> R {
        let site = Callsite(file: file, line: line)
        let name = try await run("savepoint", site) { (connection) throws(DatabaseError) in try connection.savepoint() }
        do {
            let result = try await body(self)
            try await run("release", site) { (connection) throws(DatabaseError) in try connection.simple("release savepoint \(name)") }
            return result
        } catch {
            // When this fails too, the transaction cannot go on: whatever is asked of it next fails.
            _ = try? await run("rollback to", site) { (connection) throws(DatabaseError) in
                try connection.simple("rollback to savepoint \(name)")
            }
            throw error
        }
    }
}

extension Connection {
    fileprivate func savepoint() throws(DatabaseError) -> String {
        savepointCount += 1
        let name = "savepoint_\(savepointCount)"
        try simple("savepoint \(name)")
        return name
    }

    /// The schema may have changed, and the transaction must still be open.
    func script(_ text: String) throws(DatabaseError) {
        forgetStatements()
        try simple(text)
        guard isInTransaction else { throw DatabaseError(.usage, "a script ended its transaction") }
    }
}
