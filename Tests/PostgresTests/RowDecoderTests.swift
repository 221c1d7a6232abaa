import Testing

@testable import Postgres

@Suite struct RowDecoderTests {
    struct Commune: Decodable, Equatable {
        var codeInsee: String
        var population: Int
        var prixHTCentimes: Int64?
    }
    enum Etat: String, Decodable { case ouvert }
    struct Dossier: Decodable { var etat: Etat }

    private func failure<T: Decodable & Sendable>(_ sql: SQL, as type: T.Type) async throws -> DatabaseError? {
        try await TestServer.withDatabase { database in
            await #expect(throws: DatabaseError.self) {
                try await database.read(as: TestServer.everyone) { _ = try await $0.rows(sql, as: type) }
            }
        }
    }

    @Test("names match whatever their case and underscores")
    func names() async throws {
        try await TestServer.withDatabase { database in
            let rows = try await database.read(as: TestServer.everyone) { tx in
                try await tx.rows(
                    """
                    select code_insee, population, prix_ht_centimes
                    from (values ('01001', 12, 7::bigint), ('01002', 13, null)) as c (code_insee, population, prix_ht_centimes)
                    """, as: Commune.self)
            }
            #expect(
                rows == [
                    Commune(codeInsee: "01001", population: 12, prixHTCentimes: 7),
                    Commune(codeInsee: "01002", population: 13, prixHTCentimes: nil),
                ])
        }
    }

    @Test("a column that is not there is an error, even for an optional")
    func missing() async throws {
        let error = try await failure("select '01001' as code_insee, 12 as population", as: Commune.self)
        #expect(error?.kind == .decoding)
        #expect(error?.message.contains("prixHTCentimes") == true)
        #expect(error?.statement?.hasPrefix("select '01001'") == true)
    }

    @Test("a column that nobody asked for is an error that names it")
    func unknown() async throws {
        let error = try await failure(
            "select '01001' as code_insee, 12 as population, null as prix_ht_centimes, 1 as surface", as: Commune.self)
        #expect(error?.kind == .decoding)
        #expect(error?.column == "surface")
    }

    @Test("a NULL where none may be is an error that names the column and the type")
    func null() async throws {
        let error = try await failure("select '01001' as code_insee, null::int as population, null as prix_ht_centimes", as: Commune.self)
        #expect(error?.column == "population")
        #expect(error?.message.contains("Int") == true)
        #expect(error?.message.contains("NULL") == true)
    }

    @Test("a value of another type is an error with its first forty characters only")
    func mistyped() async throws {
        let long = String(repeating: "x", count: 100)
        let error = try await failure("select '01001' as code_insee, \(long) as population, null as prix_ht_centimes", as: Commune.self)
        #expect(error?.column == "population")
        #expect(error?.message.contains("«\(String(repeating: "x", count: 40))»") == true)
    }

    @Test("a value that an enum does not know is an error that names the column")
    func unknownCase() async throws {
        let error = try await failure("select 'fermé' as etat", as: Dossier.self)
        #expect(error?.column == "etat")
        #expect(error?.message.contains("fermé") == true)
    }

    @Test("the same name twice is an error")
    func twice() async throws {
        let error = try await failure("select 'ouvert' as etat, 'ouvert' as etat", as: Dossier.self)
        #expect(error?.message.contains("twice") == true)
    }

    @Test("a bare json column says what to do")
    func json() async throws {
        struct Fiche: Decodable { struct Part: Decodable { var nom: String }; var part: Part }
        let error = try await failure(#"select '{"nom": "x"}'::jsonb as part"#, as: Fiche.self)
        #expect(error?.message.contains("JSONB") == true)
    }

    @Test("one and value refuse no row and two rows; first and firstValue take what there is")
    func counts() async throws {
        try await TestServer.withDatabase { database in
            try await database.read(as: TestServer.everyone) { tx in
                for count in [0, 2] {
                    let many: SQL = "select 'ouvert' as etat from generate_series(1, \(count)::int)"
                    let one = await #expect(throws: DatabaseError.self) { _ = try await tx.one(many, as: Dossier.self) }
                    let value = await #expect(throws: DatabaseError.self) { _ = try await tx.value(many, as: String.self) }
                    #expect(one?.kind == .rowCount && value?.kind == .rowCount)
                    let first = try await tx.first(many, as: Dossier.self)?.etat
                    let firstValue = try await tx.firstValue(many, as: Etat.self)
                    let values = try await tx.values(many, as: String.self)
                    #expect(first == (count == 0 ? nil : .ouvert) && firstValue == first)
                    #expect(values.count == count)
                }
            }
        }
    }

    @Test("a value may be optional, and needs a single column")
    func values() async throws {
        try await TestServer.withDatabase { database in
            try await database.read(as: TestServer.everyone) { tx in
                let null = try await tx.value("select null::int", as: Int?.self)
                let some = try await tx.values("select x from unnest(array[1, null]) as x", as: Int?.self)
                #expect(null == nil && some == [1, nil])
                let error = await #expect(throws: DatabaseError.self) { _ = try await tx.value("select 1, 2", as: Int.self) }
                #expect(error?.kind == .decoding)
            }
        }
    }

    @Test("a table has the names, types and texts of any result")
    func table() async throws {
        try await TestServer.withDatabase { database in
            let table = try await database.read(as: TestServer.everyone) { try await $0.table("select 1::bigint as a, null::text as b") }
            #expect(table == Table(columns: [Column(name: "a", oid: 20), Column(name: "b", oid: 25)], rows: [["1", nil]]))
        }
    }
}
