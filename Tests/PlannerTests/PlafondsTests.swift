import Model
import Planner
import Testing

@Suite("Taux, plafonds et part propre (CASES B et C)")
struct PlafondsTests {
    @Test("C09 — l’avis de la commission est demandé au-dessus de 100 000 € (150 000 € avant 2018), jamais à ce montant exact")
    func c09() throws {
        func alertes(_ montant: String, exercice: Int, date: String) throws -> [String] {
            let demande = try Atelier.demande("400000.00", [try Atelier.acquis("DETR", montant)], date: try jour(date), exercice: exercice)
            return try Atelier.plan(demande).codesAlertes
        }
        #expect(try !alertes("100000.00", exercice: 2026, date: "2026-01-15").contains("COM-3"))
        #expect(try alertes("100000.01", exercice: 2026, date: "2026-01-15").contains("COM-3"))
        let ancien = try alertes("120000.00", exercice: 2017, date: "2017-01-15")
        #expect(!ancien.contains("COM-3") && !ancien.contains("COM-3-old"))
        #expect(try alertes("150000.01", exercice: 2017, date: "2017-01-15").contains("COM-3-old"))
    }

    @Test("C10 — une DETR sous 20 % de la dépense est refusée, à 20 % elle passe ; une DSIL sous 20 % avertit seulement")
    func c10() throws {
        #expect(try Atelier.plan("10000.00", [try Atelier.acquis("DETR", "1999.99")]).codesRefus == ["RATE-A1"])
        #expect(try Atelier.plan("10000.00", [try Atelier.acquis("DETR", "2000.00")]).refus.isEmpty)
        let dsil = try Atelier.plan("10000.00", [try Atelier.acquis("DSIL", "1500.00")])
        #expect(dsil.refus.isEmpty && dsil.codesAlertes == ["RATE-A4"])
        #expect(try Atelier.plan("10000.00", [try Atelier.demande("DETR", max: "0.15")]).codesRefus == ["RATE-A1"])
        let demande = try Atelier.plan("10000.00", [try Atelier.demande("DSIL", max: "0.15")])
        #expect(demande.montant("DSIL") == "1500.00" && demande.codesAlertes.contains("RATE-A4"))
    }

    @Test("C11 — le plafond de l’État limite la deuxième subvention à 7 500,00 €, soit 30 %")
    func c11() throws {
        let plan = try Atelier.plan("25000.00", [try Atelier.acquis("DETR", "12500.00"), try Atelier.demande("DSIL", max: "0.35")])
        let dsil = try #require(plan.financements.first { $0.dispositif == "DSIL" })
        #expect(dsil.montant.decimal == "7500.00" && dsil.taux.decimal == "0.30")
        #expect(dsil.motifs.contains { $0.code == "RATE-A2" })
        #expect(plan.autofinancementHT.decimal == "5000.00" && plan.partAutofinancement.decimal == "0.20" && plan.refus.isEmpty)
    }

    @Test("C13 — le don privé sort de la base : 3 200 / 16 000 = 20 %, accepté")
    func c13() throws {
        let financeurs = [
            try Atelier.acquis("DETR", "8000.00"), try Atelier.acquis("DEPARTEMENT", "4800.00"),
            try Atelier.acquis("MECENAT", "4000.00", estPublic: false),
        ]
        let plan = try Atelier.plan("20000.00", financeurs)
        #expect(plan.refus.isEmpty && plan.partAutofinancement.decimal == "0.20" && plan.autofinancementHT.decimal == "3200.00")
    }

    @Test("un centime d’aide publique de plus que C13, et la part propre est refusée")
    func c13UnCentimeDePlus() throws {
        let financeurs = [
            try Atelier.acquis("DETR", "8000.00"), try Atelier.acquis("DEPARTEMENT", "4800.01"),
            try Atelier.acquis("MECENAT", "4000.00", estPublic: false),
        ]
        #expect(try Atelier.plan("20000.00", financeurs).codesRefus == ["OWN-1"])
    }

    @Test("C14 — part propre insuffisante : refus, avec les 2 000,00 € d’aide à retirer")
    func c14() throws {
        let financeurs = [
            try Atelier.acquis("DETR", "10000.00"), try Atelier.acquis("DSIL", "6000.00"), try Atelier.acquis("DEPARTEMENT", "2000.00"),
        ]
        let plan = try Atelier.plan("20000.00", financeurs)
        #expect(plan.codesRefus == ["OWN-1"])
        #expect(plan.refus[0].valeurs["reduire_de"] == "2000.00" && plan.refus[0].valeurs["maximum"] == "16000.00")
    }

