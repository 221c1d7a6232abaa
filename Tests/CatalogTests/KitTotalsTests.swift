import Foundation
import Model
import Testing

/// The table of the programme: what each kit costs without its options.
@Suite("Les totaux des 18 kits")
struct KitTotalsTests {
    struct Expected: Sendable, CustomTestStringConvertible {
        let kit: String
        let lignes: Int
        let options: Int
        let htMin: String
        let ht: String
        let htMax: String
        let ttc: String
        let investissement: String
        let fonctionnement: String
        let siDeliberation: String
        let delai: Int
        var testDescription: String { kit }

        init(
            _ kit: String, _ lignes: Int, _ options: Int, _ htMin: String, _ ht: String, _ htMax: String, _ ttc: String,
            _ investissement: String, _ fonctionnement: String, _ siDeliberation: String, _ delai: Int
        ) {
            (self.kit, self.lignes, self.options, self.htMin, self.ht, self.htMax) = (kit, lignes, options, htMin, ht, htMax)
            (self.ttc, self.investissement, self.fonctionnement) = (ttc, investissement, fonctionnement)
            (self.siDeliberation, self.delai) = (siDeliberation, delai)
        }
    }

    static let expected: [Expected] = [
        .init("K01", 13, 4, "2360.00", "3045.00", "4205.00", "3654.00", "2395.00", "650.00", "200.00", 25),
        .init("K02", 15, 2, "3925.00", "5110.00", "7275.00", "6132.00", "4450.00", "660.00", "210.00", 45),
        .init("K03", 14, 3, "6365.00", "8685.00", "11820.00", "10422.00", "7375.00", "1310.00", "550.00", 25),
        .init("K04", 14, 3, "3375.00", "4520.00", "6180.00", "5424.00", "2965.00", "1555.00", "570.00", 20),
        .init("K05", 8, 7, "4440.00", "5820.00", "7980.00", "6984.00", "5440.00", "380.00", "380.00", 35),
        .init("K06", 14, 2, "2620.00", "3405.00", "4705.00", "4086.00", "3015.00", "390.00", "210.00", 25),
        .init("K07", 18, 3, "4950.00", "6898.00", "9635.00", "8277.60", "5983.00", "915.00", "525.00", 25),
        .init("K08", 14, 4, "4210.00", "5540.00", "7845.00", "6648.00", "4845.00", "695.00", "305.00", 25),
        .init("K09", 17, 2, "2860.00", "3650.00", "5260.00", "4380.00", "2870.00", "780.00", "390.00", 15),
        .init("K10", 12, 1, "4100.00", "5360.00", "7205.00", "6349.35", "4180.00", "1180.00", "120.00", 20),
        .init("K11", 11, 2, "3720.00", "4850.00", "6700.00", "5820.00", "3170.00", "1680.00", "790.00", 20),
        .init("K12", 15, 4, "4300.00", "5555.00", "8005.00", "6231.00", "4050.00", "1505.00", "1055.00", 30),
        .init("K13", 8, 2, "1422.00", "1886.00", "2598.00", "2263.20", "1580.00", "306.00", "0.00", 25),
        .init("K14", 9, 3, "2010.00", "2650.00", "3900.00", "3180.00", "2390.00", "260.00", "0.00", 20),
        .init("K15", 11, 2, "2485.00", "3332.00", "4700.00", "3998.40", "3242.00", "90.00", "90.00", 25),
        .init("K16", 8, 3, "1145.00", "1580.00", "2330.00", "1896.00", "670.00", "910.00", "780.00", 25),
        .init("K17", 8, 3, "3590.00", "5310.00", "7070.00", "6372.00", "4750.00", "560.00", "310.00", 20),
        .init("K18", 5, 1, "1550.00", "2160.00", "3100.00", "2592.00", "0.00", "2160.00", "0.00", 20),
    ]

    let catalogue: Catalogue

    init() throws { catalogue = try shipped.get() }

    /// The lines of a kit with their article, base only unless options are wanted.
    private func lines(_ code: String, options: Bool = false) throws -> [(article: Article, quantite: Int)] {
        let kit = try #require(catalogue.kit(code))
        return try kit.lignes.filter { options || !$0.option }.map { (try #require(catalogue.article($0.article)), $0.quantite) }
    }

    private func total(_ lines: [(article: Article, quantite: Int)], _ price: (Prix) -> Money) throws -> String {
        try lines.map { article, quantite in
            let prix = try #require(article.prix)
            return price(prix).times(Decimal(quantite))
        }.sum().decimal
    }

    @Test("les totaux sont ceux du programme, au centime", arguments: expected)
    func totals(_ expected: Expected) throws {
        let kit = try #require(catalogue.kit(expected.kit))
        #expect(kit.lignes.count { !$0.option } == expected.lignes)
        #expect(kit.lignes.count(where: \.option) == expected.options)

        let lines = try lines(expected.kit)
        #expect(try total(lines, \.min) == expected.htMin)
        #expect(try total(lines, \.ref) == expected.ht)
        #expect(try total(lines, \.max) == expected.htMax)
        let ttc = try lines.map { article, quantite in
            let prix = try #require(article.prix)
            return prix.ref.times(Decimal(quantite)).times(Rate(1 + article.tauxTva.value))
        }
        #expect(ttc.sum().decimal == expected.ttc)
        #expect(try total(lines.filter { $0.article.section == .investissement }, \.ref) == expected.investissement)
        #expect(try total(lines.filter { $0.article.section == .fonctionnement }, \.ref) == expected.fonctionnement)
        #expect(try total(lines.filter { $0.article.eligible == .siDeliberation }, \.ref) == expected.siDeliberation)
        #expect(lines.compactMap(\.article.delaiJoursOuvres).max() == expected.delai)
    }

    @Test("ensemble, ils coûtent 79 356 € HT dont 63 370 € d’investissement")
    func grandTotal() throws {
        let lines = try catalogue.kits.flatMap { try self.lines($0.code) }
        #expect(try total(lines, \.ref) == "79356.00")
        #expect(try total(lines.filter { $0.article.section == .investissement }, \.ref) == "63370.00")
    }

    @Test("K05 avec ses options n’a pas de total : trois modèles réels sont sur devis")
    func partial() throws {
        #expect(try lines("K05").allSatisfy { $0.article.prix != nil })
        let unpriced = try lines("K05", options: true).filter { $0.article.prix == nil }
        #expect(unpriced.map(\.article.code) == ["MOB-R01", "MOB-R02", "MOB-R03"])
    }

    @Test("K18 n’a aucune ligne éligible, même si le conseil délibère")
    func nothingEligible() throws {
        #expect(try lines("K18").allSatisfy { $0.article.eligible == .non })
    }

    @Test("K10 et K12 mêlent deux taux de TVA")
    func twoVATRates() throws {
        for code in ["K10", "K12"] {
            let rates = try Set(lines(code).map(\.article.tauxTva.decimal))
            #expect(rates == ["0.20", "0.055"])
        }
    }

    @Test("K06 ne vend pas de carte Aidants Connect")
    func noCard() throws {
        #expect(try !lines("K06", options: true).contains { $0.article.libelle.localizedCaseInsensitiveContains("carte aidants") })
    }
}
