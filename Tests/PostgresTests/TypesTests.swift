import Foundation
import Testing

@testable import Postgres

@Suite struct TypesTests {
    struct Everything: Codable, Equatable {
        var texte: String
        var entier: Int64
        var petit: Int32
        var vrai: Bool
        var taux: Decimal
        var instant: Date
        var octets: Data
        var cle: UUID
        var etat: Etat
        var rang: Rang
        var absent: String?
        var noms: [String?]
        var nombres: [Int64]
        var instants: [Date]
        var fiche: JSONB<Fiche>
    }
    enum Etat: String, Codable, Bindable { case ouvert, clos }
    enum Rang: Int, Codable, Bindable { case premier = 1, second }
    struct Fiche: Codable, Equatable, Sendable { var nom: String, valeurs: [String: Int] }

    @Test("every type comes back as it went")
    func roundTrip() async throws {
        let tricky = "l'île \"haute\" \\ \t\n{,} $1 € 🧰"
        let sent = Everything(
            texte: tricky, entier: .min, petit: -7, vrai: true, taux: Decimal(string: "-0.164040")!,
            instant: Date(timeIntervalSinceReferenceDate: 789_123_456.123456), octets: Data([0, 255, 92, 39]),
            cle: UUID(uuidString: "6F9619FF-8B86-D011-B42D-00C04FC964FF")!, etat: .clos, rang: .second, absent: nil,
            noms: [tricky, nil, "NULL", "", "a,b"], nombres: [1, -2, .max], instants: [Date(timeIntervalSinceReferenceDate: -1)],
            fiche: JSONB(Fiche(nom: tricky, valeurs: ["a": 1])))
        try await TestServer.withDatabase { database in
            let back = try await database.read(as: TestServer.everyone) { tx in
                try await tx.one(
                    """
                    select \(sent.texte)::text as texte, \(sent.entier)::bigint as entier, \(sent.petit)::integer as petit,
                        \(sent.vrai)::boolean as vrai, \(sent.taux)::numeric as taux, \(sent.instant)::timestamptz as instant,
                        \(sent.octets)::bytea as octets, \(sent.cle)::uuid as cle, \(sent.etat)::text as etat, \(sent.rang)::int as rang,
                        \(sent.absent)::text as absent, \(sent.noms)::text[] as noms, \(sent.nombres)::bigint[] as nombres,
                        \(sent.instants)::timestamptz[] as instants, \(sent.fiche)::jsonb as fiche
                    """, as: Everything.self)
            }
            #expect(back == sent)
        }
    }

    @Test(
        "an instant keeps its microseconds, before and after 1970 and over leap days",
        arguments: [
            "1969-12-31 23:59:59.999999+00", "2000-02-29 12:00:00+00", "2026-01-15 10:20:30.123456+00", "0001-01-01 00:00:00+00",
            "1900-03-01 00:00:00.1+00", "12026-11-21 00:00:00+00",
        ])
    func instants(text: String) async throws {
        try await TestServer.withDatabase { database in
            let (date, same) = try await database.read(as: TestServer.everyone) { tx in
                let date = try await tx.value("select \(text)::timestamptz", as: Date.self)
                return (date, try await tx.value("select \(text)::timestamptz = \(date)", as: Bool.self))
            }
            #expect(same, "\(date)")
        }
    }

    @Test(
        "a number with more digits than a Decimal keeps, a NaN, an infinity and a local time are refused, not rounded",
        arguments: [
            "select 0.123456789012345678901234567890123456789012", "select 'NaN'::numeric", "select 'Infinity'::numeric",
        ])
    func unfaithfulNumbers(statement: String) async throws {
        try await TestServer.withDatabase { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read(as: TestServer.everyone) { try await $0.value(SQL(unsafe: statement), as: Decimal.self) }
            }
            #expect(error?.kind == .decoding)
        }
    }

    @Test(
        "a timestamp without a zone is not an instant",
        arguments: ["select timestamp '2026-01-01 00:00'", "select date '2026-01-01'", "select 'infinity'::timestamptz"])
    func unfaithfulInstants(statement: String) async throws {
        try await TestServer.withDatabase { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read(as: TestServer.everyone) { try await $0.value(SQL(unsafe: statement), as: Date.self) }
            }
            #expect(error?.kind == .decoding)
        }
    }

    @Test("a text with a NUL is refused before it is cut short")
    func nul() async throws {
        try await TestServer.withDatabase { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read(as: TestServer.everyone) { try await $0.value("select \("a\0b")", as: String.self) }
            }
            #expect(error?.kind == .usage)
        }
    }

    @Test(
        "integers out of range and texts that are no number are refused",
        arguments: ["select 32768", "select 'x'", "select ''", "select 1.5"])
    func badIntegers(statement: String) async throws {
        try await TestServer.withDatabase { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read(as: TestServer.everyone) { try await $0.value(SQL(unsafe: statement), as: Int16.self) }
            }
            #expect(error?.kind == .decoding)
        }
    }

    @Test("a statement can be described without being run")
    func description() async throws {
        try await TestServer.withDatabase { database in
            let description = try await database.describe("select $1::bigint as a, $2::text as b where $3::boolean")
            #expect(description.parameters == [20, 25, 16])
            #expect(description.columns == [Column(name: "a", oid: 20), Column(name: "b", oid: 25)])
            let error = await #expect(throws: DatabaseError.self) { try await database.describe("select absent") }
            #expect(error?.sqlState == "42703")
        }
    }
}
