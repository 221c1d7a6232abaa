import Foundation
import Model
import Planner
import Testing

@Suite("Le plan est le meilleur de tous les plans permis")
struct OptimumTests {
    /// One small demand in whole centimes and whole percents.
    private struct Grille {
        struct Demande { let code: String, min: Int, max: Int, base: Int, estPublic: Bool }
        let cout: Int
        let demandes: [Demande]
        let etatAcquis: Int, publicAcquis: Int, priveAcquis: Int
        /// Share of public money allowed: 80, or 100 where the minimum own share does not apply.
        let part: Int

        /// The greatest aid, by trying every amount of every dispositif.
        func meilleureAide() -> Int {
            var meilleure = 0
            essayer(0, [], &meilleure)
            return meilleure
        }

        private func essayer(_ index: Int, _ montants: [Int], _ meilleure: inout Int) {
            guard index < demandes.count else {
                if estPermis(montants) { meilleure = max(meilleure, montants.reduce(0, +)) }
                return
            }
            let demande = demandes[index]
            essayer(index + 1, montants + [0], &meilleure)
            let (bas, haut) = (max(1, demande.min * demande.base / 100), demande.max * demande.base / 100)
            if bas <= haut, demande.min <= demande.max {
                for montant in bas...haut { essayer(index + 1, montants + [montant], &meilleure) }
            }
        }

        private func estPermis(_ montants: [Int]) -> Bool {
            let paires = zip(demandes, montants).filter { $0.1 > 0 }
            let prives = priveAcquis + paires.filter { !$0.0.estPublic }.map(\.1).reduce(0, +)
            let publics = publicAcquis + etatAcquis + paires.filter(\.0.estPublic).map(\.1).reduce(0, +)
            guard 100 * publics <= part * (cout - prives) else { return false }
            let etats = paires.filter { ["DETR", "DSIL"].contains($0.0.code) }
            let total = etatAcquis + etats.map(\.1).reduce(0, +)
            let bases = etats.map(\.0.base) + (etatAcquis > 0 ? [cout] : [])
            return etats.isEmpty || 100 * total <= 80 * (bases.min() ?? 0)
        }
    }

    private func grille(_ alea: inout Alea) -> Grille {
        let cout = alea.entier(3...36)
        let codes = ["DETR", "DSIL", "LIEUX", "FONDATION"].shuffled(using: &alea).prefix(alea.entier(1...3))
        let demandes = codes.map { code in
            let maximum = alea.entier(10...95)
            let minimum = alea.chance(50) ? alea.entier(5...maximum) : 0
            return Grille.Demande(
                code: code, min: code == "DETR" ? max(20, minimum) : minimum,
                max: ["DETR", "DSIL"].contains(code) ? min(80, maximum) : maximum,
                base: alea.chance(30) ? alea.entier(1...cout) : cout, estPublic: code != "FONDATION")
        }
        return Grille(
            cout: cout, demandes: demandes, etatAcquis: alea.chance(30) ? alea.entier(0...cout / 3) : 0,
            publicAcquis: alea.chance(40) ? alea.entier(0...cout / 2) : 0, priveAcquis: alea.chance(30) ? alea.entier(0...cout / 2) : 0,
            part: alea.chance(20) ? 100 : 80)
    }

    private func demande(_ grille: Grille) -> DemandePlan {
        let acquis = [("DPV", grille.etatAcquis, true), ("DEPARTEMENT", grille.publicAcquis, true), ("DON", grille.priveAcquis, false)]
            .filter { $0.1 > 0 }
            .map { Financeur(dispositif: $0.0, statut: .acquis, montant: Money(cents: Int64($0.1)), estPublic: $0.2) }
        let demandes = grille.demandes.map {
            Financeur(
                dispositif: $0.code, statut: .demande, tauxMin: $0.min > 0 ? .percent(Decimal($0.min)) : nil,
                tauxMax: .percent(Decimal($0.max)),
                plafondDepense: Money(cents: Int64($0.base)), estPublic: $0.estPublic)
        }
        let porteur = Porteur(nature: .commune, departement: grille.part == 100 ? "974" : "03", population: 300)
        let ligne = LignePlan(
            libelle: "Essai", quantite: 1, prixUnitaireHT: Money(cents: Int64(grille.cout)), tauxTva: .percent(20),
            section: .investissement,
            eligible: true)
        return DemandePlan(
            dateDemande: LocalDate(2026, 1, 15)!, exercice: 2026, porteur: porteur, lignes: [ligne], financeurs: acquis + demandes)
    }

