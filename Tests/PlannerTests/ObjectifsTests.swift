import Foundation
import Model
import Planner
import Testing

@Suite("Quatre objectifs, et ce que chacun change")
struct ObjectifsTests {
    private func plan(_ objectif: Objectif, _ financeurs: [Financeur], cout: String = "10000.00") throws -> Plan {
        var demande = try Atelier.demande(cout, financeurs)
        demande.objectif = objectif
        return try Atelier.plan(demande)
    }

    @Test("un seul dossier : celui qui laisse le moins à payer, même si deux rapporteraient plus")
    func moinsDeDossiers() throws {
        let financeurs = [try Atelier.demande("DETR", max: "0.40"), try Atelier.demande("LIEUX", max: "0.30")]
        #expect(try plan(.resteACharge, financeurs).financements.map(\.dispositif) == ["DETR", "LIEUX"])
        let seul = try plan(.moinsDeDossiers, financeurs)
        #expect(seul.financements.map(\.dispositif) == ["DETR"] && seul.criteres?.dossiers == 1)
        #expect(seul.alertes.contains { $0.code == "OBJECTIF" && $0.valeurs["dispositif"] == "LIEUX" })
    }

    @Test("le plus sûr : ni éligibilité à vérifier, ni sélection lointaine")
    func plusSur() throws {
        let financeurs = [
            try Atelier.demande("DSIL", max: "0.60"), try Atelier.demande("DETR", max: "0.30"), try Atelier.demande("REGION", max: "0.50"),
        ]
        let sur = try plan(.plusSur, financeurs)
        #expect(sur.financements.map(\.dispositif) == ["DETR"] && sur.criteres?.incertitudes == 0)
        #expect(try plan(.resteACharge, financeurs).criteres?.incertitudes != 0)
        // With nothing sure, the least unsure rather than nothing.
        #expect(try plan(.plusSur, [try Atelier.demande("REGION", max: "0.50")]).montant("REGION") == "5000.00")
    }

    @Test("au plus tôt : à aide égale, la dotation qui avance 30 % passe avant l’aide versée à la fin")
    func plusTot() throws {
        let financeurs = [try Atelier.demande("REGION", max: "0.80"), try Atelier.demande("DETR", max: "0.50")]
        #expect(try plan(.resteACharge, financeurs).financements.map(\.dispositif) == ["REGION"])
        let tot = try plan(.plusTot, financeurs)
        #expect(tot.montant("DETR") == "5000.00" && tot.montant("REGION") == "3000.00")
        let avances = try [Objectif.plusTot, .resteACharge].map { try plan($0, financeurs).criteres?.avanceMaximale ?? .zero }
        #expect(avances[0] < avances[1])
    }

