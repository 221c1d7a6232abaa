import Foundation
import Model
import Testing

@Suite("Les taux, exacts")
struct RateTests {
    @Test(
        "un taux se lit et s’écrit sans perdre une décimale",
        arguments: ["0.16404", "0.20", "1.00", "0.0800", "-0.05", "123456789012.123456789"])
    func lecture(texte: String) throws {
        let taux = try #require(Rate(texte))
        #expect(taux.value == Decimal(string: texte))
        #expect(Rate(taux.decimal) == taux)
    }

    @Test(
        "ce qui n’est pas un nombre décimal simple est refusé",
        arguments: [
            "", ".5", "5.", "1,5", "1e3", "+1", "0x1", " 1", "1 ", "--1", "1.2.3", "١", "1234567890123", "0.1234567890123456789", "-",
        ])
    func refus(texte: String) { #expect(Rate(texte) == nil) }

    @Test("l’écriture décimale a deux places au moins, dix au plus, au plus près")
    func decimal() throws {
        #expect(Rate(1).decimal == "1.00" && Rate(Decimal(5) / 10).decimal == "0.50" && Rate(0).decimal == "0.00")
        #expect(Rate(Decimal(1) / 3).decimal == "0.3333333333" && Rate(Decimal(2) / 3).decimal(places: 4) == "0.6667")
        #expect(try #require(Rate("0.16404")).decimal == "0.16404" && Rate.percent(45).decimal == "0.45")
        #expect(Rate(Decimal(1) / 10_000_000).decimal == "0.0000001")
    }

    @Test("un taux se lit en français : une décimale, deux si la seconde dit quelque chose")
    func francais() throws {
        #expect(Rate.percent(45).french == "45,0\u{A0}%")
        #expect(try #require(Rate("0.2984")).french == "29,84\u{A0}%")
        #expect(try #require(Rate("0.16404")).french == "16,4\u{A0}%")
    }

    @Test("dans les fichiers, un taux est un texte, et un nombre est refusé")
    func codable() throws {
        #expect(try JSONDecoder().decode([Rate].self, from: Data(#"["0.45"]"#.utf8)) == [.percent(45)])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Rate].self, from: Data("[0.45]".utf8)) }
        #expect(try String(decoding: JSONEncoder().encode([Rate.percent(45)]), as: UTF8.self) == #"["0.45"]"#)
    }
}
