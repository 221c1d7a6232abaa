import Foundation
import Model

/// Amounts asked of a set of dispositifs, in the order of the candidates; zero: not asked.
struct Repartition {
    var montants: [Money]
    var total: Money { montants.sum() }
    var dossiers: Int { montants.count(where: { $0 > .zero }) }
}

/// The search for the least remaining cost. Aids are computed on HT and FCTVA on TTC, so the remaining cost is least when the aids are
/// greatest. Every set of dispositifs is tried; within one set the best amounts are found directly, and exactly:
/// - private money counts for one and takes 0.80 of the room of public money, so it is taken first, as far as the public floors allow;
/// - public amounts then have floors and ceilings, and two nested ceilings (State ⊂ public): filling one after the other reaches the greatest
///   sum, whatever the order; whole-euro grains go first so that the others can use the centimes that are left.
/// Sets matter because a floor or a small dépense subventionnable can make one dispositif cost more than it brings.
struct Recherche {
    let candidats: [Candidat]
    let limites: Limites
    /// Beyond this number of funders asked at once, the sets would be too many: the request is refused before (`PlanRequete`).
    static let maximum = 12

    /// The greatest aid; then the fewest dossiers; then the first dispositifs in order (DETR, DSIL, LIEUX, the others as given).
    func meilleure() -> Repartition {
        var best = Repartition(montants: candidats.map { _ in .zero })
        var choix: [Int] = []
        for masque in 1..<max(1, 1 << candidats.count) {
            let indices = candidats.indices.filter { masque & (1 << $0) != 0 }
            guard let essai = repartir(indices) else { continue }
            let (avant, apres) = (best.total, essai.total)
            if apres > avant || (apres == avant && (indices.count, indices) < (choix.count, choix)) { (best, choix) = (essai, indices) }
        }
        return best
    }

    /// The best amounts of exactly these dispositifs, each above zero; nil when their floors do not fit under the ceilings.
    func repartir(_ indices: [Int]) -> Repartition? {
        let publics = indices.filter { candidats[$0].estPublic }
        let prives = indices.filter { !candidats[$0].estPublic }
        let planchersPublics = publics.map { candidats[$0].minimum }.sum() + limites.acquisPublics
        guard let apportPrive = privesPossibles(prives, planchersPublics) else { return nil }
        var repartition = Repartition(montants: candidats.map { _ in .zero })
        var privesRestant = apportPrive - prives.map { candidats[$0].minimum }.sum()
        for index in prives { repartition.montants[index] = remplir(index, &privesRestant) }
        let apport = prives.map { repartition.montants[$0] }.sum()

        guard var reste = resteLibre(publics, apport, planchersPublics) else { return nil }
        for index in publics.sorted(by: { (candidats[$1].grain, $0) < (candidats[$0].grain, $1) }) {
            var room = candidats[index].sousPlafondEtat ? min(reste.etat, reste.publics) : reste.publics
            let avant = room
            repartition.montants[index] = remplir(index, &room)
            let pris = avant - room
            reste.publics -= pris
            if candidats[index].sousPlafondEtat { reste.etat -= pris }
        }
        return indices.allSatisfy { repartition.montants[$0] > .zero } ? repartition : nil
    }

    /// From the floor up to the ceiling as far as the room allows, on the grain of the préfecture; takes from the room what exceeds the floor.
    private func remplir(_ index: Int, _ room: inout Money) -> Money {
        let candidat = candidats[index]
        let vise = min(candidat.maximum, candidat.minimum + room)
        let montant = vise == candidat.maximum ? vise : max(candidat.minimum, Money(cents: vise.cents / candidat.grain * candidat.grain))
        room -= montant - candidat.minimum
        return montant
    }

    /// Private money to take: as much as is offered, short of leaving the public floors without room. nil: the floors cannot all be met.
    private func privesPossibles(_ prives: [Int], _ planchersPublics: Money) -> Money? {
        guard !prives.isEmpty else { return .zero }
        let acquis = limites.acquisPrives
        let offert = prives.map { candidats[$0].maximum }.sum()
        let denominateur = 1 - limites.partPropre.value
        guard denominateur > 0 else { return nil }
        let coutMinimal = planchersPublics.times(1 / denominateur, .down)
        var apport = min(offert, limites.cout - acquis - coutMinimal)
        while apport > .zero, limites.publics(avecPrives: acquis + apport) < planchersPublics { apport -= Money(cents: 1) }
        return apport >= prives.map({ candidats[$0].minimum }).sum() && apport > .zero ? apport : nil
    }

    /// The room over the floors, for the State and for all public money. nil: the floors do not fit.
    private func resteLibre(_ publics: [Int], _ prives: Money, _ planchersPublics: Money) -> (etat: Money, publics: Money)? {
        var plafond = limites.publics(avecPrives: limites.acquisPrives + prives)
        if let cap = limites.plafondAides, let base = publics.map({ candidats[$0].base }).min() {
            plafond = min(plafond, base.times(cap, .down))
        }
        let resteP = plafond - planchersPublics
        guard resteP >= .zero || publics.isEmpty else { return nil }
        let etat = publics.filter { candidats[$0].sousPlafondEtat }
        guard !etat.isEmpty, let plafondEtat = limites.etat(bases: etat.map { candidats[$0].base }) else { return (resteP, resteP) }
        let resteE = plafondEtat - limites.acquisEtat - etat.map { candidats[$0].minimum }.sum()
        return resteE >= .zero ? (resteE, resteP) : nil
    }
}

private func < (a: (Int, [Int]), b: (Int, [Int])) -> Bool { a.0 != b.0 ? a.0 < b.0 : a.1.lexicographicallyPrecedes(b.1) }