    @Test("les variantes sont sur le front : chacune vaut mieux que le plan par quelque chose, et dit quoi")
    func front() throws {
        let financeurs = [
            try Atelier.demande("DETR", max: "0.40"), try Atelier.demande("DSIL", max: "0.30"), try Atelier.demande("LIEUX", max: "0.20"),
        ]
        let plan = try plan(.resteACharge, financeurs)
        #expect(!plan.alternatives.isEmpty && plan.alternatives.count <= 5)
        for autre in plan.alternatives {
            let (a, p) = (try #require(autre.plan.criteres), try #require(plan.criteres))
            #expect(a.dossiers < p.dossiers || a.incertitudes < p.incertitudes || a.avanceMaximale < p.avanceMaximale, "\(autre.pourquoi)")
            #expect(autre.pourquoi.contains("de plus à payer") || autre.pourquoi.contains("même reste à charge"))
        }
    }

    @Test("un fonds de concours ne dépasse pas ce que la commune finance elle-même")
    func fondsDeConcours() throws {
        let plan = try plan(.resteACharge, [try Atelier.demande("DETR", max: "0.50"), try Atelier.demande("FONDS-CONCOURS", max: "0.60")])
        // 50 % of DETR; of the other half, the commune keeps as much as it receives: 25 % each, over the 20 % of L1111-10.
        #expect(plan.montant("DETR") == "5000.00" && plan.montant("FONDS-CONCOURS") == "2500.00")
        #expect(plan.financements.last?.motifs.contains { $0.code == "FONDS-CONCOURS" } == true)
    }

    @Test("deux dispositifs qui s’excluent ne sont jamais dans le même plan, et le plan garde le meilleur")
    func exclusion() throws {
        let base = try Atelier.referentiel()
        let dispositifs = base.dispositifs.map { dispositif in
            var dispositif = dispositif
            if dispositif.code == "FONDS-VERT" { dispositif.cumul.exclut = ["DETR"] }
            return dispositif
        }
        let referentiel = Referentiel(parametres: base.parametres, dispositifs: dispositifs, regles: [])
        let demande = try Atelier.demande(
            "10000.00", [try Atelier.demande("DETR", max: "0.30"), try Atelier.demande("FONDS-VERT", max: "0.40")])
        let plan = Planner(referentiel).plan(demande)
        #expect(plan.financements.map(\.dispositif) == ["FONDS-VERT"] && plan.codesAlertes.contains("WHAT-6"))
    }

    @Test("FCTVA-2 : l’argent de l’État calculé sur le TTC sort de l’assiette du FCTVA ; à aide égale, celui calculé sur le HT vaut mieux")
    func surTTC() throws {
        let base = try Atelier.referentiel()
        let dispositifs = base.dispositifs.map { dispositif in
            var dispositif = dispositif
            if dispositif.code == "FNADT" { dispositif.aide.base = .ttc }
            return dispositif
        }
        let planner = Planner(Referentiel(parametres: base.parametres, dispositifs: dispositifs, regles: []))
        let seul = planner.plan(try Atelier.demande("10000.00", [try Atelier.demande("FNADT", max: "0.50")]))
        #expect(seul.montant("FNADT") == "6000.00" && seul.fctva.motifs.contains { $0.code == "FCTVA-2" })
        // 16.404 % of 12 000 − 6 000.
        #expect(seul.fctva.montant.decimal == "984.24")
        let deux = planner.plan(
            try Atelier.demande("10000.00", [try Atelier.demande("FNADT", max: "0.60"), try Atelier.demande("LIEUX", max: "0.60")]))
        #expect(deux.montant("LIEUX") == "6000.00" && deux.montant("FNADT") == "2000.00")
    }

    @Test("OWN-3 : 30 % au lieu de 20 % dans une compétence à chef de file")
    func own3() throws {
        var demande = try Atelier.demande("10000.00", [try Atelier.demande("DETR", max: "0.80")])
        #expect(try Atelier.plan(demande).montant("DETR") == "8000.00")
        demande.chefDeFile = true
        #expect(try Atelier.plan(demande).montant("DETR") == "7000.00")
    }

    @Test("ELIG-MOD : un maître d’ouvrage désigné par contrat peut recevoir la DETR et la DSIL")
    func eligMod() throws {
        var porteur = Porteur(nature: .syndicat, departement: "03", population: 90_000, eligibleDGE2010: false)
        let avant = try Atelier.plan("10000.00", nil, porteur: porteur)
        #expect(avant.eligible("DETR") == .non && avant.eligible("DSIL") == .non)
        porteur.designeParContrat = true
        let apres = try Atelier.plan("10000.00", nil, porteur: porteur)
        #expect(apres.eligible("DETR") == .oui && apres.codesEligibilite("DSIL") == ["ELIG-MOD"])
    }
}

@Suite("Ce qui changerait le plan")
struct EffetsTests {
    @Test("un minimum de dépense manqué : ce qui manque, ce que cela rapporterait, et combien de communes il faudrait")
    func plancher() throws {
        let demande = try Atelier.demande(
            "1200.00", [try Atelier.demande("DETR", max: "0.40", plancher: "3000.00"), try Atelier.demande("LIEUX", max: "0.20")])
        let effets = try #require(try Atelier.plan(demande).effets)
        let ecart = try #require(effets.first { $0.code == "EFFET-PLANCHER" })
        #expect(ecart.valeurs["ecart_ht"] == "1800.00" && ecart.valeurs["aide"] == "1560.00")
        let groupe = try #require(effets.first { $0.code == "REGROUPEMENT" })
        // Three communes make 3 600.00 € of eligible expense, 1 440.00 € of DETR.
        #expect(
            groupe.valeurs["communes"] == "3" && groupe.valeurs["aide_totale"] == "1440.00"
                && groupe.valeurs["aide_par_commune"] == "480.00")
    }

    @Test("un kit de plus fait passer le minimum : celui qui laisse le moins à payer")
    func ajout() throws {
        let demande = try Atelier.demande("1200.00", [try Atelier.demande("DETR", max: "0.50", plancher: "3000.00")])
        let ajouts = [
            Ajout(code: "K90", nom: "Trop petit", lignes: [try Atelier.ligne("500.00")]),
            Ajout(code: "K91", nom: "Grand", lignes: [try Atelier.ligne("9000.00")]),
            Ajout(code: "K92", nom: "Juste", lignes: [try Atelier.ligne("1800.00")]),
        ]
        let effets = Planner(try Atelier.referentiel()).effets(desAjouts: ajouts, a: demande)
        #expect(effets.map(\.code) == ["EFFET-AJOUT"] && effets.first?.valeurs["ajout"] == "K92")
        #expect(effets.first?.valeurs["aide"] == "1500.00")
        #expect(Planner(try Atelier.referentiel()).effets(desAjouts: ajouts, a: try Atelier.demande("1200.00")) == [])
    }

