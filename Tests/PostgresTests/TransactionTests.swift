import Synchronization
import Testing

@testable import Postgres

@Suite struct TransactionTests {
    private let everyone = TestServer.everyone

    @Test("an error tells SQLSTATE, constraint, statement and place, and no value")
    func constraint() async throws {
        try await TestServer.withDatabase { database in
            try await database.write(as: everyone) {
                try await $0.script("create table public.agent (courriel text constraint agent_courriel_unique unique)")
            }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(as: everyone) { tx in
                    try await tx.execute("insert into public.agent values (\("a@exemple.fr")), (\("a@exemple.fr"))")
                }
            }
            #expect(error?.isUniqueViolation == true)
            #expect(error?.constraint == "agent_courriel_unique")
            #expect(error?.table == "agent")
            #expect(error?.statement == "insert into public.agent values ($1), ($2)")
            #expect(error?.file?.hasSuffix("TransactionTests.swift") == true)
            #expect(error.map { "\($0)" } == "DatabaseError(server, 23505)")
            #expect(error.map { String(reflecting: $0).contains("agent_courriel_unique") } == true)
        }
    }

    @Test("a function raises with the name of a constraint")
    func raised() async throws {
        try await TestServer.withDatabase { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(as: everyone) { tx in
                    try await tx.script(
                        "do $$ begin raise exception 'x' using errcode = 'check_violation', constraint = 'depasse_disponible'; end $$")
                }
            }
            #expect(error?.sqlState == "23514")
            #expect(error?.constraint == "depasse_disponible")
        }
    }

    @Test("the settings of an identity live as long as the transaction, and then read as an empty text")
    func settings() async throws {
        try await TestServer.withDatabase(poolLimit: 1) { database in
            let agent = Identity(label: "agent", settings: [("app.agent", "42"), ("app.commune", "l'Île")])
            let read: SQL = "select current_setting('app.agent', true) || '/' || current_setting('app.commune', true)"
            let during = try await database.read(as: agent) { try await $0.value(read, as: String?.self) }
            let after = try await database.read(as: everyone) { try await $0.value(read, as: String?.self) }
            #expect(during == "42/l'Île" && after == "/")
        }
    }

    @Test("a reader cannot write")
    func readOnly() async throws {
        try await TestServer.withDatabase { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read(as: everyone) { try await $0.execute("create table public.t (a int)") }
            }
            #expect(error?.sqlState == "25006")
        }
    }

    @Test("a writer is committed when it returns and rolled back when it throws")
    func commitAndRollback() async throws {
        struct Refusal: Error {}
        try await TestServer.withDatabase { database in
            try await database.write(as: everyone) { try await $0.script("create table public.t (a int)") }
            #expect(try await database.write(as: everyone) { try await $0.execute("insert into public.t values (1), (2)") } == 2)
            await #expect(throws: Refusal.self) {
                try await database.write(as: everyone) { tx in
                    try await tx.execute("insert into public.t values (3)")
                    throw Refusal()
                }
            }
            #expect(
                try await database.read(as: everyone) { try await $0.values("select a from public.t order by a", as: Int.self) } == [1, 2])
        }
    }

    @Test("a transaction is run again after a serialization failure, three times at most", arguments: [(2, true), (3, true), (4, false)])
    func retries(failures: Int, succeeds: Bool) async throws {
        try await TestServer.withDatabase { database in
            let runs = Mutex(0)
            func attempt() async throws {
                try await database.write(as: everyone) { tx in
                    let run = runs.withLock { count in
                        count += 1
                        return count
                    }
                    if run <= failures { try await tx.script("do $$ begin raise exception 'x' using errcode = '40001'; end $$") }
                }
            }
            if succeeds {
                try await attempt()
            } else {
                let error = await #expect(throws: DatabaseError.self) { try await attempt() }
                #expect(error?.isSerializationFailure == true)
            }
            #expect(runs.withLock { $0 } == min(failures + 1, 4))
        }
    }

    @Test("two serializable counters that collide are both counted")
    func realSerialization() async throws {
        try await TestServer.withDatabase { database in
            try await database.write(as: everyone) { try await $0.script("create table public.t (a int); insert into public.t values (0)") }
            try await withThrowingTaskGroup { group in
                for _ in 0..<2 {
                    group.addTask {
                        try await database.write(as: TestServer.everyone, isolation: .serializable) { tx in
                            let count = try await tx.value("select a from public.t", as: Int.self)
                            try await Task.sleep(for: .milliseconds(30))
                            try await tx.execute("update public.t set a = \(count + 1)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read(as: everyone) { try await $0.value("select a from public.t", as: Int.self) } == 2)
        }
    }

    @Test("another error is not tried again")
    func noRetry() async throws {
        try await TestServer.withDatabase { database in
            let runs = Mutex(0)
            await #expect(throws: DatabaseError.self) {
                try await database.write(as: everyone) { tx in
                    runs.withLock { $0 += 1 }
                    try await tx.execute("select absent")
                }
            }
            #expect(runs.withLock { $0 } == 1)
        }
    }

    @Test("a transaction kept after its end is refused, even while another one has its connection")
    func usedAfterEnd() async throws {
        try await TestServer.withDatabase(poolLimit: 1) { database in
            let kept = try await database.read(as: everyone) { $0 }
            let error = await #expect(throws: DatabaseError.self) { try await kept.execute("select 1") }
            #expect(error?.kind == .usage)
            try await database.write(as: everyone) { _ in
                let error = await #expect(throws: DatabaseError.self) { try await kept.execute("select 1") }
                #expect(error?.kind == .usage)
            }
        }
    }

    @Test("an error that was swallowed does not pass for a commit")
    func swallowed() async throws {
        try await TestServer.withDatabase { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(as: everyone) { tx in _ = try? await tx.execute("select absent") }
            }
            #expect(error?.kind == .usage)
        }
    }

    @Test("a savepoint undoes its part only, also inside another")
    func savepoints() async throws {
        struct Refusal: Error {}
        try await TestServer.withDatabase { database in
            let kept = try await database.write(as: everyone) { tx in
                try await tx.script("create temporary table t (a int)")
                try await tx.execute("insert into t values (1)")
                try await tx.savepoint { tx in
                    try await tx.execute("insert into t values (2)")
                    await #expect(throws: DatabaseError.self) {
                        try await tx.savepoint { tx in
                            try await tx.execute("insert into t values (3)")
                            try await tx.execute("select absent")
                        }
                    }
                }
                try? await tx.savepoint { tx in
                    try await tx.execute("insert into t values (4)")
                    throw Refusal()
                }
                return try await tx.values("select a from t order by a", as: Int.self)
            }
            #expect(kept == [1, 2])
        }
    }

    @Test("statements of one transaction may be asked for together")
    func together() async throws {
        try await TestServer.withDatabase { database in
            let sum = try await database.read(as: everyone) { tx in
                async let a = tx.value("select 1", as: Int.self)
                async let b = tx.value("select pg_sleep(0.01)::text || '2'", as: String.self)
                async let c = tx.value("select 3", as: Int.self)
                return try await a + c + b.count
            }
            #expect(sum == 5)
        }
    }

    @Test("a script that ends its transaction is refused")
    func script() async throws {
        try await TestServer.withDatabase { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(as: everyone) { try await $0.script("select 1; commit; select 2") }
            }
            #expect(error?.kind == .usage)
        }
    }

    @Test("more than 256 statement texts on a connection are a bug, and said so")
    func overflow() async throws {
        try await TestServer.withDatabase(poolLimit: 1) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read(as: everyone) { tx in
                    for number in 0...256 { try await tx.execute(SQL(unsafe: "select \(number)")) }
                }
            }
            #expect(error?.kind == .usage)
        }
    }

    @Test("statements prepared in a transaction that changed the schema still work in the next one")
    func afterScript() async throws {
        try await TestServer.withDatabase(poolLimit: 1) { database in
            let count: SQL = "select count(*) from public.t"
            try await database.write(as: everyone) { tx in
                try await tx.script("create table public.t (a int)")
                try await tx.execute(count)
            }
            let again = try await database.read(as: everyone) { try await $0.value(count, as: Int.self) }
            #expect(again == 0)
        }
    }

    @Test("a plan that became stale fails once inside a transaction, then works")
    func stalePlan() async throws {
        try await TestServer.withDatabase(poolLimit: 1) { database in
            func alter(_ command: String) async throws {
                let connection = try await Connection.open(database.configuration, logger: TestServer.logger)
                try await connection.simple(command)
                await connection.close()
            }
            func read() async throws -> [String] {
                try await database.read(as: everyone) { try await $0.values("select a from public.t", as: String.self) }
            }
            try await alter("create table public.t (a int); insert into public.t values (1)")
            #expect(try await read() == ["1"])
            try await alter("alter table public.t alter a type text using 'x'")
            let error = await #expect(throws: DatabaseError.self) { _ = try await read() }
            #expect(error?.sqlState == "0A000")
            #expect(try await read() == ["x"])
        }
    }
}
