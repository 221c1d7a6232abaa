import Synchronization
import Testing

@testable import Postgres

@Suite struct PoolStateTests {
    @Test("connections are opened up to the limit, then one waits in turn")
    func limit() {
        var state = PoolState<String>(limit: 2)
        guard case .open = state.lease(), case .open = state.lease(), case .wait(let first) = state.lease(),
            case .wait(let second) = state.lease()
        else { return #expect(Bool(false), "two slots, then two waiters") as Void }
        #expect(state.giveBack("a", now: .now) == first)
        #expect(state.giveBack("a", now: .now) == second)
        #expect(state.giveBack("a", now: .now) == nil)
        #expect(state.count == 2)
    }

    @Test("the last connection given back is the first one lent")
    func lifo() {
        var state = PoolState<String>(limit: 2)
        _ = (state.lease(), state.lease())
        _ = (state.giveBack("cold", now: .now), state.giveBack("warm", now: .now))
        guard case .reuse("warm", since: _) = state.lease(), case .reuse("cold", since: _) = state.lease() else {
            return #expect(Bool(false), "warm before cold") as Void
        }
    }

    @Test("when a connection is lost the next waiter may open one, and nobody else")
    func slot() {
        var state = PoolState<String>(limit: 1)
        guard case .open = state.lease(), case .wait(let waiter) = state.lease() else { return #expect(Bool(false), "full") as Void }
        #expect(state.freeSlot() == waiter)
        #expect(state.count == 1)
        #expect(state.freeSlot() == nil)
        #expect(state.count == 0)
    }

    @Test("a waiter that left is not served, and one that was served cannot leave")
    func leaving() {
        var state = PoolState<String>(limit: 1)
        guard case .open = state.lease(), case .wait(let first) = state.lease(), case .wait(let second) = state.lease() else {
            return #expect(Bool(false), "full") as Void
        }
        let left = [state.leave(first), state.leave(first)]
        #expect(left == [true, false])
        #expect(state.giveBack("a", now: .now) == second)
        let isLate = !state.leave(second)
        #expect(isLate)
    }

    @Test("a closed pool tells its waiters, gives its idle connections and lends nothing")
    func closing() {
        var state = PoolState<String>(limit: 2)
        _ = (state.lease(), state.lease())
        _ = state.giveBack("idle", now: .now)
        #expect(state.close().idle == ["idle"])
        #expect(state.count == 1)
        guard case .closed = state.lease() else { return #expect(Bool(false), "closed") as Void }
    }
}

@Suite struct PoolTests {
    @Test("64 tasks share four connections, and each is served")
    func manyTasks() async throws {
        try await TestServer.withDatabase(poolLimit: 4, leaseDeadline: .seconds(30)) { database in
            let answers = try await withThrowingTaskGroup { group in
                for number in 0..<64 {
                    group.addTask {
                        try await database.read(as: TestServer.everyone) { tx in
                            (
                                try await tx.value("select \(number)::int", as: Int.self),
                                try await tx.value("select pg_backend_pid()", as: Int.self)
                            )
                        }
                    }
                }
                return try await group.reduce(into: [(Int, Int)]()) { $0.append($1) }
            }
            #expect(answers.map(\.0).sorted() == Array(0..<64))
            #expect(Set(answers.map(\.1)).count <= 4)
        }
    }

    @Test("who waits longer than the deadline is told so, and the pool goes on")
    func deadline() async throws {
        try await TestServer.withDatabase(poolLimit: 1, leaseDeadline: .milliseconds(50)) { database in
            try await database.read(as: TestServer.everyone) { _ in
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.read(as: TestServer.everyone) { _ in }
                }
                #expect(error?.kind == .poolTimeout)
            }
            try await expectAnswer(database)
        }
    }

    @Test("who is cancelled while waiting is served nothing, and takes nothing")
    func cancelledWaiter() async throws {
        try await TestServer.withDatabase(poolLimit: 1) { database in
            try await database.read(as: TestServer.everyone) { _ in
                let task = Task { try await database.read(as: TestServer.everyone) { _ in } }
                try await Task.sleep(for: .milliseconds(30))
                task.cancel()
                let error = await #expect(throws: DatabaseError.self) { try await task.value }
                #expect(error?.kind == .cancelled)
            }
            try await expectAnswer(database)
        }
    }

    @Test("when the server ends every idle connection, nobody notices")
    func killedIdle() async throws {
        try await TestServer.withDatabase(poolLimit: 4) { database in
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask { try await database.read(as: TestServer.everyone) { try await $0.execute("select pg_sleep(0.05)") } }
                }
                try await group.waitForAll()
            }
            let name = try await database.read(as: TestServer.everyone) { try await $0.value("select current_database()", as: String.self) }
            try await TestServer.admin("select pg_terminate_backend(pid) from pg_stat_activity where datname = '\(name)'")
            for _ in 0..<4 {
                try await expectAnswer(database)
            }
        }
    }

    @Test("a connection that is ended during a transaction is an outage, and the next one works")
    func killedBusy() async throws {
        try await TestServer.withDatabase(poolLimit: 1) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(as: TestServer.everyone) { tx in
                    let pid = try await tx.value("select pg_backend_pid()", as: Int.self)
                    try await TestServer.admin("select pg_terminate_backend(\(pid))")
                    try await tx.execute("select 1")
                }
            }
            #expect(error?.isConnectionFailure == true)
            try await expectAnswer(database)
        }
    }

    @Test("closing waits for the transaction under way, then refuses")
    func closing() async throws {
        try await TestServer.withDatabase(poolLimit: 2) { database in
            let done = Mutex(false)
            async let slow: Void = database.read(as: TestServer.everyone) { tx in
                try await tx.execute("select pg_sleep(0.2)")
                done.withLock { $0 = true }
            }
            try await Task.sleep(for: .milliseconds(80))
            await database.close()
            #expect(done.withLock { $0 })
            try await slow
            let error = await #expect(throws: DatabaseError.self) { try await database.read(as: TestServer.everyone) { _ in } }
            #expect(error?.kind == .closed)
        }
    }

    @Test("run fails at once when the database cannot be reached, and closes when it is cancelled")
    func running() async throws {
        var configuration = try await TestServer.configuration("absente")
        let error = await #expect(throws: DatabaseError.self) { try await Database(configuration, logger: TestServer.logger).run() }
        #expect(error?.kind == .connection)
        configuration.url = "postgresql://%zz"
        await #expect(throws: DatabaseError.self) { try await Database(configuration, logger: TestServer.logger).run() }
        try await TestServer.withDatabase { database in
            let service = Task { try await database.run() }
            try await expectAnswer(database)
            service.cancel()
            try await service.value
            await #expect(throws: DatabaseError.self) { try await database.read(as: TestServer.everyone) { _ in } }
        }
    }

    @Test("a configured role is the one that works, with text settings pinned")
    func role() async throws {
        try await TestServer.withDatabase { owner in
            var configuration = owner.configuration
            configuration.role = "pg_monitor"
            configuration.url += configuration.url.contains("?") ? "&" : "?"
            configuration.url += "options=-c%20work_mem%3D1234kB"
            let database = Database(configuration, logger: TestServer.logger)
            let row = try await database.read(as: TestServer.everyone) { tx in
                try await tx.table(
                    """
                    select current_user::text, current_setting('work_mem'), current_setting('search_path'), current_setting('timezone'),
                        current_setting('statement_timeout'), current_setting('datestyle')
                    """
                ).rows[0]
            }
            await database.close()
            #expect(row == ["pg_monitor", "1234kB", "pg_catalog,public", "UTC", "15s", "ISO, MDY"])
        }
    }
}
