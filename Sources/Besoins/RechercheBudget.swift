import Foundation
import Model
import Optimisation
import Planner

/// The best basket within a budget that is not linear in the basket: what remains to the commune once aids and FCTVA are in.
///
/// **Method, and why its answer is the best.** Baskets are split into cells (`BorneAides`) inside which the remaining cost is never less than a
/// linear sum of the lines, minus ceilings. In each cell:
/// 1. the programme is solved with that sum in place of the remaining cost: every basket that fits the budget satisfies it, so its best
///    answer is at least as good as the best basket of the cell;
/// 2. the real planner prices the answer. If it fits, it is the best of the cell, since nothing better exists even among more baskets;
/// 3. if it does not, this one basket is forbidden, which takes away no basket that fits, and one begins again.
/// The best of the cells is the best of all. Rounding alone separates the sum from the planner (a few euros at most), so that step 3 is rare;
/// past `essaisAuPlus` or the time given, the answer says that it is not proven. A budget in TTC is one cell, with the TTC to the centime.
struct RechercheBudget {
    struct Resultat {
        let panier: PanierPropose
        let points: Int64
        let cout: Int64
        let estProuve: Bool
    }

    let modele: Modele
    /// What is compared with the budget, exact; nil: no budget.
    let limite: Limite?
    let fin: ContinuousClock.Instant

    struct Limite {
        let budget: Money
        let cellules: [CelluleAides]?
        let exact: @Sendable (PanierPropose) -> Money
    }

    struct CelluleAides {
        let nature: NatureProjet
        let borne: BorneAides
    }

    private static let essaisAuPlus = 60

    private struct Cellule {
        var modele: Modele
        var solution: SolutionEntiere?
        var estProuve = true
        var estDepartagee = false

        var points: Int64 { solution.map { $0.valeur(modele.points) } ?? -1 }
        var cout: Int64 { solution.map { modele.cout($0) } ?? .max }
    }

    /// nil: no basket at all satisfies the constraints, or none was found in time.
    func meilleur(departager: Bool) -> Resultat? {
        var cellules = cellules()
        var (atteint, prouve) = (Int64(-1), true)
        for rang in cellules.indices {
            if atteint > 0 { cellules[rang].modele.contraindre(modele.points, .auMoins(atteint)) }
            chercher(&cellules[rang], departager: false)
            if cellules[rang].solution == nil { prouve = prouve && cellules[rang].estProuve }
            atteint = max(atteint, cellules[rang].points)
        }
        while let rang = meilleure(cellules) {
            if departager, !cellules[rang].estDepartagee {
                let avant = (cellules[rang].points, cellules[rang].cout)
                chercher(&cellules[rang], departager: true)
                cellules[rang].estDepartagee = true
                if cellules[rang].solution == nil || (cellules[rang].points, cellules[rang].cout) != avant { continue }
            }
            guard let solution = cellules[rang].solution else { continue }
            return Resultat(
                panier: modele.panier(solution), points: cellules[rang].points, cout: cellules[rang].cout,
                estProuve: prouve && cellules.allSatisfy(\.estProuve))
        }
        return nil
    }

    /// The most points, then the least cost, then the cell of the smaller baskets.
    private func meilleure(_ cellules: [Cellule]) -> Int? {
        cellules.indices.filter { cellules[$0].solution != nil }
            .min { (-cellules[$0].points, cellules[$0].cout, $0) < (-cellules[$1].points, cellules[$1].cout, $1) }
    }

    private func cellules() -> [Cellule] {
        guard let limite else { return [Cellule(modele: modele)] }
        guard let bornes = limite.cellules else {
            var cellule = Cellule(modele: modele)
            cellule.modele.contraindre(termes { $0.ttcBas }, .auPlus(limite.budget.cents))
            return [cellule]
        }
        return bornes.compactMap { borne in
            var cellule = Cellule(modele: modele)
            guard restreindre(&cellule.modele, borne.nature) else { return nil }
            borner(&cellule.modele, borne.borne, limite.budget)
            return cellule
        }
    }

    private func chercher(_ cellule: inout Cellule, departager: Bool) {
        cellule.solution = nil
        for _ in 0..<Self.essaisAuPlus {
            let reste = ContinuousClock.now.duration(to: fin)
            guard reste > .zero else { break }
            switch cellule.modele.resoudre(departager: departager, limite: reste) {
            case .impossible: return
            case .sansReponse:
                cellule.estProuve = false
                return
            case .nonProuve(let solution):
                cellule.estProuve = false
                if tient(solution) { cellule.solution = solution }
                return
            case .optimum(let solution):
                if tient(solution) {
                    cellule.solution = solution
                    return
                }
                cellule.modele.exclure(solution)
            }
        }
        cellule.estProuve = false
    }