    @Test("sur 400 petites demandes, aucun partage permis ne donne un centime de plus, et le plan donne ce qui est possible")
    func forceBrute() throws {
        let planner = Planner(try Atelier.referentiel())
        var alea = Alea(graine: 1_111)
        var nonNuls = 0
        for _ in 0..<400 {
            let grille = grille(&alea)
            let plan = planner.plan(demande(grille))
            let aide = plan.financements.filter { $0.statut == .demande }.map(\.montant).sum().cents
            let attendu = grille.meilleureAide()
            nonNuls += attendu > 0 ? 1 : 0
            #expect(Int(aide) == attendu, "\(grille)")
        }
        #expect(nonNuls > 250)
    }

    @Test("à aide égale, le moins de dossiers, puis la DETR avant la DSIL et les lieux")
    func departage() throws {
        let memeTaux = [
            try Atelier.demande("LIEUX", max: "0.80"), try Atelier.demande("DSIL", max: "0.80"), try Atelier.demande("DETR", max: "0.80"),
        ]
        #expect(try Atelier.plan("10000.00", memeTaux).financements.map(\.dispositif) == ["DETR"])
        let deux = [try Atelier.demande("DSIL", max: "0.50"), try Atelier.demande("DETR", max: "0.50")]
        let plan = try Atelier.plan("10000.00", deux)
        #expect(plan.montant("DETR") == "5000.00" && plan.montant("DSIL") == "3000.00")
    }

    @Test("un dispositif dont la petite dépense retenue ferait baisser le total n’est pas demandé")
    func petiteDepense() throws {
        let plan = try Atelier.plan(
            "10000.00", [try Atelier.demande("DETR", max: "0.50", plafond: "2000.00"), try Atelier.demande("DSIL", max: "0.70")])
        #expect(plan.financements.map(\.dispositif) == ["DSIL"] && plan.codesAlertes.contains("RATE-A2"))
    }

    @Test("l’argent privé laisse aux aides publiques la place de leur taux minimal")
    func prive() throws {
        let plan = try Atelier.plan(
            "10000.00",
            [try Atelier.demande("DETR", min: "0.60", max: "0.60"), try Atelier.demande("FONDATION", max: "0.50", estPublic: false)])
        #expect(plan.montant("DETR") == "6000.00" && plan.montant("FONDATION") == "2500.00")
    }

    @Test("une préfecture en euros entiers laisse ses centimes aux autres : rien n’est perdu sous le plafond")
    func eurosEntiers() throws {
        let referentiel = try Atelier.referentiel(regles: [try Atelier.regle("DETR", arrondi: .euro)])
        func plan(_ acquis: [Financeur]) throws -> Plan {
            let demandes = [try Atelier.demande("LIEUX", max: "0.50"), try Atelier.demande("DETR", max: "0.70")]
            return Planner(referentiel).plan(try Atelier.demande("100.37", acquis + demandes))
        }
        let seul = try plan([])
        #expect(seul.montant("DETR") == "70.00" && seul.montant("LIEUX") == "10.29")
        let serre = try plan([try Atelier.acquis("DEPARTEMENT", "30.00")])
        #expect(serre.totalFinancements.decimal == "80.29" && serre.montant("DETR") == "50.00" && serre.montant("LIEUX") == "0.29")
    }
}
