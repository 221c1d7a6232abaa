import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing

/// The 18 kits of the programme with the totals of their base, computed apart from this code (PROGRAMME 3.2). Centimes; reuse in thousandths.
struct TotauxAttendus: Sendable, CustomTestStringConvertible {
    let code: String
    let htMin, htRef, htMax, ttcRef, investissement, fonctionnement, siDeliberation: Int64
    let reemploi: Int?
    let delai: Int
    var testDescription: String { code }

    init(
        _ code: String, ht htMin: Int64, _ htRef: Int64, _ htMax: Int64, ttc: Int64, inv: Int64, fonct: Int64, delib: Int64, reemploi: Int?,
        delai: Int
    ) {
        (self.code, self.htMin, self.htRef, self.htMax, ttcRef) = (code, htMin, htRef, htMax, ttc)
        (investissement, fonctionnement, siDeliberation) = (inv, fonct, delib)
        (self.reemploi, self.delai) = (reemploi, delai)
    }

    static let tous: [TotauxAttendus] = [
        .init("K01", ht: 236000, 304500, 420500, ttc: 365400, inv: 239500, fonct: 65000, delib: 20000, reemploi: 0, delai: 25),
        .init("K02", ht: 392500, 511000, 727500, ttc: 613200, inv: 445000, fonct: 66000, delib: 21000, reemploi: 0, delai: 45),
        .init("K03", ht: 636500, 868500, 1182000, ttc: 1042200, inv: 737500, fonct: 131000, delib: 55000, reemploi: 905, delai: 25),
        .init("K04", ht: 337500, 452000, 618000, ttc: 542400, inv: 296500, fonct: 155500, delib: 57000, reemploi: 1000, delai: 20),
        .init("K05", ht: 444000, 582000, 798000, ttc: 698400, inv: 544000, fonct: 38000, delib: 38000, reemploi: nil, delai: 35),
        .init("K06", ht: 262000, 340500, 470500, ttc: 408600, inv: 301500, fonct: 39000, delib: 21000, reemploi: 0, delai: 25),
        .init("K07", ht: 495000, 689800, 963500, ttc: 827760, inv: 598300, fonct: 91500, delib: 52500, reemploi: 843, delai: 25),
        .init("K08", ht: 421000, 554000, 784500, ttc: 664800, inv: 484500, fonct: 69500, delib: 30500, reemploi: 0, delai: 25),
        .init("K09", ht: 286000, 365000, 526000, ttc: 438000, inv: 287000, fonct: 78000, delib: 39000, reemploi: 0, delai: 15),
        .init("K10", ht: 410000, 536000, 720500, ttc: 634935, inv: 418000, fonct: 118000, delib: 12000, reemploi: 0, delai: 20),
        .init("K11", ht: 372000, 485000, 670000, ttc: 582000, inv: 317000, fonct: 168000, delib: 79000, reemploi: 1000, delai: 20),
        .init("K12", ht: 430000, 555500, 800500, ttc: 623100, inv: 405000, fonct: 150500, delib: 105500, reemploi: 0, delai: 30),
        .init("K13", ht: 142200, 188600, 259800, ttc: 226320, inv: 158000, fonct: 30600, delib: 0, reemploi: nil, delai: 25),
        .init("K14", ht: 201000, 265000, 390000, ttc: 318000, inv: 239000, fonct: 26000, delib: 0, reemploi: 0, delai: 20),
        .init("K15", ht: 248500, 333200, 470000, ttc: 399840, inv: 324200, fonct: 9000, delib: 9000, reemploi: nil, delai: 25),
        .init("K16", ht: 114500, 158000, 233000, ttc: 189600, inv: 67000, fonct: 91000, delib: 78000, reemploi: nil, delai: 25),
        .init("K17", ht: 359000, 531000, 707000, ttc: 637200, inv: 475000, fonct: 56000, delib: 31000, reemploi: 974, delai: 20),
        .init("K18", ht: 155000, 216000, 310000, ttc: 259200, inv: 0, fonct: 216000, delib: 0, reemploi: nil, delai: 20),
    ]
}

/// A row of `rapport.kit`, or the same in JSON: what both must say.
private struct Lus: Equatable {
    let montants: [Int64]
    let reemploi: Int?
    let delai: Int?

    init(_ attendu: TotauxAttendus) {
        montants = [
            attendu.htMin, attendu.htRef, attendu.htMax, attendu.ttcRef, attendu.investissement, attendu.fonctionnement,
            attendu.siDeliberation,
        ]
        (reemploi, delai) = (attendu.reemploi, attendu.delai)
    }

