import Model
import Planner
import Testing

@Suite("Règles : taux, plafonds et part propre (1.6)")
struct TauxTests {
    private func demande(_ cout: String, _ financeurs: [Financeur], _ date: String, departement: String = "03") throws -> DemandePlan {
        let jour = try jour(date)
        let porteur = Porteur(nature: .commune, departement: departement, population: 640)
        return try Atelier.demande(cout, financeurs, porteur: porteur, date: jour, exercice: jour.year)
    }
    private func plan(_ financeurs: [Financeur], _ date: String = "2026-01-15", departement: String = "03") throws -> Plan {
        try Atelier.plan(try demande("10000.00", financeurs, date, departement: departement))
    }

    @Test("RATE-A1 : 19,99 % refusé, 20 % permis ; entre 2011 et 2021, le texte n’a pas été retrouvé et rien n’est refusé")
    func a1() throws {
        #expect(try plan([try Atelier.acquis("DETR", "1999.99")], "2021-10-06").codesRefus == ["RATE-A1"])
        #expect(try plan([try Atelier.acquis("DETR", "2000.00")], "2021-10-06").refus.isEmpty)
        #expect(try plan([try Atelier.acquis("DETR", "1999.99")], "2021-10-05").refus.isEmpty)
        #expect(try plan([try Atelier.acquis("DETR", "1999.99")], "2011-05-12").codesRefus == ["RATE-A1"])
    }

    @Test("RATE-A2 : 80 % permis, un centime de plus refusé, depuis le 6 octobre 2021")
    func a2() throws {
        #expect(try plan([try Atelier.acquis("DETR", "8000.00")], "2021-10-06").refus.isEmpty)
        #expect(try plan([try Atelier.acquis("DETR", "8000.01")], "2021-10-06").codesRefus.contains("RATE-A2"))
        #expect(try !plan([try Atelier.acquis("DETR", "8000.01")], "2021-10-05").codesRefus.contains("RATE-A2"))
    }

    @Test("RATE-A2-mid : avant, on avertit seulement, au-delà de 80 % d’aides publiques")
    func a2mid() throws {
        #expect(try plan([try Atelier.acquis("DETR", "8000.01")], "2021-10-05").codesAlertes.contains("RATE-A2-mid"))
        #expect(try !plan([try Atelier.acquis("DETR", "8000.00")], "2021-10-05").codesAlertes.contains("RATE-A2-mid"))
        #expect(try !plan([try Atelier.acquis("DETR", "8000.01")], "2021-10-06").codesAlertes.contains("RATE-A2-mid"))
    }

    @Test("RATE-A2-old : 60 % au plus jusqu’au 12 mai 2011", arguments: [("2011-05-12", "6000.00"), ("2011-05-13", "8000.00")])
    func a2old(date: String, montant: String) throws {
        let plan = try plan([try Atelier.demande("DETR", max: "0.80")], date)
        #expect(plan.montant("DETR") == montant)
        #expect(plan.financements[0].motifs.contains { $0.code == "RATE-A2-old" } == (date == "2011-05-12"))
    }

