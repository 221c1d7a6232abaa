import Model
import Planner
import Testing

@Suite("Règles : délais, versements, publicité (1.8, 1.9, 1.11)")
struct ApresDecisionTests {
    @Test("DELAY-1 : deux ans, un de plus ; un 29 février finit le 28")
    func delay1() throws {
        let reponse = try Reponse("echeances", #"{"date_notification": "2024-02-29"}"#)
        #expect(reponse.texte("commencer_avant") == "2026-02-28" && reponse.texte("commencer_avant_proroge") == "2027-02-28")
        #expect(reponse.codes().contains("DELAY-1"))
    }

    @Test("DELAY-2 : quatre ans, deux de plus")
    func delay2() throws {
        let reponse = try Reponse("echeances", #"{"date_commencement": "2026-03-02"}"#)
        #expect(reponse.texte("achever_avant") == "2030-03-02" && reponse.texte("achever_avant_proroge") == "2032-03-02")
        #expect(reponse.codes().contains("DELAY-2"))
    }

    @Test("DELAY-3 : la prorogation se demande deux mois avant la fin du délai")
    func delay3() throws {
        let motif = try #require(
            try Reponse("echeances", #"{"date_notification": "2026-05-15"}"#).liste("motifs").first { $0["code"] as? String == "DELAY-3" })
        #expect((motif["texte"] as? String)?.contains("15/03/2028") == true)
    }

    @Test("DELAY-4 : une échéance un samedi ou un dimanche n’est pas reportée, mais dite ; un mardi, rien")
    func delay4() throws {
        #expect(try Reponse("echeances", #"{"date_notification": "2026-05-16"}"#).codes().contains("DELAY-4") == false)
        let dimanche = try Reponse("echeances", #"{"date_commencement": "2026-02-21"}"#)
        #expect(dimanche.texte("plan_affiche_avant") == "2026-03-08" && dimanche.codes().contains("DELAY-4"))
    }

    private func paiement(_ plus: String) throws -> Reponse {
        try Reponse(
            "paiement", #"{"date_arrete": "2026-03-20", "depense_prevue": "10000.00", "taux": "0.50", "subvention": "5000.00"\#(plus)}"#)
    }

    @Test(
        "PAY-1 : le taux sur la plus petite des deux dépenses",
        arguments: [("9000.00", "4500.00"), ("10000.00", "5000.00"), ("12000.00", "5000.00")])
    func pay1(reelle: String, definitive: String) throws {
        let reponse = try paiement(#", "depense_reelle": "\#(reelle)""#)
        #expect(reponse.texte("subvention_definitive") == definitive && reponse.codes().contains("PAY-1"))
    }

    @Test("PAY-2, PAY-3 : 30 % d’avance, 80 % avant le solde, avance comprise")
    func pay23() throws {
        let reponse = try paiement(#", "justifie": "10000.00", "deja_verse": "1500.00""#)
        #expect(reponse.texte("avance") == "1500.00" && reponse.texte("plafond_avant_solde") == "4000.00")
        #expect(reponse.texte("acompte") == "2500.00" && reponse.codes().contains("PAY-2") && reponse.codes().contains("PAY-3"))
    }

    @Test("PAY-4, PAY-5 : ce qui accompagne la demande de solde")
    func solde() {
        let motifs = Regles.solde()
        #expect(motifs.map(\.code) == ["PAY-4", "PAY-5"])
        #expect(motifs[0].texte.contains("certificat du maire") && motifs[1].texte.contains("autres financeurs"))
        // Un usage n’est pas un article.
        #expect(motifs[0].source.contains("art.") && !motifs[1].source.contains("art."))
    }

    @Test("REV-1 : ce qui a été versé de trop est rendu ; à l’équilibre, rien", arguments: [("4000.00", "0.00"), ("4000.01", "0.01")])
    func rev1(verse: String, rendu: String) throws {
        let reponse = try paiement(#", "deja_verse": "\#(verse)", "depense_reelle": "8000.00""#)
        #expect(reponse.texte("reversement") == rendu && reponse.codes().contains("REV-1") == (rendu != "0.00"))
    }

    @Test(
        "PUB-2 : quinze jours, pour ce qui commence depuis le 15 septembre 2020",
        arguments: [("2020-09-14", nil), ("2020-09-15", "2020-09-30")])
    func pub2(date: String, limite: String?) throws {
        let reponse = try Reponse("echeances", #"{"date_commencement": "\#(date)"}"#)
        #expect(reponse.texte("plan_affiche_avant") == limite)
        if limite != nil { #expect(reponse.codes().contains("PUB-2")) }
    }

    @Test("PUB-3 : la plaque au-dessus de 10 000 €, strictement", arguments: [("10000.00", nil), ("10000.01", "2026-09-30")])
    func pub3(cout: String, limite: String?) throws {
        let reponse = try Reponse("echeances", #"{"date_achevement": "2026-06-30", "cout_total": "\#(cout)"}"#)
        #expect(reponse.texte("plaque_avant") == limite && reponse.codes().contains("PUB-3"))
    }

    @Test(
        "PUB-4 : le doute entre HT et TTC n’est dit que là où il change la réponse",
        arguments: [
            ("8333.33", "10000.00", false), ("8333.34", "10000.01", true), ("10000.00", "12000.00", true), ("10000.01", "12000.01", false),
        ])
    func pub4(ht: String, ttc: String, dit: Bool) throws {
        let parametres = try Atelier.referentiel().parametres
        let motif = Regles.pub4(coutHT: try euros(ht), coutTTC: try euros(ttc), le: try jour("2026-06-30"), parametres)
        #expect((motif?.code == "PUB-4") == dit)
        #expect(Regles.pub4(coutHT: try euros(ht), coutTTC: try euros(ttc), le: try jour("2020-09-14"), parametres) == nil)
    }

    @Test(
        "ce que la page dit des règles d’information",
        arguments: [Fiche("PAY-3-amb", "R. 2334-30", .interpretation), Fiche("PUB-1", "L. 1111-11", .vu, "2020-09-15")])
    func informations(fiche: Fiche) throws { try fiche.verifier() }
}
