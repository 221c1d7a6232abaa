public import Logging

/// The way to PostgreSQL: every access is a transaction, opened as somebody.
///
///     let communes = try await database.read(as: agent.identity) { tx in
///         try await tx.rows("select code_insee, libelle from territoire.commune", as: Commune.self)
///     }
public struct Database: Sendable {
    /// How far a transaction is isolated from those that run beside it.
    public enum Isolation: String, Sendable {
        case readCommitted = "read committed"
        /// Every statement sees the database as it was at the first one: for exports in several statements.
        case repeatableRead = "repeatable read"
        case serializable
    }

    public let configuration: Configuration
    let logger: Logger
    private let pool: Pool

    /// Opens nothing yet: the first transaction, or `run()`, does.
    public init(_ configuration: Configuration, logger: Logger = Logger(label: "postgres")) {
        self.configuration = configuration
        self.logger = logger
        pool = Pool(configuration, logger: logger)
    }

    /// A transaction in which the server refuses to write (25006).
    public func read<R>(
        as who: Identity, isolation: Isolation = .readCommitted, file: String = #fileID, line: Int = #line,
        _ body: (Transaction) async throws -> R
    ) async throws -> R {
        try await transaction("begin isolation level \(isolation.rawValue) read only", who, Callsite(file: file, line: line), body)
    }

    /// A transaction that is committed when the closure returns and rolled back when it throws. After a serialization failure or a
    /// deadlock it is run again, three times at most: the closure holds SQL only, nothing that must not happen twice.
    @discardableResult
    public func write<R>(
        as who: Identity, isolation: Isolation = .readCommitted, file: String = #fileID, line: Int = #line,
        _ body: (Transaction) async throws -> R
    ) async throws -> R {
        var retries = 0
        while true {
            do {
                return try await transaction(
                    "begin isolation level \(isolation.rawValue) read write", who, Callsite(file: file, line: line), body)
            } catch let error as DatabaseError where error.isSerializationFailure && retries < 3 {
                retries += 1
                logger.info("transaction tried again", metadata: ["as": "\(who.label)", "sqlState": "\(error.sqlState ?? "")"])
                // Two that collided would collide again if they waited for the same time.
                try? await Task.sleep(for: .milliseconds(Int.random(in: 1...10) << retries))
            }
        }
    }

    /// Parameter types and columns of a statement, without running it: for the test that every statement of the program prepares.
    public func describe(_ text: String, file: String = #fileID, line: Int = #line) async throws(DatabaseError) -> Description {
        let connection = try await pool.lease()
        do throws(DatabaseError) {
            let description = try await connection.describe(text)
            await pool.giveBack(connection, reusable: await connection.isReusable)
            return description
        } catch {
            await pool.giveBack(connection, reusable: await connection.isReusable)
            throw error.at(Callsite(file: file, line: line), statement: text)
        }
    }

    /// Opens a connection at once, so that a wrong configuration fails at boot, then lives until its task is cancelled and closes.
    /// It has the shape of a ServiceLifecycle `Service`.
    public func run() async throws {
        let connection = try await pool.lease()
        await pool.giveBack(connection, reusable: true)
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
        await close()
    }

    /// Refuses new transactions and waits, five seconds at most, for those under way.
    public func close() async {
        await pool.close(deadline: .seconds(5))
    }

    // MARK: Transactions

    private enum Outcome<R> {
        case ended(Result<R, any Error>)
        /// Nothing was done.
        case notBegun(DatabaseError)
    }

    private func transaction<R>(
        _ command: String, _ who: Identity, _ site: Callsite, _ body: (Transaction) async throws -> R
    ) async throws -> R {
        var failures = 0
        while true {
            let connection = try await lease(site)
            // On the connection's own queue, so that its statements need no change of thread. The closure holds SQL only.
            let outcome = await withTaskExecutorPreference(connection.executor) {
                await attempt(command, who, site, connection, body)
            }
            await pool.giveBack(connection, reusable: await connection.isReusable)
            switch outcome {
            case .ended(let result): return try result.get()
            case .notBegun(let error):
                // It may have died while idle, and all of them when the server restarted: the next one is tried.
                failures += 1
                guard error.isConnectionFailure, failures <= configuration.poolLimit else { throw error }
            }
        }
    }

    private func attempt<R>(
        _ command: String, _ who: Identity, _ site: Callsite, _ connection: Connection, _ body: (Transaction) async throws -> R
    ) async -> Outcome<R> {
        let ticket: Int
        do throws(DatabaseError) {
            ticket = try await connection.begin(command, as: who)
        } catch {
            return .notBegun(error.at(site, statement: command))
        }
        do {
            let result = try await body(Transaction(connection: connection, ticket: ticket))
            if Task.isCancelled { throw DatabaseError(.cancelled, "the task was cancelled before the end of its transaction") }
            try await commit(connection, ticket, site)
            return .ended(.success(result))
        } catch {
            // When this fails the connection is not reusable, and closing it rolls back as surely.
            try? await connection.end("rollback", ticket: ticket)
            return .ended(.failure(error))
        }
    }

    private func commit(_ connection: Connection, _ ticket: Int, _ site: Callsite) async throws(DatabaseError) {
        do throws(DatabaseError) { try await connection.end("commit", ticket: ticket) } catch { throw error.at(site, statement: "commit") }
    }

    private func lease(_ site: Callsite) async throws(DatabaseError) -> Connection {
        do throws(DatabaseError) { return try await pool.lease() } catch { throw error.at(site, statement: nil) }
    }
}
