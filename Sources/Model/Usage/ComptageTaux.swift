import Foundation

/// How many real awards had each rate, for one dispositif in one département, for one kind, size and porteur: what ships in
/// `Catalog/usages`. Neighbours, région and country are sums of these.
public struct ComptageTaux: Codable, Sendable, Hashable {
    public let dispositif: String
    public let departement: String
    public let nature: NatureProjet
    public let taille: TailleProjet
    public let porteur: NaturePorteur
    /// Number of awards by whole percent of the cost HT, half-up: 29.84 % counts in 30.
    public let parTaux: [Int: Int]

    public init(
        dispositif: String, departement: String, nature: NatureProjet, taille: TailleProjet, porteur: NaturePorteur, parTaux: [Int: Int]
    ) {
        (self.dispositif, self.departement, self.nature) = (dispositif, departement, nature)
        (self.taille, self.porteur, self.parTaux) = (taille, porteur, parTaux)
    }

    public var nombre: Int { parTaux.values.reduce(0, +) }
}

/// A digital award of the DETR or the DSIL whose rate is known: one point of the statistics.
public struct TauxAccorde: Sendable, Hashable {
    public let dispositif: String
    public let departement: String
    public let nature: NatureProjet
    public let taille: TailleProjet
    public let porteur: NaturePorteur
    /// Whole percent, half-up.
    public let pourcent: Int

    /// nil for an award that says nothing of a practice: not digital, no amount, more than its cost, given to a département.
    public init?(_ attribution: Attribution) {
        guard ["DETR", "DSIL"].contains(attribution.dispositif), let porteur = NaturePorteur(rawValue: attribution.echelon.rawValue),
            let taux = attribution.taux, taux > .zero, taux <= .one, let cout = attribution.coutHT, let nature = attribution.nature
        else { return nil }
        var (input, output) = (taux.value * 100, Decimal())
        NSDecimalRound(&output, &input, 0, .plain)
        (dispositif, departement, self.nature) = (attribution.dispositif, attribution.departement, nature)
        (taille, self.porteur, pourcent) = (TailleProjet(coutHT: cout), porteur, NSDecimalNumber(decimal: output).intValue)
    }
}

extension ComptageTaux {
    /// Counts awards, in an order that depends on them alone.
    public static func compter(_ points: [TauxAccorde]) -> [ComptageTaux] {
        let groupes = Dictionary(grouping: points) {
            Cle(dispositif: $0.dispositif, departement: $0.departement, nature: $0.nature, taille: $0.taille, porteur: $0.porteur)
        }
        let comptages = groupes.map { cle, points in
            ComptageTaux(
                dispositif: cle.dispositif, departement: cle.departement, nature: cle.nature, taille: cle.taille, porteur: cle.porteur,
                parTaux: points.reduce(into: [:]) { $0[$1.pourcent, default: 0] += 1 })
        }
        return comptages.sorted { $0.ordre < $1.ordre }
    }

    private struct Cle: Hashable {
        let dispositif: String
        let departement: String
        let nature: NatureProjet
        let taille: TailleProjet
        let porteur: NaturePorteur
    }

    private var ordre: (String, String, String, Int, String) {
        (dispositif, departement, nature.rawValue, taille.rang, porteur.rawValue)
    }
}
