internal import CLibpq
internal import Dispatch
internal import Logging

/// One connection to PostgreSQL, on its own serial queue: each method is one uninterrupted piece of blocking work, so two commands can
/// never be interleaved.
actor Connection {
    nonisolated let executor: QueueExecutor
    nonisolated let canceller: Canceller
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// nil once closed.
    private var link: Link?
    private var prepared: [String: String] = [:]
    private var statementCount = 0
    private var mustDeallocate = false
    /// Tells a transaction that is over from the one under way.
    private var ticket = 0
    /// A COPY is under way: libpq would silently end it on another command.
    var isCopying = false
    var savepointCount = 0

    private init(executor: QueueExecutor, link: Link) {
        self.executor = executor
        self.link = link
        canceller = Canceller(link)
    }

    static func open(_ configuration: Database.Configuration, logger: Logger) async throws(DatabaseError) -> Connection {
        let parameters = try configuration.parameters()
        let executor = QueueExecutor(label: "postgres.connection")
        // DNS, TLS and the handshake block too, hence the queue.
        let link: Link? = await withCheckedContinuation { continuation in
            executor.queue.async {
                let keywords = parameters.map { $0.keyword } as [String?] + [nil]
                let values = parameters.map { $0.value } as [String?] + [nil]
                let raw = withCStrings(keywords) { keywords in withCStrings(values) { PQconnectdbParams(keywords, $0, 1) } }
                continuation.resume(returning: raw.map { Link($0, logger: logger) })
            }
        }
        guard let link else { throw DatabaseError(.connection, "libpq has no memory for a connection") }
        let connection = Connection(executor: executor, link: link)
        try await connection.checkOpening()
        return connection
    }

    private func checkOpening() throws(DatabaseError) {
        guard let link, PQstatus(link.raw) == CONNECTION_OK else {
            throw DatabaseError(.connection, link?.message ?? "")
        }
    }

    // MARK: State

    /// Whether the pool may hand it out again.
    var isReusable: Bool {
        guard let link, !isCopying, !canceller.hasFired else { return false }
        return PQstatus(link.raw) == CONNECTION_OK && PQtransactionStatus(link.raw) == PQTRANS_IDLE
    }

    var isInTransaction: Bool {
        guard let link else { return false }
        return PQtransactionStatus(link.raw) == PQTRANS_INTRANS
    }

    func close() { link = nil }

    /// Whether the server still answers.
    func ping() -> Bool {
        (try? simple("")) != nil
    }

    // MARK: Transactions

    /// Opens a transaction and says, in it, as whom. Gives the ticket that its statements show.
    func begin(_ command: String, as who: Identity) throws(DatabaseError) -> Int {
        if mustDeallocate {
            try simple("deallocate all")
            // Those prepared since, in the same transaction, are gone too.
            prepared = [:]
            mustDeallocate = false
        }
        try simple(command)
        ticket += 1
        savepointCount = 0
        if !who.settings.isEmpty { _ = try execute(who.statement) }
        return ticket
    }

    /// Ends the transaction of that ticket; a no-op for another one.
    func end(_ command: String, ticket shown: Int) throws(DatabaseError) {
        guard shown == ticket else { return }
        ticket += 1
        guard let link, !isCopying, !canceller.hasFired else { throw DatabaseError(.cancelled, "the connection was given up") }
        let aborted = PQtransactionStatus(link.raw) == PQTRANS_INERROR
        try simple(command)
        if aborted, command == "commit" {
            throw DatabaseError(.usage, "a statement failed and its error was swallowed: the transaction was rolled back, not committed")
        }
    }

    /// Runs a piece of a transaction, unless that transaction is over.
    func attempt<R: Sendable>(
        _ shown: Int, _ work: @Sendable (isolated Connection) throws(DatabaseError) -> R
    ) -> Result<R, DatabaseError> {
        guard shown == ticket else { return .failure(DatabaseError(.usage, "a transaction was used after its end")) }
        guard !canceller.hasFired else { return .failure(DatabaseError(.cancelled, "the task was cancelled")) }
        do throws(DatabaseError) {
            return .success(try work(self))
        } catch {
            guard canceller.hasFired, error.sqlState == "57014" else { return .failure(error) }
            return .failure(DatabaseError(.cancelled, error.message))
        }
    }

    // MARK: Statements

    func execute(_ sql: SQL) throws(DatabaseError) -> ResultSet {
        let link = try ready()
        for bind in sql.binds where bind?.utf8.contains(0) == true {
            throw DatabaseError(.usage, "a text parameter holds a NUL character, which PostgreSQL cannot store")
        }
        let isOutside = PQtransactionStatus(link.raw) == PQTRANS_IDLE
        do throws(DatabaseError) {
            return try run(sql, link)
        } catch  where error.isStalePlan {
            forgetStatements()
            guard isOutside else { throw error }
            return try run(sql, link)
        }
    }

    private func run(_ sql: SQL, _ link: Link) throws(DatabaseError) -> ResultSet {
        let name = try prepare(sql.text, link)
        let raw = withCStrings(sql.binds) { PQexecPrepared(link.raw, name, Int32(sql.binds.count), $0, nil, nil, 0) }
        return try checked(raw, link)
    }

    private func prepare(_ text: String, _ link: Link) throws(DatabaseError) -> String {
        if let name = prepared[text] { return name }
        guard prepared.count < 256 else {
            throw DatabaseError(.usage, "more than 256 statements on one connection: a text varies where a parameter should")
        }
        statementCount += 1
        let name = "s\(statementCount)"
        _ = try checked(PQprepare(link.raw, name, text, 0, nil), link)
        prepared[text] = name
        return name
    }

    /// The schema changed under us: prepare again. The server's own list is emptied before the next transaction.
    func forgetStatements() {
        prepared = [:]
        mustDeallocate = true
    }

    /// Parameter types and columns of a statement, without running it.
    func describe(_ text: String) throws(DatabaseError) -> Description {
        let link = try ready()
        _ = try checked(PQprepare(link.raw, "", text, 0, nil), link)
        let result = try checked(PQdescribePrepared(link.raw, ""), link)
        return Description(parameters: result.parameters, columns: result.columns)
    }

    /// The simple protocol: commands of ours without parameters, scripts of several commands, COPY.
    @discardableResult
    func simple(_ text: String) throws(DatabaseError) -> ResultSet {
        let link = try ready()
        return try checked(PQexec(link.raw, text), link)
    }

    /// The link, when a command may be sent.
    private func ready() throws(DatabaseError) -> Link {
        guard !isCopying else { throw DatabaseError(.usage, "a COPY is under way on this connection") }
        return try open()
    }

    func open() throws(DatabaseError) -> Link {
        guard let link else { throw DatabaseError(.connection, "the connection is closed") }
        return link
    }

    func checked(_ raw: OpaquePointer?, _ link: Link) throws(DatabaseError) -> ResultSet {
        guard let raw else { throw DatabaseError(.connection, link.message) }
        let result = ResultSet(raw, of: link)
        if let failure = result.failure { throw failure }
        return result
    }
}

/// What the server says of a statement that it has not run.
public struct Description: Sendable, Equatable {
    /// The OIDs of `$1`, `$2`…
    public var parameters: [UInt32]
    public var columns: [Column]
}