    @Test("outre-mer, la part minimale de 20 % ne s’applique pas")
    func own5() throws {
        let porteur = Porteur(nature: .commune, departement: "971", population: 900)
        let financeurs = [try Atelier.acquis("DETR", "16000.00"), try Atelier.acquis("DEPARTEMENT", "4000.00")]
        let plan = try Atelier.plan("20000.00", financeurs, porteur: porteur)
        #expect(plan.refus.isEmpty && plan.autofinancementHT == .zero)
        let trop = try Atelier.plan("20000.00", financeurs + [try Atelier.acquis("REGION", "0.01")], porteur: porteur)
        #expect(trop.codesRefus == ["OWN-1", "SURFINANCEMENT"])
    }

    @Test("C16 — le taux se lit sur la dépense retenue : 16 000,00 € et 40 %, jamais 26,67 %")
    func c16() throws {
        let plan = try Atelier.plan("60000.00", [try Atelier.demande("DETR", max: "0.40", plafond: "40000.00")])
        let detr = try #require(plan.financements.first)
        #expect(detr.montant.decimal == "16000.00" && detr.taux.decimal == "0.40" && detr.depenseSubventionnable.decimal == "40000.00")
    }

    @Test("C16 bis — chaque arrêté a sa dépense retenue, et l’État ne dépasse 80 % d’aucune")
    func petiteAssiette() throws {
        let plan = try Atelier.plan(
            "60000.00", [try Atelier.demande("DETR", max: "0.40", plafond: "40000.00"), try Atelier.acquis("DSIL", "20000.00")])
        #expect(plan.montant("DETR") == "12000.00")
    }

    @Test(
        "C17 — 50 % de 3 101,99 € selon l’arrondi de la préfecture",
        arguments: [(Rounding.halfUp, "1551.00"), (.down, "1550.99"), (.euro, "1551.00"), (.euroDown, "1550.00")])
    func c17(arrondi: Rounding, attendu: String) throws {
        let referentiel = try Atelier.referentiel(regles: [try Atelier.regle("DETR", median: "0.50", nombre: 20, arrondi: arrondi)])
        let plan = Planner(referentiel).plan(try Atelier.demande("3101.99", [try Atelier.demande("DETR")]))
        #expect(plan.montant("DETR") == attendu)
    }

    @Test("C17 ter — un taux plafond arrondit toujours vers le bas")
    func c17Plafond() throws {
        #expect(try Atelier.plan("3101.99", [try Atelier.demande("DETR", max: "0.50")]).montant("DETR") == "1550.99")
    }

    @Test("C19 — 80 % de 20 852,00 € : 16 681,60 € au plus ; 16 682,00 € est refusé de 0,40 €")
    func c19() throws {
        #expect(try Atelier.plan("20852.00", [try Atelier.demande("DETR", max: "0.80")]).montant("DETR") == "16681.60")
        let trop = try Atelier.plan("20852.00", [try Atelier.acquis("DETR", "16682.00")])
        #expect(trop.codesRefus.contains("RATE-A2"))
        #expect(trop.refus.first { $0.code == "RATE-A2" }?.valeurs["depassement"] == "0.40")
        let euros = try Atelier.referentiel(regles: [try Atelier.regle("DETR", max: "0.80", arrondi: .euro)])
        #expect(Planner(euros).plan(try Atelier.demande("20852.00", [try Atelier.demande("DETR")])).montant("DETR") == "16681.00")
    }

