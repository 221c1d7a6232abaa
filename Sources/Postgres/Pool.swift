internal import Logging

/// Lends connections, never more than the limit. What to do is decided by `PoolState`; here it is done.
actor Pool {
    private enum Grant: Sendable {
        case connection(Connection)
        /// A connection went away: the waiter opens another.
        case slot
        case refused(DatabaseError)
    }

    private let configuration: Database.Configuration
    private let logger: Logger
    private var state: PoolState<Connection>
    /// A continuation is taken out of here before it is resumed, hence resumed exactly once.
    private var waiting: [Int: CheckedContinuation<Grant, Never>] = [:]
    private var draining: [CheckedContinuation<Void, Never>] = []

    init(_ configuration: Database.Configuration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        state = PoolState(limit: configuration.poolLimit)
    }

    func lease() async throws(DatabaseError) -> Connection {
        switch state.lease() {
        case .reuse(let connection, let since): return try await fresh(connection, since)
        case .open: return try await open()
        case .closed: throw Pool.closed
        case .wait(let waiter):
            switch await grant(to: waiter) {
            case .connection(let connection): return connection
            case .slot: return try await open()
            case .refused(let error): throw error
            }
        }
    }

    /// - Parameter reusable: false when the connection broke or was cancelled; it is then closed.
    func giveBack(_ connection: Connection, reusable: Bool) async {
        guard reusable, !state.isClosed else {
            await connection.close()
            return freeSlot()
        }
        if let waiter = state.giveBack(connection, now: .now) { resume(waiter, .connection(connection)) }
    }

    /// Refuses new leases, then waits until every connection has come back, or the deadline.
    func close(deadline: Duration) async {
        let (idle, waiters) = state.close()
        for waiter in waiters { resume(waiter, .refused(Pool.closed)) }
        for connection in idle { await connection.close() }
        guard state.count > 0 else { return }
        // Awaited below through `draining`. Detached from the caller's cancellation, which is often why we close.
        let timer = Task {
            try? await Task.sleep(for: deadline)
            self.endDrain()
        }
        await withCheckedContinuation { draining.append($0) }
        timer.cancel()
    }

    // MARK: Opening

    /// A connection that stayed idle for long may have died unseen.
    private func fresh(_ connection: Connection, _ since: ContinuousClock.Instant) async throws(DatabaseError) -> Connection {
        if since.duration(to: .now) < .seconds(30) { return connection }
        if await connection.ping() { return connection }
        await connection.close()
        return try await open()
    }

    private func open() async throws(DatabaseError) -> Connection {
        do throws(DatabaseError) {
            return try await Connection.open(configuration, logger: logger)
        } catch {
            freeSlot()
            throw error
        }
    }

    private func freeSlot() {
        if let waiter = state.freeSlot() { resume(waiter, .slot) }
        if state.isClosed, state.count == 0 { endDrain() }
    }

    // MARK: Waiting

    private func grant(to waiter: Int) async -> Grant {
        // Cancelled as soon as the waiter is served; it lives no longer than this call.
        let timer = Task { [deadline = configuration.leaseDeadline] in
            guard (try? await Task.sleep(for: deadline)) != nil else { return }
            self.refuse(waiter, DatabaseError(.poolTimeout, "no connection was free within \(deadline)"))
        }
        defer { timer.cancel() }
        // The actor is held from `state.lease()` until the continuation is stored: neither task below can run in between.
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting[waiter] = $0 }
        } onCancel: {
            // Not awaited: it only tells the actor, and the grant above ends when it has.
            Task { await self.refuse(waiter, DatabaseError(.cancelled, "cancelled while waiting for a connection")) }
        }
    }

    private func refuse(_ waiter: Int, _ error: DatabaseError) {
        if state.leave(waiter) { resume(waiter, .refused(error)) }
    }

    private func resume(_ waiter: Int, _ grant: Grant) {
        waiting.removeValue(forKey: waiter)?.resume(returning: grant)
    }

    private func endDrain() {
        let continuations = draining
        draining = []
        for continuation in continuations { continuation.resume() }
    }

    private static let closed = DatabaseError(.closed, "the database is closed")
}