    private func tient(_ solution: SolutionEntiere) -> Bool {
        guard let limite else { return true }
        return limite.exact(modele.panier(solution)) <= limite.budget
    }

    // MARK: The linear bound of a cell

    /// The project of a town hall is one whose kits are all for it (`NatureProjet`). The other kind is not restricted: its cells then hold more
    /// baskets than theirs, which the planner prices as what they are. False: no kit can make such a project.
    private func restreindre(_ modele: inout Modele, _ nature: NatureProjet) -> Bool {
        guard nature == .mairie else { return true }
        let kits = zip(modele.offre.kits, modele.kits)
        let deMairie = kits.filter { NatureProjet(besoins: [$0.0.kit.besoin]) == .mairie }.map { ProgrammeEntier.Terme(1, $0.1.variable) }
        guard !deMairie.isEmpty else { return false }
        let autres = kits.filter { NatureProjet(besoins: [$0.0.kit.besoin]) != .mairie }.map { ProgrammeEntier.Terme(1, $0.1.variable) }
        modele.contraindre(deMairie, .auMoins(1))
        if !autres.isEmpty { modele.contraindre(autres, .auPlus(0)) }
        return true
    }

    private func borner(_ modele: inout Modele, _ borne: BorneAides, _ budget: Money) {
        modele.contraindre(termes(\.ht), .auPlus(borne.coutHT.upperBound.cents))
        if borne.coutHT.lowerBound > .zero { modele.contraindre(termes(\.ht), .auMoins(borne.coutHT.lowerBound.cents)) }
        modele.contraindre(termes(\.eligibleHT), .auPlus(borne.eligibleHT.upperBound.cents))
        if borne.eligibleHT.lowerBound > .zero {
            modele.contraindre(termes(\.eligibleHT), .auMoins(borne.eligibleHT.lowerBound.cents))
        }
        // Each capped aid is under its rate and under its ceiling: one constraint for each way to choose between the two.
        let plafonnees = borne.aides.filter { $0.plafond != nil }
        let libres = borne.aides.filter { $0.plafond == nil }
        for masque in 0..<(1 << plafonnees.count) {
            let auTaux = libres + plafonnees.indices.filter { masque & (1 << $0) == 0 }.map { plafonnees[$0] }
            let fixes = plafonnees.indices.filter { masque & (1 << $0) != 0 }.compactMap { plafonnees[$0].plafond }.sum()
            let marge = fixes.cents + auTaux.map(\.marge.cents).reduce(0, +) + 1
            modele.contraindre(termes { $0.reste(borne, auTaux) }, .auPlus(budget.cents + marge))
        }
        modele.contraindre(
            termes { $0.ttcBas - $0.fctva(borne.tauxFCTVA) - ($0.investissementHT.plafonne(borne.partPublique)) }, .auPlus(budget.cents + 1)
        )
    }

    private func termes(_ poids: (Sommes) -> Int64) -> [ProgrammeEntier.Terme] {
        zip(modele.offre.kits, modele.kits).map { .init(poids(Sommes($0.lignesPlan())), $1.variable) }
            + zip(modele.offre.articles, modele.articles).map { .init(poids(Sommes([$0.lignePlan(quantite: 1)])), $1.variable) }
    }
}

/// The sums of one unit of a line, in centimes; TTC is rounded down or up, on the side that the bound needs.
private struct Sommes {
    var (ht, eligibleHT, investissementHT) = (Int64(0), Int64(0), Int64(0))
    var (ttcBas, eligibleTTC, investissementTTC) = (Int64(0), Int64(0), Int64(0))

    init(_ lignes: [LignePlan]) {
        for ligne in lignes {
            let (ht, exact) = (ligne.totalHT.cents, Decimal(ligne.totalHT.cents) * (1 + ligne.tauxTva.value))
            self.ht += ht
            ttcBas += Rounding.down.cents(exact).cents
            guard ligne.section == .investissement else { continue }
            investissementHT += ht
            investissementTTC += exact.plafond
            guard ligne.eligible else { continue }
            eligibleHT += ht
            eligibleTTC += exact.plafond
        }
    }

    func fctva(_ taux: Rate) -> Int64 { investissementTTC.plafonne(taux) }

    func reste(_ borne: BorneAides, _ aides: [BorneAides.Aide]) -> Int64 {
        ttcBas - fctva(borne.tauxFCTVA) - aides.map { ($0.surTTC ? eligibleTTC : eligibleHT).plafonne($0.taux) }.reduce(0, +)
    }
}

extension Int64 {
    /// The product with a rate, rounded up.
    fileprivate func plafonne(_ taux: Rate) -> Int64 { (Decimal(self) * taux.value).plafond }
}

extension Decimal {
    /// The next whole number, for centimes that are never negative.
    fileprivate var plafond: Int64 {
        let bas = Rounding.down.cents(self).cents
        return Decimal(bas) < self ? bas + 1 : bas
    }
}
