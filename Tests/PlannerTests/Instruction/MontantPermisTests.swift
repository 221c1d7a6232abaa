import Model
import Planner
import Testing

/// What a préfecture may grant, and the nearest lawful amount of what it typed.
@Suite("Le montant permis d’un arrêté")
struct MontantPermisTests {
    private func permis(
        _ code: String, _ base: String, cout: String? = nil, avec autres: [Financeur] = [], regles: [RegleDepartement] = []
    ) throws -> MontantPermis {
        let planner = Planner(try Atelier.referentiel(regles: regles))
        return planner.montantPermis(
            code, sur: try euros(base), avec: autres, try Atelier.demande(cout ?? base, date: try jour("2026-03-05")))
    }

    @Test("C10 — sous 20 %, la DETR est refusée avec son minimum ; la DSIL ne l’est pas")
    func c10() throws {
        let detr = try permis("DETR", "10000.00")
        let refus = try #require(detr.refus(try euros("1999.99")))
        #expect(refus.code == "RATE-A1" && refus.valeurs["permis"] == "2000.00")
        #expect(refus.texte.hasPrefix("Le minimum permis est 2\u{202F}000,00\u{A0}€ (20,00\u{A0}%)"))
        #expect(try detr.refus(euros("2000.00")) == nil)
        #expect(try permis("DSIL", "10000.00").refus(try euros("1500.00")) == nil)
    }

    @Test("C11 — à côté de 12 500 € de DETR, la DSIL s’arrête à 7 500,00 €, soit 30 %")
    func c11() throws {
        let detr = Financeur(dispositif: "DETR", statut: .acquis, plafondDepense: try euros("25000"), montant: try euros("12500"))
        let dsil = try permis("DSIL", "25000.00", avec: [detr])
        let refus = try #require(dsil.refus(try euros("8750.00")))
        #expect(try refus.code == "RATE-A2" && dsil.plusProche(de: euros("8750.00")) == .euros(7_500))
        #expect(refus.texte.hasPrefix("Le maximum permis est 7\u{202F}500,00\u{A0}€ (30,00\u{A0}%)"))
        #expect(try dsil.refus(.euros(7_500)) == nil && dsil.montant(taux: taux("0.35")) == .euros(7_500))
    }

    @Test("C14 — avec 16 000 € d’État, il ne reste rien pour un autre financeur public")
    func c14() throws {
        let etat = [try Atelier.acquis("DETR", "10000.00"), try Atelier.acquis("DSIL", "6000.00")]
        let lieux = try permis("LIEUX", "20000.00", avec: etat)
        #expect(!lieux.estPossible && lieux.plusProche(de: .euros(2_000)) == nil)
        #expect(lieux.refus(.euros(2_000))?.code == "OWN-1")
        let prive = try permis("LIEUX", "20000.00", avec: [try Atelier.acquis("DETR", "10000.00")])
        #expect(prive.maximum.code == "OWN-1" && prive.maximum.montant == .euros(6_000))
    }

    @Test("C16 — le taux se lit sur la dépense retenue, plus petite que le coût, jamais plus grande")
    func c16() throws {
        let detr = try permis("DETR", "40000.00", cout: "60000.00")
        #expect(try detr.montant(taux: taux("0.40")) == .euros(16_000) && detr.maximum.montant == .euros(32_000))
        let trop = try permis("DETR", "60000.01", cout: "60000.00")
        let refus = try #require(trop.refus(.euros(16_000)))
        #expect(refus.valeurs["permis"] == "60000.00" && refus.texte.contains("ne dépasse pas le coût de l’opération"))
    }

    @Test(
        "C17 — 50 % de 3 101,99 € selon l’arrondi de la préfecture",
        arguments: [(Rounding.halfUp, "1551.00"), (.down, "1550.99"), (.euro, "1551.00"), (.euroDown, "1550.00")])
    func c17(arrondi: Rounding, attendu: String) throws {
        let detr = try permis("DETR", "3101.99", regles: [try Atelier.regle("DETR", arrondi: arrondi)])
        #expect(try detr.montant(taux: taux("0.50")).decimal == attendu)
    }

    @Test("C19 — 16 682,00 € sur 20 852,00 € : 16 681,60 € au plus, ou 16 681,00 € en euros entiers")
    func c19() throws {
        let detr = try permis("DETR", "20852.00")
        #expect(try detr.refus(euros("16682.00"))?.valeurs["permis"] == "16681.60" && detr.refus(euros("16681.60")) == nil)
        let entiers = try permis("DETR", "20852.00", regles: [try Atelier.regle("DETR", arrondi: .euro)])
        #expect(try entiers.plusProche(de: euros("16682.00"))?.decimal == "16681.00")
        #expect(try entiers.montant(taux: taux("0.80")).decimal == "16681.00")
    }

    @Test("C22 — le plus petit de trois plafonds : le taux local, 6 172,83 €")
    func c22() throws {
        let autres = [try Atelier.acquis("PRIVE", "1000.00", estPublic: false), try Atelier.acquis("DEPARTEMENT", "2469.13")]
        let detr = try permis("DETR", "12345.67", avec: autres, regles: [try Atelier.regle("DETR", max: "0.50")])
        let plafonds = Dictionary(detr.plafonds.map { ($0.code, $0.montant.decimal) }) { $1 }
        #expect(plafonds["RATE-A5"] == "6172.83" && plafonds["RATE-A2"] == "9876.53" && plafonds["OWN-1"] == "6607.40")
        #expect(detr.maximum.code == "RATE-A5" && detr.plusProche(de: .euros(12_000))?.decimal == "6172.83")
    }

    @Test("ce qui n’a pas été vérifié avertit sans refuser : le plafond d’exemple de l’enveloppe lieux")
    func nonVerifie() throws {
        #expect(try permis("LIEUX", "20000.00").refus(.euros(12_000)) == nil)
    }
}