    @Test("C20 — DETR et DSIL d’Is-sur-Tille : accepté, 33,72 % en propre, 3 394,24 € de place")
    func c20() throws {
        let acquis = [try Atelier.acquis("DETR", "9894.00"), try Atelier.acquis("DSIL", "6500.00")]
        let plan = try Atelier.plan("24735.30", acquis)
        #expect(
            plan.refus.isEmpty && plan.autofinancementHT.decimal == "8341.30" && plan.partAutofinancement.decimal(places: 4) == "0.3372")
        let etat = try Atelier.plan("24735.30", acquis + [try Atelier.demande("DPV", max: "0.80")])
        #expect(etat.montant("DPV") == "3394.24")
        let autre = try Atelier.plan("24735.30", acquis + [try Atelier.demande("REGION", max: "1.00")])
        #expect(autre.montant("REGION") == "3394.24")
    }

    @Test("C22 — la plus forte subvention permise : le taux local l’emporte, 6 172,83 €")
    func c22() throws {
        let autres = [try Atelier.acquis("DON", "1000.00", estPublic: false), try Atelier.acquis("DEPARTEMENT", "2469.13")]
        #expect(try Atelier.plan("12345.67", autres + [try Atelier.demande("DETR", max: "0.50")]).montant("DETR") == "6172.83")
        #expect(try Atelier.plan("12345.67", autres + [try Atelier.demande("DETR", max: "0.80")]).montant("DETR") == "6607.40")
        #expect(try Atelier.plan("12345.67", [try Atelier.demande("DETR", max: "0.80")]).montant("DETR") == "9876.53")
    }

    @Test("un taux minimal qui ne tient pas sous les plafonds écarte le dispositif, avec sa raison")
    func tauxMinimal() throws {
        let plan = try Atelier.plan(
            "10000.00", [try Atelier.acquis("DEPARTEMENT", "5000.00"), try Atelier.demande("DETR", min: "0.40", max: "0.50")])
        #expect(plan.codesRefus == ["OWN-1"] && plan.refus[0].valeurs["place"] == "3000.00" && plan.montant("DETR") == nil)
        let avecLieux = try Atelier.plan(
            "10000.00",
            [
                try Atelier.acquis("DEPARTEMENT", "5000.00"), try Atelier.demande("DETR", min: "0.40", max: "0.50"),
                try Atelier.demande("LIEUX"),
            ])
        #expect(avecLieux.refus.isEmpty && avecLieux.codesAlertes.contains("OWN-1") && avecLieux.montant("LIEUX") == "2000.00")
    }

    @Test("sous le minimum de dépense local, le dispositif est écarté")
    func plancherDepense() throws {
        #expect(
            try Atelier.plan("2999.99", [try Atelier.demande("DETR", max: "0.40", plancher: "3000.00")]).codesRefus == ["PLANCHER-DEPENSE"])
        #expect(try Atelier.plan("3000.00", [try Atelier.demande("DETR", max: "0.40", plancher: "3000.00")]).montant("DETR") == "1200.00")
    }

    @Test("entre 2002 et 2011, la DETR ne dépasse pas 60 %")
    func rateA2Old() throws {
        let demande = try Atelier.demande(
            "10000.00", [try Atelier.demande("DETR", max: "0.75")], date: try jour("2011-02-01"), exercice: 2011)
        let detr = try #require(try Atelier.plan(demande).financements.first)
        #expect(detr.montant.decimal == "6000.00" && detr.motifs.contains { $0.code == "RATE-A2-old" })
    }

    @Test("entre 2011 et 2021, une règle non retrouvée borne ce qu’on demande, mais ne refuse pas ce qui est obtenu")
    func rateA2Mid() throws {
        let porteur = Porteur(nature: .commune, departement: "974", population: 900)
        let date = try jour("2019-02-01")
        let acquis = try Atelier.demande("10000.00", [try Atelier.acquis("DETR", "8500.00")], porteur: porteur, date: date, exercice: 2019)
        let plan = try Atelier.plan(acquis)
        #expect(plan.refus.isEmpty && plan.codesAlertes.contains("RATE-A2-mid"))
        let demande = try Atelier.demande(
            "10000.00", [try Atelier.demande("DETR", max: "0.90")], porteur: porteur, date: date, exercice: 2019)
        #expect(try Atelier.plan(demande).montant("DETR") == "8000.00")
    }

    @Test("une aide au fonctionnement n’est pas jugée sur la part propre de l’investissement, mais ne dépasse pas le coût")
    func fonctionnement() throws {
        var demande = try Atelier.demande("1.00", [try Atelier.acquis("DEPARTEMENT", "900.00")])
        demande.lignes = [try Atelier.ligne("1000.00", section: .fonctionnement)]
        #expect(try Atelier.plan(demande).refus.isEmpty)
        demande.financeurs = [try Atelier.acquis("DEPARTEMENT", "1000.01")]
        #expect(try Atelier.plan(demande).codesRefus == ["SURFINANCEMENT"])
    }

    @Test("un don plus grand que le coût est refusé, sans accuser les aides publiques")
    func donTropGrand() throws {
        #expect(try Atelier.plan("1000.00", [try Atelier.acquis("DON", "1000.01", estPublic: false)]).codesRefus == ["SURFINANCEMENT"])
    }
}
