import Testing

@testable import Postgres

@Suite struct CopyTests {
    private let everyone = TestServer.everyone

    @Test("tricky characters are copied in and read back")
    func tricky() async throws {
        let texts: [String?] = [nil, "", "\\N", "\\.", "a\tb", "a\nb\r\nc", "\\", "l'île \"€\" 🧰", "\\t", " "]
        try await TestServer.withDatabase { database in
            let back = try await database.write(as: everyone) { tx in
                try await tx.script("create temporary table t (rang int, texte text)")
                let count = try await tx.copyIn("copy t from stdin", rows: texts.enumerated().map { [String($0), $1] })
                #expect(count == texts.count)
                return try await tx.values("select texte from t order by rang", as: String?.self)
            }
            #expect(back == texts)
        }
    }

    @Test("many buffers make one COPY")
    func large() async throws {
        try await TestServer.withDatabase { database in
            let sum = try await database.write(as: everyone) { tx in
                try await tx.script("create temporary table t (a bigint, texte text)")
                let filler = String(repeating: "é", count: 100)
                let count = try await tx.copyIn("copy t from stdin", rows: (1...50_000).lazy.map { [String($0), filler] })
                #expect(count == 50_000)
                return try await tx.value("select sum(a) from t", as: Int.self)
            }
            #expect(sum == 1_250_025_000)
        }
    }

    @Test("an error of the reader aborts the COPY, and is the one that is told")
    func readerError() async throws {
        struct BadFile: Error {}
        try await TestServer.withDatabase { database in
            try await database.write(as: everyone) { try await $0.script("create table public.t (a int)") }
            await #expect(throws: BadFile.self) {
                try await database.write(as: everyone) { tx in
                    var rank = 0
                    try await tx.copyIn("copy public.t from stdin") {
                        rank += 1
                        if rank == 30_000 { throw BadFile() }
                        return [String(rank)]
                    }
                }
            }
            #expect(try await database.read(as: everyone) { try await $0.value("select count(*) from public.t", as: Int.self) } == 0)
        }
    }

    @Test("a row that the server refuses tells why, and the transaction can go back to a savepoint")
    func serverError() async throws {
        try await TestServer.withDatabase { database in
            try await database.write(as: everyone) { tx in
                try await tx.script("create temporary table t (a int)")
                let error = await #expect(throws: DatabaseError.self) {
                    try await tx.savepoint { try await $0.copyIn("copy t from stdin", rows: [["1"], ["x"]]) }
                }
                #expect(error?.sqlState == "22P02")
                #expect(error?.context?.contains("line 2") == true)
                #expect(try await tx.value("select count(*) from t", as: Int.self) == 0)
            }
        }
    }

    @Test("a NUL in a row aborts the COPY")
    func nul() async throws {
        try await TestServer.withDatabase { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(as: everyone) { tx in
                    try await tx.script("create temporary table t (a text)")
                    try await tx.copyIn("copy t from stdin", rows: [["a"], ["a\0b"]])
                }
            }
            #expect(error?.kind == .usage)
        }
    }

    @Test("copying out gives whole rows, in chunks")
    func out() async throws {
        try await TestServer.withDatabase { database in
            let (bytes, chunks) = try await database.read(as: everyone) { tx in
                var bytes: [UInt8] = []
                var chunks = 0
                try await tx.copyOut("copy (select n, 'é,\"' from generate_series(1, 20000) as n) to stdout with (format csv, header)") {
                    chunk in
                    #expect(chunk.last == UInt8(ascii: "\n"))
                    bytes += chunk
                    chunks += 1
                }
                #expect(try await tx.value("select 1", as: Int.self) == 1)
                return (bytes, chunks)
            }
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            #expect(lines.count == 20_001)
            #expect(lines[1] == "1,\"é,\"\"\"")
            #expect(chunks > 2)
        }
    }

    @Test("who stops reading loses the transaction, not the database")
    func abandonedOut() async throws {
        struct Full: Error {}
        try await TestServer.withDatabase(poolLimit: 1) { database in
            await #expect(throws: Full.self) {
                try await database.read(as: everyone) { tx in
                    try await tx.copyOut("copy (select n from generate_series(1, 1000000) as n) to stdout") { _ in throw Full() }
                }
            }
            try await expectAnswer(database)
        }
    }

    @Test("no other statement slips into a COPY under way")
    func exclusive() async throws {
        try await TestServer.withDatabase { database in
            try await database.write(as: everyone) { tx in
                try await tx.script("create temporary table t (a int)")
                var rank = 0
                let count = try await tx.copyIn("copy t from stdin") {
                    rank += 1
                    let error = await #expect(throws: DatabaseError.self) { try await tx.execute("select 1") }
                    #expect(error?.kind == .usage)
                    return rank <= 2 ? [String(rank)] : nil
                }
                #expect(count == 2)
            }
        }
    }

    @Test("what is not a COPY in the right direction is refused")
    func direction() async throws {
        try await TestServer.withDatabase(poolLimit: 1) { database in
            for statement: SQL in ["select 1", "copy (select 1) to stdout"] {
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.write(as: everyone) { try await $0.copyIn(statement, rows: [["1"]]) }
                }
                #expect(error?.kind == .usage)
            }
            try await expectAnswer(database)
        }
    }
}