    init(_ totaux: TotauxKit) {
        montants = [
            totaux.htMin, totaux.htRef, totaux.htMax, totaux.ttcRef, totaux.investissement, totaux.fonctionnement, totaux.siDeliberation,
        ].map(\.cents)
        reemploi = totaux.partReemploi.map(Self.milliemes)
        delai = totaux.delaiJoursOuvres
    }

    init(_ rangee: RangeeKit) {
        montants = [
            rangee.htMinCentimes, rangee.htRefCentimes, rangee.htMaxCentimes, rangee.ttcRefCentimes, rangee.investissementCentimes,
            rangee.fonctionnementCentimes, rangee.siDeliberationCentimes,
        ].map(\.cents)
        reemploi = rangee.partReemploi.map(Self.milliemes)
        delai = rangee.delaiJoursOuvres
    }

    init(json: Data) throws {
        struct Kit: Decodable {
            struct Totaux: Decodable {
                let htMin, htRef, htMax, ttcRef, investissementHt, fonctionnementHt, siDeliberationHt: String
                let partReemploi: String?
                let delaiJoursOuvres: Int?
            }
            let totaux: Totaux
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let totaux = try decoder.decode(Kit.self, from: json).totaux
        montants = try [
            totaux.htMin, totaux.htRef, totaux.htMax, totaux.ttcRef, totaux.investissementHt, totaux.fonctionnementHt,
            totaux.siDeliberationHt,
        ].map { try Money(french: $0).cents }
        reemploi = totaux.partReemploi.flatMap { Rate($0) }.map(Self.milliemes)
        delai = totaux.delaiJoursOuvres
    }

    private static func milliemes(_ part: Rate) -> Int {
        NSDecimalNumber(decimal: (Rate(part.decimal(places: 3))?.value ?? 0) * 1000).intValue
    }
}

private struct RangeeKit: Decodable, Sendable {
    let htMinCentimes, htRefCentimes, htMaxCentimes, ttcRefCentimes: Money
    let investissementCentimes, fonctionnementCentimes, siDeliberationCentimes: Money
    let partReemploi: Rate?
    let delaiJoursOuvres: Int?
}

@Suite("Les kits, leurs totaux et leur composition", .postgresql)
struct KitTests {
    @Test("les totaux de base sont ceux du programme : dans le code, la base, le JSON et la page", arguments: TotauxAttendus.tous)
    func totaux(_ attendu: TotauxAttendus) async throws {
        let base = try await TestDatabase.current
        let (kit, rangee) = try await base.app.read(as: .visiteur) { tx in
            (
                try #require(try await KitChiffre.find(attendu.code, prixDu: jourDesEssais, in: tx)),
                try await tx.one(
                    """
                    select ht_min_centimes, ht_ref_centimes, ht_max_centimes, ttc_ref_centimes, investissement_centimes,
                        fonctionnement_centimes, si_deliberation_centimes, part_reemploi::text as part_reemploi, delai_jours_ouvres
                    from rapport.kit where kit = \(attendu.code)
                    """) as RangeeKit
            )
        }
        let browser = try await Browser()
        let json = try await browser.get("/catalogue/kits/\(attendu.code).json")
        #expect(Lus(kit.totaux) == Lus(attendu))
        #expect(Lus(rangee) == Lus(attendu))
        #expect(try Lus(json: Data(json.bytes)) == Lus(attendu))

        let page = try await browser.get("/catalogue/kits/\(attendu.code)")
        for montant in [attendu.htRef, attendu.ttcRef, attendu.investissement, attendu.fonctionnement] {
            #expect(try page.says(Money(cents: montant).french), "\(attendu.code) \(montant)")
        }
        #expect(try page.says("De \(Money(cents: attendu.htMin).frenchEuros) à \(Money(cents: attendu.htMax).frenchEuros) HT"))
        #expect(try page.says("\(attendu.delai) jours ouvrés"))
        if attendu.siDeliberation > 0 { #expect(try page.says("Dont \(Money(cents: attendu.siDeliberation).french) HT de petit matériel")) }
        if let reemploi = attendu.reemploi, reemploi > 0 {
            #expect(try page.says("\(Rate(Decimal(reemploi) / 1000).french) de l’informatique"))
        }
    }

    @Test("le kit se compose : une ligne en moins, une échangée, une option qui prend la place d’une autre ; le prix suit")
    func composer() async throws {
        let browser = try await Browser()
        let origine = try await browser.get("/catalogue/kits/K03")
        let total = Money(cents: 868_500)
        #expect(try origine.says(total.french))
        // Unticked as it comes, the form changes nothing. The chairs, 10 at 28 €, are left out.
        let telQuel = try await browser.submit(try origine.form("Recalculer le prix"), button: "Recalculer le prix")
        #expect(try telQuel.says(total.french))
        let garde = try await TestDatabase.current.app.read(as: .visiteur) { tx in
            try #require(try await KitChiffre.find("K03", prixDu: jourDesEssais, in: tx)).base.map(\.articleCode)
        }
        let avec = garde.filter { $0 != "MOB-005" }.map { "avec=\($0)" }.joined(separator: "&")
        let sans = try await browser.get("/catalogue/kits/K03?compose=1&\(avec)")
        #expect(try sans.says((total - Money(cents: 28_000)).french) && sans.says("Retiré"))
        // The laptops are exchanged for new ones, 370 € more each.
        let autres = try await browser.get("/catalogue/kits/K03?par-INF-002=INF-001")
        #expect(try autres.says((total + Money(cents: 9 * 37_000)).french))
        // 1 950 € instead of the projector, 620 €, and its screen, 140 €.
        let option = try await browser.get("/catalogue/kits/K03?options=VIS-001")
        #expect(try option.says((total + Money(cents: 195_000 - 62_000 - 14_000)).french))
        #expect(try option.says("Remplacé par"))
    }

    @Test("ce que l’adresse dit de faux ne change rien : un article inconnu, d’une autre fonction, d’un autre kit")
    func compositionFausse() async throws {
        let browser = try await Browser()
        for faux in ["par-INF-002=ZZZ-999", "par-INF-002=MOB-001", "par-K03=INF-001", "options=INF-001", "avec=INF-001", "par-INF-002="] {
            let page = try await browser.get("/catalogue/kits/K03?\(faux)")
            #expect(try page.status == 200 && page.says(Money(cents: 868_500).french), "\(faux)")
        }
        #expect(try await browser.get("/catalogue/kits/K99.json").status == 404)
    }

    @Test("le plan d’un kit s’explique avant tout projet, et demande d’abord une commune")
    func plan() async throws {
        let visiteur = try await Browser()
        #expect(try await visiteur.get("/catalogue/kits/K02/plan").links.contains("/commune"))
        let mairie = try await Browser(try await Acteur.mairie())
        let page = try await mairie.get("/catalogue/kits/K02/plan")
        #expect(try page.status == 200 && page.says("Coût total HT") && page.says(Money(cents: 511_000).french))
        #expect(try page.says("Quand l’argent sort et rentre"))
        let partiel = try await mairie.get("/catalogue/kits/K05/plan?options=MOB-R01")
        #expect(try partiel.says("hors pièces sur devis"))
    }

    @Test("un kit composé entre tel quel dans le projet ; composé autrement une seconde fois, il ne change pas le premier")
    func ajouterCompose() async throws {
        let mairie = try await Acteur.mairie()
        let browser = try await Browser(mairie)
        let base = try await TestDatabase.current
        let codes = try await base.app.read(as: .visiteur) { tx in
            try #require(try await KitChiffre.find("K03", prixDu: jourDesEssais, in: tx)).base.map(\.articleCode)
        }
        let avec = codes.filter { $0 != "MOB-005" }.map { "avec=\($0)" }.joined(separator: "&")
        let page = try await browser.get("/catalogue/kits/K03?compose=1&\(avec)&par-INF-002=INF-001&options=VIS-001")
        let projet = try await browser.submit(try page.form("Ajouter au projet"), button: "Ajouter au projet")
        let id = try #require(projet.address.split(separator: "/").last.flatMap { ID<Projet>($0) })
        let lignes = try await base.app.read(as: mairie.identity) { try await LigneProjet.all(of: id, in: $0) }
        let attendus = Set(codes).subtracting(["MOB-005", "INF-002", "VIS-003", "VIS-005"]).union(["INF-001", "VIS-001"])
        #expect(Set(lignes.compactMap(\.articleCode)) == attendus)
        #expect(lignes.first { $0.articleCode == "INF-001" }?.quantite == 9)
        #expect(lignes.map(\.totalHT).sum() == Money(cents: 868_500 - 28_000 + 9 * 37_000 + 195_000 - 62_000 - 14_000))

        let encore = try page.form("Ajouter au projet").forging("operation", "\(id)")
        let refus = try await browser.press(encore, button: "Ajouter au projet")
        #expect(try refus.status == 422 && refus.says("Ce projet contient déjà ce kit"))
        #expect(try refus.says("Remplacé par"), "rien de ce qui était composé n’est perdu")
        let apres = try await base.app.read(as: mairie.identity) { try await LigneProjet.all(of: id, in: $0) }
        #expect(apres == lignes)
    }

    @Test("un article dit ce qui peut le remplacer, et à quel prix")
    func article() async throws {
        let page = try await Browser().get("/catalogue/articles/INF-001")
        #expect(try page.says("Pour le même usage") && page.says("reconditionné grade A") && page.says("−370,00 €"))
    }
}
