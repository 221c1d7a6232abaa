import Foundation
import Model
import Planner
import Testing

@Suite("Ce qui est vrai de tout plan")
struct ProprietesTests {
    /// Whole-number arithmetic, written apart from the planner's.
    private func depassements(_ plan: Plan, _ demande: DemandePlan) -> [String] {
        var fautes: [String] = []
        let etats = plan.financements.filter { ["DETR", "DSIL", "DPV", "DSID"].contains($0.dispositif) }
        let totalEtat = etats.reduce(0) { $0 + $1.montant.cents }
        if etats.contains(where: { 100 * totalEtat > 80 * $0.depenseSubventionnable.cents }) { fautes.append("80 % de l’État") }
        let publics = plan.financements.filter(\.estPublic).reduce(0) { $0 + $1.montant.cents }
        let prives = plan.financements.filter { !$0.estPublic }.reduce(0) { $0 + $1.montant.cents }
        let part: Int64 = demande.porteur.departement == "974" ? 100 : 80
        if 100 * publics > part * (plan.investissementHT.cents - prives) { fautes.append("part propre") }
        for financement in plan.financements where financement.statut == .demande {
            let (montant, base) = (financement.montant.cents, financement.depenseSubventionnable.cents)
            if montant <= 0 || montant > base { fautes.append("montant de \(financement.dispositif)") }
            if financement.dispositif == "DETR", montant < 20 * base / 100 { fautes.append("plancher de la DETR") }
            if financement.dispositif == "LIEUX", montant > 1_000_000 { fautes.append("plafond des lieux") }
            guard let demandee = demande.financeurs?.first(where: { $0.dispositif == financement.dispositif && $0.statut == .demande })
            else { continue }
            if let maximum = demandee.tauxMax, Decimal(montant) > maximum.value * Decimal(base) { fautes.append("taux_max") }
            let auPlafond = financement.dispositif == "LIEUX" && montant == 1_000_000
            if let minimum = demandee.tauxMin, !auPlafond, Decimal(montant) <= minimum.value * Decimal(base) - 1 {
                fautes.append("taux_min")
            }
            if let plafond = demandee.plafondDepense, base > plafond.cents { fautes.append("plafond_depense") }
        }
        return fautes
    }

    @Test("1 500 demandes au hasard et leurs variantes : aucun plafond dépassé d’un centime, des sommes justes, deux fois le même plan")
    func invariants() throws {
        let planner = Planner(try Atelier.referentiel())
        var alea = Alea(graine: 20_261_121)
        var acceptes = 0
        for tour in 0..<1_500 {
            let demande = alea.demande()
            let plan = planner.plan(demande)
            if tour % 5 == 0 { #expect(planner.plan(demande) == plan) }
            #expect(planner.resteACharge(demande) == plan.resteAChargeTTC)
            for plan in [plan] + plan.alternatives.map(\.plan) {
                let total = plan.financements.map(\.montant).sum()
                #expect(total + plan.autofinancementHT == plan.coutTotalHT)
                #expect(plan.resteAChargeTTC == plan.coutTotalTTC - total - plan.fctva.montant)
                #expect(plan.tresorerie.map(\.montant).sum() == -plan.resteAChargeTTC)
                #expect(plan.tresorerie.map(\.date) == plan.tresorerie.map(\.date).sorted())
                #expect(plan.financements.allSatisfy { $0.montant >= .zero && $0.taux <= .one || $0.statut == .acquis })
                guard plan.refus.isEmpty else { continue }
                acceptes += 1
                #expect(depassements(plan, demande) == [], "\(demande)")
                #expect(plan.autofinancementHT >= .zero && plan.partAutofinancement >= .zero)
            }
            let acquis = (demande.financeurs ?? []).filter { $0.statut == .acquis }
            let gardes = plan.financements.filter { $0.statut == .acquis }
            #expect(acquis.map(\.dispositif) == gardes.map(\.dispositif) && acquis.map(\.montant) == gardes.map(\.montant))
            #expect(plan.alternatives.allSatisfy { $0.plan.alternatives.isEmpty && $0.plan.refus.isEmpty })
        }
        #expect(acceptes > 2_000)
    }

    @Test("relever un taux maximal ne baisse jamais l’aide")
    func monotonie() throws {
        let planner = Planner(try Atelier.referentiel())
        var alea = Alea(graine: 7)
        for _ in 0..<500 {
            var demande = alea.demande()
            guard var financeurs = demande.financeurs, let index = financeurs.firstIndex(where: { $0.statut == .demande }) else { continue }
            let avant = planner.plan(demande).totalFinancements
            financeurs[index].tauxMax = Rate(min(1, (financeurs[index].tauxMax?.value ?? 0) + Decimal(alea.entier(1...2_000)) / 10_000))
            demande.financeurs = financeurs
            #expect(planner.plan(demande).totalFinancements >= avant, "\(demande)")
        }
    }

    @Test("relever le plafond d’une aide ne baisse jamais l’aide")
    func monotonieDuPlafond() throws {
        let base = try Atelier.referentiel()
        var alea = Alea(graine: 11)
        for _ in 0..<200 {
            let demande = alea.demande()
            let bas = alea.money(1...500_000)
            func total(_ plafond: Money) -> Money {
                let dispositifs = base.dispositifs.map { dispositif in
                    var dispositif = dispositif
                    dispositif.aide.plafondMontant = dispositif.code == "LIEUX" ? plafond : nil
                    return dispositif
                }
                let referentiel = Referentiel(parametres: base.parametres, dispositifs: dispositifs, regles: base.regles)
                return Planner(referentiel).plan(demande).totalFinancements
            }
            #expect(total(bas + alea.money(0...500_000)) >= total(bas), "\(demande)")
        }
    }
}
