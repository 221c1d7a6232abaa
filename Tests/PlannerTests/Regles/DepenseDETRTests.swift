import Model
import Planner
import Testing

@Suite("Règles : ce que la DETR finance, et la commission (1.2 et 1.3)")
struct DepenseDETRTests {
    @Test("WHAT-1 : un panier vide n’est pas un investissement")
    func what1() throws {
        var demande = try Atelier.demande("5000.00", [try Atelier.demande("DETR", max: "0.40")])
        demande.lignes = []
        #expect(try Atelier.plan(demande).codesRefus == ["WHAT-1"])
    }

    @Test("WHAT-2 : le fonctionnement seul est refusé ; à côté d’un investissement, il sort de l’assiette")
    func what2() throws {
        var demande = try Atelier.demande("5000.00", [try Atelier.demande("DETR", max: "0.40")])
        demande.lignes.append(try Atelier.ligne("800.00", section: .fonctionnement))
        #expect(try Atelier.plan(demande).assietteHT.decimal == "5000.00" && Atelier.plan(demande).montant("DETR") == "2000.00")
        demande.lignes.removeFirst()
        #expect(try Atelier.plan(demande).codesRefus == ["WHAT-2"])
    }

    @Test("WHAT-3 : le fonctionnement laissé de côté est dit, avec les 10 % évoqués, arrondis vers le bas")
    func what3() throws {
        let parametres = try Atelier.referentiel().parametres
        let motif = try #require(
            Regles.what3(fonctionnement: try euros("800.00"), cout: try euros("5800.19"), le: try jour("2026-01-15"), parametres))
        #expect(motif.valeurs["tolere"] == "580.01" && motif.valeurs["fonctionnement_ht"] == "800.00")
        #expect(Regles.what3(fonctionnement: .zero, cout: try euros("5000.00"), le: try jour("2026-01-15"), parametres) == nil)
        #expect(
            Regles.what3(fonctionnement: try euros("800.00"), cout: try euros("5800.00"), le: try jour("2017-12-31"), parametres) == nil)
    }

    @Test("WHAT-6 : DETR et FNADT ensemble se vérifient ; l’une sans l’autre, rien à dire")
    func what6() throws {
        let (detr, fnadt) = (try Atelier.acquis("DETR", "2000.00"), try Atelier.acquis("FNADT", "1000.00"))
        #expect(try rappels(try Atelier.demande("10000.00", [detr, fnadt])).contains("WHAT-6"))
        #expect(try !rappels(try Atelier.demande("10000.00", [detr])).contains("WHAT-6"))
        #expect(try !rappels(try Atelier.demande("10000.00", [fnadt])).contains("WHAT-6"))
    }

    @Test(
        "WHAT-7 : ordinateurs et logiciels, pas les chaises",
        arguments: [("30213100-6", true), ("48000000-8", true), ("39112000-0", false), ("30192000-1", false)])
    func what7(cpv: String, informatique: Bool) { #expect((Regles.what7(cpv: cpv)?.code == "WHAT-7") == informatique) }

    @Test(
        "ce que la page dit des règles d’information",
        arguments: [
            Fiche("WHAT-4", "L. 2334-36", .vu, "2022-01-01"), Fiche("WHAT-5", "L. 2334-36", .vu, "2018-12-31"),
            Fiche("WHAT-8", "02025", .vu, "2018-05-17"), Fiche("WHAT-9", "Formulaire national", .vu, "2025-10-31"),
            Fiche("WHAT-10", "Listes départementales", .vu, "2026-01-01"),
            Fiche("WHAT-11", "Instruction DETR-DSIL de 2024", .paraphrase, "2024-01-01", "2024-12-31"),
            Fiche("COM-1", "L. 2334-37", .vu), Fiche("COM-2", "L. 2334-37", .vu), Fiche("COM-4", "L. 2334-37", .connu),
        ])
    func informations(fiche: Fiche) throws { try fiche.verifier() }

    @Test(
        "COM-3, COM-3-old : 100 000 € depuis l’exercice 2018, 150 000 € avant, strictement au-dessus",
        arguments: [
            (2026, "100000.00", nil), (2026, "100000.01", "COM-3"), (2018, "100000.01", "COM-3"), (2017, "150000.00", nil),
            (2017, "150000.01", "COM-3-old"),
        ])
    func com3(exercice: Int, montant: String, attendu: String?) throws {
        let demande = try Atelier.demande(
            "400000.00", [try Atelier.acquis("DETR", montant)], date: try jour("\(exercice)-01-15"), exercice: exercice)
        #expect(try Atelier.plan(demande).codesAlertes.filter { $0.hasPrefix("COM-") } == [attendu].compactMap(\.self))
    }
}
