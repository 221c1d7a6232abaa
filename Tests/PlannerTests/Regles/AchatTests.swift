import Model
import Planner
import Testing

@Suite("Règles : acheter et payer (6 et 7)")
struct AchatTests {
    private func procedure(_ date: String, _ montants: [String], _ plus: String = "") throws -> Reponse {
        let liste = montants.map { "\"\($0)\"" }.joined(separator: ", ")
        return try Reponse("procedure", #"{"date": "\#(date)", "montants_ht": [\#(liste)]\#(plus)}"#)
    }

    @Test(
        "R2122-8, R2123-1, R2131-12, CCP-FORMALISEE : l’échelle, au centime et au jour",
        arguments: [
            ("2026-03-31", "39999.99", "R2122-8"), ("2026-03-31", "40000.00", "R2123-1"), ("2026-04-01", "59999.99", "R2122-8"),
            ("2026-04-01", "60000.00", "R2123-1"), ("2026-04-01", "90000.00", "R2131-12"), ("2026-04-01", "215999.99", "R2131-12"),
            ("2026-04-01", "216000.00", "CCP-FORMALISEE"),
        ])
    func echelle(date: String, montant: String, code: String) throws {
        let echelle: Set = ["R2122-8", "R2123-1", "R2131-12", "CCP-FORMALISEE"]
        #expect(try procedure(date, [montant]).codes().filter(echelle.contains) == [code])
    }

    @Test("NEED-1 : sans aucun montant, on les demande")
    func need1() throws { #expect(try procedure("2026-05-05", []).codes().contains("NEED-1")) }

    @Test("NEED-3 : deux achats sous le seuil, ensemble au-dessus")
    func need3() throws {
        #expect(try procedure("2026-05-05", ["30000.00", "30000.00"]).codes().contains("NEED-3"))
        #expect(try !procedure("2026-05-05", ["30000.00", "29999.99"]).codes().contains("NEED-3"))
    }

    @Test("GROUP : les besoins des membres s’additionnent")
    func group() throws {
        let reponse = try procedure("2026-05-05", ["20000.00"], #", "membres_montants_ht": ["20000.00", "20000.00"]"#)
        #expect(reponse.texte("procedure") == "adaptee" && reponse.codes().contains("GROUP"))
    }

    @Test("UGAP : par une centrale, ni publicité ni mise en concurrence à faire")
    func ugap() throws {
        let reponse = try procedure("2026-05-05", ["300000.00"], #", "centrale_achat": true"#)
        #expect(reponse.texte("procedure") == "centrale_achat" && reponse.codes().contains("UGAP"))
    }

    @Test(
        "DECP-1, DECP-2, DECP-3 : le seuil et le lieu des données essentielles",
        arguments: [
            ("2019-12-31", "25000.00", "DECP-1"), ("2020-01-01", "40000.00", "DECP-2"), ("2023-12-31", "40000.00", "DECP-2"),
            ("2024-01-01", "40000.00", "DECP-3"),
        ])
    func decp(date: String, montant: String, code: String) throws {
        let reponse = try procedure(date, [montant])
        #expect(reponse.bool("decp") == true && reponse.codes().contains(code))
        #expect(try procedure(date, ["24999.99"]).bool("decp") == false)
    }

    @Test("CLIM-1 : le prix seul, permis la veille du 21 août 2026", arguments: [("2026-08-20", false), ("2026-08-21", true)])
    func clim1(date: String, refuse: Bool) throws {
        #expect(try procedure(date, ["70000.00"], #", "prix_seul": true"#).codes("refus").contains("CLIM-1") == refuse)
    }

    @Test(
        "ce que la page dit des règles d’achat",
        arguments: [
            Fiche("R2112-1", "R. 2112-1", .vu, "2019-04-01"), Fiche("R2132-2", "R. 2132-2", .vu, "2019-04-01"),
            Fiche("R2122-9-1", "R. 2122-9-1", .vu, "2021-12-16"), Fiche("NEED-2", "R. 2121-6", .vu, "2019-04-01"),
            Fiche("NEED-4", "R. 2121-7", .vu, "2019-04-01"), Fiche("NEED-5", "R. 2121-8", .vu, "2019-04-01"),
            Fiche("NEED-6", "R. 2121-3", .vu, "2019-04-01"), Fiche("NEED-7", "R. 2123-1", .vu, "2019-04-01"),
            Fiche("DELEG", "L. 2122-22", .vu), Fiche("ADV", "R. 2191-3", .vu, "2019-04-01"), Fiche("CTRL", "D. 2131-5-1", .connu),
            Fiche("SPASER", "D. 2111-3", .vu, "2019-04-01"), Fiche("CLIM-2", "L. 2112-2", .vu, "2026-08-22"),
            Fiche("AGEC-1", "2021-254", .vu, "2021-03-10", "2024-06-30"), Fiche("AGEC-2", "2024-134", .paraphrase, "2024-07-01"),
            Fiche("AGEC-3", "2024-134", .connu, "2024-07-01"), Fiche("AGEC-4", "2024-134", .paraphrase, "2024-03-01"),
            Fiche("REEN", "2023-266", .vu, "2023-01-01"), Fiche("LATE-2", "R. 2192-15", .vu), Fiche("LATE-5", "R. 2192-32", .vu),
            Fiche("INV-1", "2014-697", .paraphrase, "2017-01-01"), Fiche("INV-2", "D. 2192-2", .vu),
            Fiche("INV-3", "R. 2192-4", .vu, "2026-09-01"), Fiche("SF", "2012-1246", .connu),
        ])
    func informations(fiche: Fiche) throws { try fiche.verifier() }

    private func interets(_ plus: String) throws -> Reponse {
        try Reponse("interets", #"{"montant_ttc": "36500.00", "date_facture": "2024-06-03"\#(plus)}"#)
    }

    @Test("LATE-1 : trente jours de la facture, ou du service fait s’il vient après")
    func late1() throws {
        #expect(try interets("").texte("echeance") == "2024-07-03")
        let tard = try interets(#", "date_service_fait": "2024-06-10""#)
        #expect(tard.texte("echeance") == "2024-07-10" && tard.codes().contains("LATE-1"))
    }

    @Test("LATE-3 : une interruption donne trente jours neufs")
    func late3() throws {
        let reponse = try interets(#", "date_suspension": "2024-06-20", "date_reprise": "2024-07-01""#)
        #expect(reponse.texte("echeance") == "2024-07-31" && reponse.codes().contains("LATE-3"))
    }

    @Test("LATE-4, LATE-5, LATE-6, LATE-7 : du lendemain au paiement compris, au taux du semestre, sur 365 jours, plus 40 €")
    func late4() throws {
        // Dix jours à 12,25 % de 36 500 € : 12,25 € par jour.
        let reponse = try interets(#", "date_paiement": "2024-07-13""#)
        #expect(reponse.entier("jours") == 10 && reponse.texte("interets") == "122.50" && reponse.texte("indemnite") == "40.00")
        for code in ["LATE-4", "LATE-6", "LATE-7"] { #expect(reponse.codes().contains(code)) }
        #expect(try interets(#", "date_paiement": "2024-07-03""#).texte("interets") == "0.00")
    }
}
