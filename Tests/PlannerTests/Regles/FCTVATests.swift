import Model
import Planner
import Testing

@Suite("Règles : FCTVA et imputation (4 et 5)")
struct FCTVATests {
    private func fctva(_ date: String, _ plus: String = #""ttc_eligible": "10000.00""#) throws -> Reponse {
        try Reponse("fctva", #"{"date_paiement": "\#(date)", \#(plus)}"#)
    }

    @Test(
        "FCTVA-1, FCTVA-1-old : le taux est celui de l’année du paiement",
        arguments: [("2013-12-31", "1548.20"), ("2014-12-31", "1576.10"), ("2015-01-01", "1640.40"), ("2026-09-15", "1640.40")])
    func taux(date: String, montant: String) throws {
        let reponse = try fctva(date)
        #expect(reponse.texte("montant") == montant)
        // Ce qui n’a pas été lu dans un texte le dit.
        let phrase = reponse.liste("motifs").compactMap { $0["texte"] as? String }.joined(separator: " ")
        #expect(phrase.contains("vérifier") == (date < "2015"))
    }

    @Test("FCTVA-2 : une aide calculée sur le TTC sort de la base")
    func deduction() throws {
        let reponse = try fctva("2026-09-15", #""ttc_eligible": "10000.00", "subventions_sur_ttc": "4000.00""#)
        #expect(reponse.texte("montant") == "984.24" && reponse.codes().contains("FCTVA-2"))
    }

    @Test(
        "FCTVA-3 : les comptes 20, 21 et 23",
        arguments: [("21838", true), ("2051", true), ("2313", true), ("60632", false), ("6156", false)])
    func comptes(compte: String, ouvre: Bool) { #expect((Regles.fctva3(compte: compte)?.code == "FCTVA-3") == ouvre) }

    @Test("FCTVA-4 : deux ans après, un an ou l’année même", arguments: [("N+2", 2028), ("N+1", 2027), ("N", 2026)])
    func annee(regime: String, exercice: Int) throws {
        let reponse = try fctva("2026-09-15", #""regime": "\#(regime)", "ttc_eligible": "100.00""#)
        #expect(reponse.entier("exercice") == exercice && reponse.codes().contains("FCTVA-4"))
    }

    @Test(
        "FCTVA-4-26 : depuis 2026, le régime d’une intercommunalité est à vérifier",
        arguments: [("2025-12-31", false), ("2026-01-01", true)])
    func annee26(date: String, aVerifier: Bool) throws {
        #expect(try fctva(date, #""regime": "N", "ttc_eligible": "100.00""#).codes().contains("FCTVA-4-26") == aVerifier)
    }

    @Test("FCTVA-5 : le nuage d’infrastructure depuis 2021", arguments: [("2020-12-31", "0.00"), ("2021-01-01", "56.00")])
    func nuage(date: String, montant: String) throws {
        let reponse = try fctva(date, #""ttc_cloud_infrastructure": "1000.00""#)
        #expect(reponse.texte("montant") == montant && reponse.codes().contains("FCTVA-5"))
    }

    @Test("FCTVA-7 : le fonctionnement ne donne rien, et le plan dit combien")
    func fonctionnement() throws {
        var demande = try Atelier.demande("10000.00", [try Atelier.demande("DETR", max: "0.50")])
        let avant = try Atelier.plan(demande).fctva.montant
        demande.lignes.append(try Atelier.ligne("500.00", section: .fonctionnement))
        #expect(try Atelier.plan(demande).fctva.montant == avant)
        let motif = try #require(try motifsDesRappels(demande).first { $0.code == "FCTVA-7" })
        #expect(motif.valeurs["fonctionnement_ttc"] == "600.00")
    }

    @Test(
        "ce que la page dit des règles d’information",
        arguments: [
            Fiche("FCTVA-1-old", "L. 1615-6", .connu, nil, "2014-12-31"), Fiche("FCTVA-6", "2026-103", .paraphrase, "2026-02-19"),
            Fiche("AMORTISSEMENT", "L. 2321-2", .vu),
        ])
    func informations(fiche: Fiche) throws { try fiche.verifier() }

    @Test(
        "IMPUTATION-1 à IMPUTATION-5 : la nomenclature, puis 500 € l’unité, puis le conseil",
        arguments: [
            (#"{"dans_nomenclature": true, "prix_unitaire_ttc": "30.00"}"#, "I", "IMPUTATION-1"),
            (#"{"dans_nomenclature": false, "prix_unitaire_ttc": "500.01"}"#, "I", "IMPUTATION-2"),
            (#"{"dans_nomenclature": false, "prix_unitaire_ttc": "499.99", "quantite": 100}"#, "F", "IMPUTATION-3"),
            (#"{"dans_nomenclature": false, "prix_unitaire_ttc": "499.99", "deliberation": true}"#, "I", "IMPUTATION-3"),
            (#"{"dans_nomenclature": false, "prix_unitaire_ttc": "500.00"}"#, "I", "IMPUTATION-4"),
            (#"{"consommable": true, "prix_unitaire_ttc": "900.00"}"#, "F", "IMPUTATION-5"),
        ])
    func imputation(demande: String, section: String, code: String) throws {
        let reponse = try Reponse("imputation", demande)
        #expect(reponse.texte("section") == section && reponse.codes().contains(code))
    }
}
