import Foundation
import Model

/// Amounts asked of a set of dispositifs, in the order of the candidates; zero: not asked.
struct Repartition: Hashable {
    var montants: [Money]
    var total: Money { montants.sum() }
    var dossiers: Int { montants.count(where: { $0 > .zero }) }
    var demandes: [Int] { montants.indices.filter { montants[$0] > .zero } }
}

/// The best amounts of exactly one set of dispositifs, each above zero. Every centime of a dispositif has the same worth (`valeurs`), and the
/// limits are: a floor and a ceiling each, the State's cap inside the cap of all public money, and private money, each euro of which takes
/// `1 − own share` of the room of public money. So:
/// - with the private total fixed, filling the public funders by worth reaches the best sum (the two caps are nested);
/// - the worth of the whole is concave in the private total, so its best is at an end or where a public funder is just full.
/// Whole-euro grains go first at equal worth, so that the others can use the centimes that are left.
struct Partage {
    let candidats: [Candidat]
    let limites: Limites
    /// What one centime of each candidate is worth, never negative.
    let valeurs: [Int64]

    /// - Parameter indices: the set. nil: its floors do not fit under the ceilings.
    func meilleur(_ indices: [Int]) -> Repartition? {
        let prives = indices.filter { !candidats[$0].estPublic }
        let publics = indices.filter { candidats[$0].estPublic && candidats[$0].plafondPartPropre == nil }.sorted(by: avant)
        let derniers = indices.filter { candidats[$0].estPublic && candidats[$0].plafondPartPropre != nil }
        var meilleur: (Repartition, Int128)?
        for apport in apportsUtiles(prives, publics, derniers) {
            guard let essai = repartir(prives, publics, derniers, apport: apport) else { continue }
            let valeur = valeur(essai)
            if meilleur.map({ valeur > $0.1 }) ?? true { meilleur = (essai, valeur) }
        }
        return meilleur?.0
    }

    func valeur(_ repartition: Repartition) -> Int128 {
        zip(repartition.montants, valeurs).reduce(0) { $0 + Int128($1.0.cents) * Int128($1.1) }
    }

    private func avant(_ a: Int, _ b: Int) -> Bool {
        (valeurs[b], candidats[b].grain, a) < (valeurs[a], candidats[a].grain, b)
    }

    private func repartir(_ prives: [Int], _ publics: [Int], _ derniers: [Int], apport: Money) -> Repartition? {
        var repartition = Repartition(montants: candidats.map { _ in .zero })
        var restePrive = apport - minimums(prives)
        guard restePrive >= .zero else { return nil }
        for index in prives.sorted(by: avant) { repartition.montants[index] = remplir(index, &restePrive) }
        let verse = prives.map { repartition.montants[$0] }.sum()
        guard var reste = place(publics, derniers, verse) else { return nil }
        for index in publics {
            let etat = candidats[index].sousPlafondEtat
            let avant = etat ? min(reste.etat, reste.publics) : reste.publics
            var room = avant
            repartition.montants[index] = remplir(index, &room)
            reste.publics -= avant - room
            if etat { reste.etat -= avant - room }
        }
        completer(derniers, verse, &repartition)
        return (prives + publics + derniers).allSatisfy {
            repartition.montants[$0] > .zero && repartition.montants[$0] >= candidats[$0].minimum
        }
            ? repartition : nil
    }

    /// From the floor up to the ceiling as far as the room allows, on the grain of the préfecture; takes from the room what exceeds the floor.
    private func remplir(_ index: Int, _ room: inout Money) -> Money {
        let candidat = candidats[index]
        let vise = min(candidat.maximum, candidat.minimum + room)
        let montant = vise == candidat.maximum ? vise : max(candidat.minimum, Money(cents: vise.cents / candidat.grain * candidat.grain))
        room -= montant - candidat.minimum
        return montant
    }

    /// The room over the floors, for the State and for all public money. nil: the floors do not fit.
    private func place(_ publics: [Int], _ derniers: [Int], _ prives: Money) -> (etat: Money, publics: Money)? {
        let reserve = minimums(derniers)
        var plafond = limites.publics(avecPrives: limites.acquisPrives + prives)
        if let cap = limites.plafondAides, let base = publics.map({ candidats[$0].base }).min() {
            plafond = min(plafond, base.times(cap, .down))
        }
        var resteP = plafond - limites.acquisPublics - minimums(publics) - reserve
        for index in derniers { resteP = min(resteP, placeSous(index, prives) - minimums(publics)) }
        guard resteP >= .zero else { return nil }
        let etat = publics.filter { candidats[$0].sousPlafondEtat }
        guard !etat.isEmpty, let plafondEtat = limites.etat(bases: etat.map { candidats[$0].base }) else { return (resteP, resteP) }
        let resteE = plafondEtat - limites.acquisEtat - minimums(etat)
        return resteE >= .zero ? (resteE, resteP) : nil
    }

