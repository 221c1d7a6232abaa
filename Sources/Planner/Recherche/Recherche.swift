import Foundation
import Model

/// The search among every admissible set of dispositifs and every amount each may give, for one objective. Sets matter because a floor, a
/// small dépense subventionnable or an exclusion can make one dispositif cost more than it brings; inside one set the best amounts are found
/// directly and exactly (`Partage`).
struct Recherche {
    let candidats: [Candidat]
    let limites: Limites
    /// Share of an amount that the FCTVA takes back when State money is computed on TTC (FCTVA-2).
    let tauxFCTVA: Rate
    let delais: Delais
    /// Beyond this number of funders asked at once, the sets would be too many: the request is refused before (`PlanRequete`).
    static let maximum = 12

    /// The best of all for an objective; nothing when nothing can be asked.
    func meilleure(_ objectif: Objectif) -> Repartition {
        var meilleur: (essai: Repartition, rang: Rang)?
        let offre = objectif == .plusSur ? surs() : self
        offre.chaqueEnsemble { indices in
            guard let essai = offre.partage(indices, objectif).meilleur(indices) else { return }
            let rang = offre.rang(essai, objectif)
            if meilleur.map({ rang < $0.rang }) ?? true { meilleur = (essai, rang) }
        }
        return meilleur?.essai ?? Repartition(montants: candidats.map { _ in .zero })
    }

    /// Non-empty sets without two dispositifs that exclude each other.
    func chaqueEnsemble(_ body: ([Int]) -> Void) {
        let exclusives = candidats.contains { !$0.exclut.isEmpty }
        for masque in 1..<max(1, 1 << candidats.count) {
            let indices = candidats.indices.filter { masque & (1 << $0) != 0 }
            if !exclusives || compatibles(indices) { body(indices) }
        }
    }

    /// WHAT-6 and the like: what a dispositif says it cannot go with.
    private func compatibles(_ indices: [Int]) -> Bool {
        let codes = Set(indices.map { candidats[$0].code })
        return indices.allSatisfy { candidats[$0].exclut.isDisjoint(with: codes) }
    }

    func partage(_ indices: [Int], _ objectif: Objectif) -> Partage {
        guard objectif == .plusTot else { return Partage(candidats: candidats, limites: limites, valeurs: candidats.map(valeurNette)) }
        return Partage(candidats: candidats, limites: limites, valeurs: delais.valeurs(indices))
    }

    /// Hundred-thousandths of each centime that lower the remaining cost.
    private func valeurNette(_ candidat: Candidat) -> Int64 {
        guard candidat.reduitFCTVA else { return 100_000 }
        return Rounding.down.cents((1 - tauxFCTVA.value) * 100_000).cents
    }

    /// The same search over what is sure: the dispositifs with the fewest uncertainties, at the rate that three files in four obtained.
    func surs() -> Recherche {
        let moindre = candidats.map(\.incertitudes).min() ?? 0
        let surs = candidats.map { candidat in
            var candidat = candidat
            if candidat.incertitudes > moindre { candidat.maximum = .zero }
            if let montant = candidat.montantSur { candidat.maximum = min(candidat.maximum, montant) }
            return candidat
        }
        return Recherche(candidats: surs, limites: limites, tauxFCTVA: tauxFCTVA, delais: delais)
    }
}

/// How good a plan is, first number first; the lowest is the best.
struct Rang: Comparable {
    let criteres: [Int128]
    /// At equal criteria, the first dispositifs in their order.
    let indices: [Int]

    static func < (a: Rang, b: Rang) -> Bool {
        a.criteres != b.criteres ? a.criteres.lexicographicallyPrecedes(b.criteres) : a.indices.lexicographicallyPrecedes(b.indices)
    }
}

extension Recherche {
    /// Grants that nothing guarantees, and those asked over the usual rate.
    func incertitudes(_ repartition: Repartition) -> Int {
        var total = 0
        for index in repartition.demandes {
            total += candidats[index].incertitudes
            if let usuel = candidats[index].montantSur, repartition.montants[index] > usuel { total += 1 }
        }
        return total
    }

    /// What the aids take off the remaining cost, in hundred-thousandths of a centime.
    func gain(_ repartition: Repartition) -> Int128 {
        zip(candidats, repartition.montants).reduce(0) { $0 + Int128($1.1.cents) * Int128(valeurNette($1.0)) }
    }

    /// How early the money of a plan comes, in centimes × days: the higher the better.
    func promptitude(_ repartition: Repartition) -> Int128 {
        zip(delais.valeurs(repartition.demandes), repartition.montants).reduce(0) { $0 + Int128($1.1.cents) * Int128($1.0) }
    }

    func rang(_ essai: Repartition, _ objectif: Objectif) -> Rang {
        let (gain, dossiers) = (-gain(essai), Int128(essai.dossiers))
        let risques = Int128(essai.demandes.map { candidats[$0].incertitudes }.reduce(0, +))
        let criteres: [Int128] =
            switch objectif {
            case .resteACharge, .plusSur: [gain, dossiers, risques]
            case .moinsDeDossiers: [dossiers, gain, risques]
            case .plusTot: [-promptitude(essai), gain, dossiers]
            }
        return Rang(criteres: criteres, indices: essai.demandes)
    }
}
