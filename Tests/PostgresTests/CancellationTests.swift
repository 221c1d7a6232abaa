import Testing

@testable import Postgres

@Suite struct CancellationTests {
    @Test("cancelling a task cancels its statement, and its connection is not used again")
    func statement() async throws {
        try await TestServer.withDatabase(poolLimit: 1) { database in
            let pid: SQL = "select pg_backend_pid()"
            let before = try await database.read(as: TestServer.everyone) { try await $0.value(pid, as: Int.self) }
            let clock = ContinuousClock()
            let started = clock.now
            let task = Task { try await database.write(as: TestServer.everyone) { try await $0.execute("select pg_sleep(30)") } }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            let error = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(error?.kind == .cancelled)
            #expect(started.duration(to: clock.now) < .seconds(20))
            let after = try await database.read(as: TestServer.everyone) { try await $0.value(pid, as: Int.self) }
            #expect(before != after)
        }
    }

    @Test("a task that is cancelled before its first statement commits nothing")
    func before() async throws {
        try await TestServer.withDatabase { database in
            try await database.write(as: TestServer.everyone) { try await $0.script("create table public.t (a int)") }
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await database.write(as: TestServer.everyone) { try await $0.execute("insert into public.t values (1)") }
            }
            let error = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(error?.kind == .cancelled)
            #expect(
                try await database.read(as: TestServer.everyone) { try await $0.value("select count(*) from public.t", as: Int.self) } == 0)
        }
    }

    @Test("a task that is cancelled after its last statement commits nothing")
    func after() async throws {
        try await TestServer.withDatabase { database in
            try await database.write(as: TestServer.everyone) { try await $0.script("create table public.t (a int)") }
            let task = Task {
                try await database.write(as: TestServer.everyone) { tx in
                    try await tx.execute("insert into public.t values (1)")
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
            let error = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(error?.kind == .cancelled)
            #expect(
                try await database.read(as: TestServer.everyone) { try await $0.value("select count(*) from public.t", as: Int.self) } == 0)
        }
    }

    @Test("cancelling many at random leaves the database usable and loses no connection")
    func storm() async throws {
        try await TestServer.withDatabase(poolLimit: 3) { database in
            await withTaskGroup { group in
                for index in 0..<60 {
                    group.addTask {
                        let task = Task {
                            try await database.read(as: TestServer.everyone) { try await $0.execute("select pg_sleep(0.01)") }
                        }
                        try? await Task.sleep(for: .milliseconds(index % 12))
                        task.cancel()
                        _ = await task.result
                    }
                }
            }
            let sum = try await withThrowingTaskGroup { group in
                for _ in 0..<9 {
                    group.addTask { try await database.read(as: TestServer.everyone) { try await $0.value("select 1", as: Int.self) } }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 9)
        }
    }
}