    /// CGCT L5214-16 V: a fonds de concours is at most the share of the expense that the beneficiary itself finances, grants apart. It comes
    /// last, because it can only complete: what the others bring leaves it less room than it brings.
    private func completer(_ derniers: [Int], _ prives: Money, _ repartition: inout Repartition) {
        for index in derniers {
            let autres = repartition.total + limites.acquisPublics + limites.acquisPrives
            let publics = limites.publics(avecPrives: limites.acquisPrives + prives) - (repartition.total - prives) - limites.acquisPublics
            let part = candidats[index].plafondPartPropre?.value ?? 1
            let sousPropre = (limites.cout - autres).times(Rate(part / (1 + part)), .down)
            repartition.montants[index] = min(candidats[index].maximum, publics, sousPropre)
        }
    }

    /// What the other public grants may reach while leaving this one its floor.
    private func placeSous(_ index: Int, _ prives: Money) -> Money {
        let part = candidats[index].plafondPartPropre?.value ?? 1
        let besoin = max(candidats[index].minimum, Money(cents: 1))
        let propre = Rounding.halfUp.cents((Decimal(besoin.cents) / part).rounded(.up))
        return limites.cout - limites.acquisPublics - limites.acquisPrives - prives - besoin - propre
    }

    private func minimums(_ indices: [Int]) -> Money { indices.map { candidats[$0].minimum }.sum() }
}

extension Partage {
    /// The private totals among which the best is: the most, the least, and those where one funder is just full, with their neighbours of a
    /// centime because caps are rounded down.
    private func apportsUtiles(_ prives: [Int], _ publics: [Int], _ derniers: [Int]) -> [Money] {
        guard !prives.isEmpty else { return [.zero] }
        let (bas, haut) = (minimums(prives), prives.map { candidats[$0].maximum }.sum())
        let planchers = minimums(publics) + minimums(derniers) + limites.acquisPublics
        let part = 1 - limites.partPropre.value
        guard part > 0 else { return [haut] }
        // The private total that leaves public money exactly this much.
        func laissant(_ total: Money) -> Money {
            limites.cout - limites.acquisPrives - Money(cents: Rounding.halfUp.cents((Decimal(total.cents) / part).rounded(.up)).cents)
        }
        // At equal worth private money is worth more than the public money it displaces: as much as leaves the floors their room.
        guard Set((prives + publics + derniers).map { valeurs[$0] }).count > 1 else {
            return voisins([haut, laissant(planchers)], 1, entre: max(bas, Money(cents: 1)), et: haut)
        }
        var seuils = [bas, haut, laissant(planchers)]
        var cumulPrive = bas
        for index in prives.sorted(by: avant) {
            cumulPrive += candidats[index].maximum - candidats[index].minimum
            seuils.append(cumulPrive)
        }
        var (cumul, etat) = (planchers, placeEtat(publics))
        for index in publics {
            let marge = candidats[index].maximum - candidats[index].minimum
            let pris = candidats[index].sousPlafondEtat ? min(marge, etat) : marge
            if candidats[index].sousPlafondEtat { etat -= pris }
            cumul += pris
            seuils.append(laissant(cumul))
        }
        // Caps are whole centimes: within a period of the own share (ten centimes at most for 20 % or 30 %) one private total fits better.
        return voisins(seuils, 10, entre: max(bas, Money(cents: 1)), et: haut)
    }

    private func voisins(_ seuils: [Money], _ rayon: Int64, entre bas: Money, et haut: Money) -> [Money] {
        Set(seuils.flatMap { seuil in (-rayon...rayon).map { min(max(Money(cents: seuil.cents + $0), bas), haut) } }).sorted(by: >)
    }

    /// The room of the State's cap over the floors, without any other limit.
    private func placeEtat(_ publics: [Int]) -> Money {
        let etat = publics.filter { candidats[$0].sousPlafondEtat }
        guard let plafond = limites.etat(bases: etat.map { candidats[$0].base }) else { return limites.cout }
        return max(.zero, plafond - limites.acquisEtat - minimums(etat))
    }
}

extension Decimal {
    fileprivate func rounded(_ mode: NSDecimalNumber.RoundingMode) -> Decimal {
        var (input, output) = (self, Decimal())
        NSDecimalRound(&output, &input, 0, mode)
        return output
    }
}
