import Testing

@Suite("Procédure d’achat par montant et par date (CASES J)")
struct CalculProcedureTests {
    private func procedure(_ date: String, _ montants: String..., plus: String = "") throws -> Reponse {
        let liste = montants.map { "\"\($0)\"" }.joined(separator: ", ")
        return try Reponse("procedure", #"{"date": "\#(date)", "montants_ht": [\#(liste)]\#(plus)}"#)
    }

    @Test("C50 — 26 000 € : procédure adaptée et données en 2019, rien qu’un écrit en 2020")
    func c50() throws {
        let ancien = try procedure("2019-06-01", "26000.00")
        #expect(ancien.texte("procedure") == "adaptee" && ancien.bool("decp") == true)
        let recent = try procedure("2020-01-15", "26000.00")
        #expect(recent.texte("procedure") == "sans_publicite" && recent.texte("publicite") == "aucune")
        #expect(recent.bool("ecrit") == true && recent.bool("decp") == false && recent.bool("profil_acheteur") == false)
        #expect(recent.codes().contains("DECP-2"))
    }

    @Test(
        "C51, C53 — le seuil exact ouvre la procédure",
        arguments: [
            ("2025-05-05", "39999.99", "sans_publicite"), ("2025-05-05", "40000.00", "adaptee"),
            ("2026-05-05", "59999.99", "sans_publicite"),
            ("2026-05-05", "60000.00", "adaptee"), ("2026-03-31", "40000.00", "adaptee"), ("2026-04-01", "40000.00", "sans_publicite"),
            ("2026-05-05", "215999.99", "adaptee"), ("2026-05-05", "216000.00", "formalisee"), ("2025-05-05", "216000.00", "adaptee"),
        ])
    func seuils(date: String, montant: String, attendu: String) throws {
        #expect(try procedure(date, montant).texte("procedure") == attendu)
    }

    @Test("C51 — à 40 000 € en 2025, les données essentielles sont dues, et le profil d’acheteur aussi")
    func decp() throws {
        let reponse = try procedure("2025-05-05", "40000.00")
        #expect(reponse.bool("decp") == true && reponse.bool("profil_acheteur") == true)
        #expect(try procedure("2026-05-05", "40000.00").bool("profil_acheteur") == false)
    }

    @Test("C54 — le BOAMP ou un journal à partir de 90 000 €")
    func c54() throws {
        #expect(try procedure("2026-05-05", "89999.99").texte("publicite") == "libre")
        #expect(try procedure("2026-05-05", "90000.00").texte("publicite") == "boamp_ou_jal")
        #expect(try procedure("2026-05-05", "216000.00").texte("publicite") == "boamp_et_joue")
    }

    @Test("C57 — quatre années à 12 000 € font 48 000 €")
    func c57() throws {
        let annees = ["12000.00", "12000.00", "12000.00", "12000.00"]
        let liste = annees.map { "\"\($0)\"" }.joined(separator: ", ")
        let en2025 = try Reponse("procedure", #"{"date": "2025-05-05", "montants_ht": [\#(liste)]}"#)
        #expect(en2025.texte("procedure") == "adaptee" && en2025.bool("decp") == true && en2025.codes().contains("NEED-3"))
        let en2026 = try Reponse("procedure", #"{"date": "2026-04-01", "montants_ht": [\#(liste)]}"#)
        #expect(en2026.texte("procedure") == "sans_publicite" && en2026.bool("decp") == true)
    }

    @Test("C59 — par une centrale d’achat, pas de procédure pour la mairie")
    func c59() throws {
        let reponse = try procedure("2026-05-05", "70000.00", plus: #", "centrale_achat": true"#)
        #expect(reponse.texte("procedure") == "centrale_achat" && reponse.texte("publicite") == "aucune")
    }

    @Test("les besoins des membres d’un groupement s’ajoutent")
    func groupement() throws {
        let reponse = try Reponse("procedure", #"{"date": "2026-05-05", "membres_montants_ht": ["25000.00", "25000.00", "25000.00"]}"#)
        #expect(reponse.texte("procedure") == "adaptee" && reponse.codes().contains("GROUP"))
    }

    @Test("le prix seul est refusé depuis le 21/08/2026, là où il y a des critères")
    func prixSeul() throws {
        #expect(try procedure("2026-08-20", "70000.00", plus: #", "prix_seul": true"#).codes("refus") == [])
        #expect(try procedure("2026-08-21", "70000.00", plus: #", "prix_seul": true"#).codes("refus") == ["CLIM-1"])
        #expect(try procedure("2026-08-21", "5000.00", plus: #", "prix_seul": true"#).codes("refus") == [])
    }

    @Test("sans seuil chargé pour la date, la réponse le dit")
    func sansSeuil() throws {
        let reponse = try procedure("2012-01-01", "5000.00")
        #expect(reponse.estNul("procedure") && reponse.codes() == ["CCP"])
    }
}