    @Test("RATE-A3 : l’argent du département ne change pas les taux de l’État ; sans lui, rien à dire")
    func a3() throws {
        let (detr, departement) = (try Atelier.acquis("DETR", "5000.00"), try Atelier.acquis("DEPARTEMENT", "2000.00"))
        let motif = try #require(
            try motifsDesRappels(try demande("10000.00", [detr, departement], "2026-01-15")).first { $0.code == "RATE-A3" })
        #expect(motif.valeurs["autres"] == "2000.00")
        #expect(try !rappels(try demande("10000.00", [detr], "2026-01-15")).contains("RATE-A3"))
        #expect(try !rappels(try demande("10000.00", [departement], "2026-01-15")).contains("RATE-A3"))
    }

    @Test("RATE-A4 : une DSIL de 19,99 % avertit, de 20 % non, et ne refuse jamais")
    func a4() throws {
        let basse = try plan([try Atelier.acquis("DSIL", "1999.99")])
        #expect(basse.codesAlertes.contains("RATE-A4") && basse.refus.isEmpty)
        #expect(try !plan([try Atelier.acquis("DSIL", "2000.00")]).codesAlertes.contains("RATE-A4"))
    }

    @Test("RATE-A5 : la fourchette du département donne le taux")
    func a5() throws {
        let referentiel = try Atelier.referentiel(regles: [try Atelier.regle("DETR", min: "0.25", max: "0.35")])
        let plan = Planner(referentiel).plan(try Atelier.demande("10000.00", [try Atelier.demande("DETR")]))
        #expect(plan.montant("DETR") == "3500.00" && plan.financements[0].motifs.contains { $0.code == "RATE-A5" })
    }

    @Test("OWN-1 : 80 % d’aides publiques permis, un centime de plus refusé ; avant 2012, rien")
    func own1() throws {
        let (detr, juste) = (try Atelier.acquis("DETR", "5000.00"), try Atelier.acquis("DEPARTEMENT", "3000.00"))
        let trop = try Atelier.acquis("DEPARTEMENT", "3000.01")
        #expect(try plan([detr, juste]).refus.isEmpty)
        #expect(try plan([detr, trop]).codesRefus == ["OWN-1"])
        #expect(try !plan([detr, trop], "2011-12-31").codesRefus.contains("OWN-1"))
    }

    @Test("OWN-2 : un don de 1 000 € ramène le plafond des aides publiques à 7 200 €")
    func own2() throws {
        let don = try Atelier.acquis("DON", "1000.00", estPublic: false)
        #expect(try plan([try Atelier.acquis("DETR", "7200.00"), don]).refus.isEmpty)
        #expect(try plan([try Atelier.acquis("DETR", "7200.01"), don]).codesRefus == ["OWN-1"])
        let motif = try #require(
            try motifsDesRappels(try demande("10000.00", [try Atelier.acquis("DETR", "5000.00"), don], "2026-01-15"))
                .first { $0.code == "OWN-2" })
        #expect(motif.valeurs["base"] == "9000.00")
    }

    @Test("OWN-3 : sous 30 % gardés, on parle du chef de file ; à 30 %, non", arguments: [("7000.01", true), ("7000.00", false)])
    func own3(detr: String, dit: Bool) throws {
        let codes = try rappels(try demande("10000.00", [try Atelier.acquis("DETR", detr)], "2026-01-15"))
        #expect(codes.contains("OWN-3") == dit)
    }

    @Test("OWN-4 : quand les 20 % arrêtent le plan, les exceptions sont dites, depuis le 31 mars 2024")
    func own4() throws {
        let limite = [try Atelier.acquis("DETR", "8000.00")]
        let motif = try #require(try motifsDesRappels(try demande("10000.00", limite, "2024-03-31")).first { $0.code == "OWN-4" })
        #expect(motif.valeurs["part_ecole"] == "0.10")
        #expect(try !rappels(try demande("10000.00", limite, "2024-03-30")).contains("OWN-4"))
        #expect(try !rappels(try demande("10000.00", [try Atelier.acquis("DETR", "7999.00")], "2026-01-15")).contains("OWN-4"))
    }

    @Test(
        "OWN-5 : outre-mer, pas de part minimale ; en métropole, refusé",
        arguments: [("971", true), ("972", true), ("973", true), ("974", true), ("976", true), ("03", false), ("2A", false)])
    func own5(departement: String, dispense: Bool) throws {
        let financeurs = [try Atelier.acquis("DETR", "8000.00"), try Atelier.acquis("DEPARTEMENT", "1000.00")]
        #expect(try plan(financeurs, departement: departement).codesRefus == (dispense ? [] : ["OWN-1"]))
        let codes = try rappels(try demande("10000.00", financeurs, "2026-01-15", departement: departement))
        #expect(codes.contains("OWN-5") == dispense && !(dispense && codes.contains("OWN-3")))
    }

    @Test("OWN-6 : le FCTVA n’entre pas dans les aides publiques")
    func own6() throws {
        let financeurs = [try Atelier.acquis("DETR", "8000.00")]
        let plan = try plan(financeurs)
        #expect(plan.fctva.montant > .zero && plan.refus.isEmpty && plan.partAutofinancement.decimal == "0.20")
        #expect(try rappels(try demande("10000.00", financeurs, "2026-01-15")).contains("OWN-6"))
        #expect(Regles.own6(fctva: .zero) == nil)
    }

    @Test("ARRONDI : au centime, la moitié vers le haut ; à un plafond, toujours vers le bas")
    func arrondi() throws {
        // 12,345 : la médiane se rapproche, le plafond s’arrête avant.
        let mediane = try Atelier.referentiel(regles: [try Atelier.regle("DETR", median: "0.50", nombre: 9)])
        #expect(Planner(mediane).plan(try Atelier.demande("24.69", [try Atelier.demande("DETR")])).montant("DETR") == "12.35")
        #expect(try Atelier.plan("24.69", [try Atelier.demande("DETR", max: "0.50")]).montant("DETR") == "12.34")
        // Saint-Savournin : 80 % de 20 852 € font 16 681,60 €, et l’arrondi à l’euro ne doit pas donner 16 682.
        let euro = try Atelier.referentiel(regles: [try Atelier.regle("DETR", max: "0.80", arrondi: .euro)])
        #expect(Planner(euro).plan(try Atelier.demande("20852.00", [try Atelier.demande("DETR")])).montant("DETR") == "16681.00")
        try Fiche("ARRONDI", "Aucun texte", .interpretation).verifier()
    }

    @Test("FONDS-CONCOURS : la moitié de ce qui reste après les subventions, pas plus")
    func fondsDeConcours() throws {
        let plan = try plan([try Atelier.acquis("DETR", "4000.00"), try Atelier.demande("FONDS-CONCOURS", max: "0.50")])
        #expect(plan.montant("FONDS-CONCOURS") == "3000.00")
        #expect(plan.financements.flatMap(\.motifs).contains { $0.code == "FONDS-CONCOURS" })
    }

    @Test("OWN-7 : ce que la page en dit") func own7() throws { try Fiche("OWN-7", "Formulaire national", .vu, "2025-10-31").verifier() }
}
