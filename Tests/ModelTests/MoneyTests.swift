import Foundation
import Model
import Testing

@Suite("L’argent, en centimes entiers")
struct MoneyTests {
    @Test(
        "un montant se lit comme on l’écrit en France",
        arguments: [
            ("1 234,50", 123_450), ("1\u{202F}234,50\u{A0}€", 123_450), ("1234.5", 123_450), ("0", 0), ("12", 1_200), ("-3,07 €", -307),
            ("−3,07", -307), ("99999999999999,99", 9_999_999_999_999_999),
        ])
    func lecture(texte: String, centimes: Int64) throws { #expect(try Money(french: texte).cents == centimes) }

    @Test(
        "ce qui n’est pas un montant est refusé, avec sa raison",
        arguments: [
            ("", MoneyError.empty), (" € ", .empty), ("douze", .notANumber), ("1,2,3", .notANumber), (",50", .notANumber),
            ("5,", .notANumber),
            ("1,234", .tooManyDecimals), ("123456789012345", .tooLarge), ("١٢", .notANumber), ("1e3", .notANumber), ("--1", .notANumber),
        ])
    func refus(texte: String, erreur: MoneyError) { #expect(throws: erreur) { try Money(french: texte) } }

    @Test("un montant s’écrit pour les gens et pour les machines")
    func ecriture() {
        #expect(Money(cents: 123_456_789).french == "1\u{202F}234\u{202F}567,89\u{A0}€")
        #expect(Money(cents: -5).french == "−0,05\u{A0}€" && Money(cents: -5).decimal == "-0.05")
        #expect(Money(cents: 100_000).frenchNumber == "1\u{202F}000,00" && Money(cents: 100_000).decimal == "1000.00")
        #expect(Money(cents: 150).frenchEuros == "2\u{A0}€" && Money(cents: 149).frenchEuros == "1\u{A0}€")
    }

    @Test("ce qui est écrit se relit", arguments: [0, 1, 99, 100, 12_345, 100_000_000_000, -1, -12_345] as [Int64])
    func allerRetour(centimes: Int64) throws {
        let montant = Money(cents: centimes)
        #expect(try Money(french: montant.french) == montant && Money(french: montant.decimal) == montant)
    }

    @Test("1 550,995 € selon les quatre arrondis, et les montants négatifs restent du même côté")
    func arrondis() {
        let exact = Decimal(155_099) + Decimal(5) / 10
        #expect(Rounding.halfUp.cents(exact).cents == 155_100 && Rounding.down.cents(exact).cents == 155_099)
        #expect(Rounding.euro.cents(exact).cents == 155_100 && Rounding.euroDown.cents(exact).cents == 155_000)
        #expect(Rounding.euro.cents(155_049).cents == 155_000 && Rounding.euro.cents(155_050).cents == 155_100)
        #expect(Rounding.down.cents(-exact).cents <= -155_099)
    }

    @Test("le produit avec un taux est exact : vers le bas ne dépasse jamais, au plus près s’écarte d’un demi-centime au plus")
    func produits() {
        for centimes in stride(from: Int64(1), through: 5_000_000, by: 7_919) {
            for milliemes in [1, 55, 164, 200, 333, 404, 800, 999] {
                let produit = centimes * Int64(milliemes)
                let taux = Rate(Decimal(milliemes) / 1_000)
                #expect(Money(cents: centimes).times(taux, .down).cents == produit / 1_000)
                #expect(Money(cents: centimes).times(taux).cents == (produit + 500) / 1_000)
            }
        }
    }

    @Test("la part d’un tout nul est nulle")
    func part() { #expect(Money.euros(5).ratio(to: .zero) == .zero && Money.euros(5).ratio(to: .euros(20)) == Rate(Decimal(25) / 100)) }

    @Test("en base et dans les fichiers, un montant est un nombre entier de centimes")
    func codable() throws {
        let json = try JSONEncoder().encode([Money(cents: 1_250)])
        #expect(String(decoding: json, as: UTF8.self) == "[1250]")
        #expect(try JSONDecoder().decode([Money].self, from: json) == [Money(cents: 1_250)])
    }
}