    @Test("les parts d’un groupe font le tout au centime : le plus fort reste")
    func plusFortReste() {
        #expect(Money(cents: 100).repartie([1, 1, 1]).map(\.cents) == [34, 33, 33])
        #expect(Money(cents: 10_001).repartie([640, 1_200, 160]).map(\.cents) == [3_200, 6_001, 800])
        // The first and the last have the same remainder, 7467/13585, which no decimal writes.
        #expect(
            Money(cents: 77_835_932).repartie([2_146, 2_552, 4_240, 4_646, 1]).map(\.cents)
                == [12_295_614, 14_621_811, 24_293_290, 26_619_488, 5_729])
        #expect(Money.zero.repartie([2, 3]).map(\.cents) == [0, 0] && Money(cents: 5).repartie([0, 0]).map(\.cents) == [0, 0])
        var alea = Alea(graine: 3)
        for _ in 0..<500 {
            let (total, poids) = (alea.money(0...1_000_000), (0..<alea.entier(1...12)).map { _ in Decimal(alea.entier(1...5_000)) })
            let parts = total.repartie(poids)
            #expect(parts.sum() == total)
            let somme = poids.reduce(0, +)
            #expect(zip(parts, poids).allSatisfy { abs(Decimal($0.cents) - Decimal(total.cents) * $1 / somme) < 1 })
        }
    }
}

@Suite("Ce que le département ajoute à la loi")
struct RegleLocaleTests {
    private func regle(_ exercice: Int?) -> RegleDepartement {
        var regle = RegleDepartement(
            departementCode: "03", dispositif: "DETR", exercice: exercice, tauxMin: .percent(20), tauxMax: .percent(60),
            plancherDepense: .euros(5_000), plafondDepense: nil, tauxMedianObserve: nil, nombreObserve: 0, arrondi: .halfUp,
            source: "Liste de l’Allier", confiance: .vu)
        regle.categories = [
            CategorieLocale(libelle: "Écoles", natures: [.ecole], tauxMax: .percent(50)),
            CategorieLocale(
                libelle: "Points numériques", natures: [.pointNumerique], tauxMin: .percent(30), tauxMax: .percent(35),
                plancherDepense: .euros(1_000), condition: "premier équipement"),
        ]
        regle.fenetre = FenetreDepot(ouvre: LocalDate(2025, 10, 1), ferme: LocalDate(2025, 12, 31)!)
        return regle
    }

    private func plan(_ regle: RegleDepartement, cout: String = "10000.00") throws -> Plan {
        var demande = try Atelier.demande(cout, [try Atelier.demande("DETR")])
        demande.exercice = 2026
        return Planner(try Atelier.referentiel(regles: [regle])).plan(demande)
    }

    @Test("COM-2, RATE-A5 : la catégorie du projet resserre la fourchette et le minimum, et se dit avec sa condition")
    func categorie() throws {
        let plan = try plan(regle(2026))
        #expect(plan.montant("DETR") == "3500.00" && plan.financements[0].maximumLegal == .euros(3_500))
        let motif = try #require(plan.financements[0].motifs.first { $0.code == "COM-2" })
        #expect(motif.texte.contains("Points numériques") && motif.texte.contains("premier équipement"))
        #expect(
            try self.plan(regle(2026), cout: "2000.00").refus.isEmpty
                && self.plan(regle(2026), cout: "900.00").codesRefus == ["PLANCHER-DEPENSE"])
    }

    @Test("APP-5 : hors de la fenêtre de dépôt de l’année, le plan le dit sans refuser")
    func fenetre() throws {
        let plan = try plan(regle(2026))
        #expect(plan.codesAlertes.contains("APP-5") && plan.refus.isEmpty)
    }

    @Test("la liste d’une autre année oriente, elle ne refuse pas : ni son minimum, ni sa fenêtre")
    func ancienne() throws {
        let plan = try plan(regle(2024), cout: "900.00")
        #expect(plan.refus.isEmpty && plan.montant("DETR") == "315.00" && !plan.codesAlertes.contains("APP-5"))
        #expect(plan.financements[0].motifs.contains { $0.code == "RATE-A5" && $0.texte.contains("la plus récente connue") })
        #expect(plan.financements[0].maximumLegal == .euros(720))
    }
}
