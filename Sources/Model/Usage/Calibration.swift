import Foundation

/// How often a rate that the estimate never saw falls between its quartiles: it should be about once in two. Whole départements are left out,
/// because a préfecture's practice is what an estimate has to guess: every fifth code of the list, five times, so that each is left out once.
public struct Calibration: Sendable, Hashable {
    public struct Groupe: Sendable, Hashable {
        public let departements: [String]
        public var nombre = 0
        /// Between q1 and q3, bounds included.
        public var entre = 0
        /// On q1 or q3 exactly.
        public var surUneBorne = 0
        /// Sum of q3 − q1, in whole percents.
        public var largeur = 0
        /// Pinball loss of the three quartiles, in quarters of a percent: what cross-validation makes small.
        public var perte = 0

        public var part: Rate { Rate(nombre == 0 ? 0 : Decimal(entre) / Decimal(nombre)) }
    }

    public let groupes: [Groupe]

    /// - Parameter points: of any order; départements are sorted by their code.
    public init(
        _ points: [TauxAccorde], situations: [SituationDepartement], reglage: ReglageUsages = .retenu, sansLeGroupe exclu: Int? = nil
    ) {
        let codes = Set(points.map(\.departement)).sorted()
        let rang = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0 % Self.tours) })
        let retenus = points.filter { rang[$0.departement] != exclu }
        groupes = (0..<Self.tours).filter { $0 != exclu }.map { tour in
            let usages = Usages(
                comptages: ComptageTaux.compter(retenus.filter { rang[$0.departement] != tour }), situations: situations, source: "",
                reglage: reglage)
            var groupe = Groupe(departements: codes.filter { rang[$0] == tour })
            for point in retenus where rang[point.departement] == tour { groupe.ajouter(point, usages) }
            return groupe
        }
    }

    /// Every fifth département.
    public static let tours = 5

    public var total: Groupe {
        groupes.reduce(into: Groupe(departements: groupes.flatMap(\.departements).sorted())) { total, groupe in
            total.nombre += groupe.nombre
            total.entre += groupe.entre
            total.surUneBorne += groupe.surUneBorne
            total.largeur += groupe.largeur
            total.perte += groupe.perte
        }
    }
}

extension Calibration.Groupe {
    fileprivate mutating func ajouter(_ point: TauxAccorde, _ usages: Usages) {
        guard let usage = usages.estimer(point) else { return }
        let quartiles = [usage.q1, usage.mediane, usage.q3].map { NSDecimalNumber(decimal: $0.value * 100).intValue }
        nombre += 1
        if quartiles[0] <= point.pourcent, point.pourcent <= quartiles[2] { entre += 1 }
        if point.pourcent == quartiles[0] || point.pourcent == quartiles[2] { surUneBorne += 1 }
        largeur += quartiles[2] - quartiles[0]
        for (quart, quartile) in zip(1...3, quartiles) {
            let ecart = point.pourcent - quartile
            perte += ecart >= 0 ? quart * ecart : (quart - 4) * ecart
        }
    }
}

extension Usages {
    func estimer(_ point: TauxAccorde) -> UsageObserve? {
        estimer(
            dispositif: point.dispositif, departement: point.departement, nature: point.nature, coutHT: point.coutRepresentatif,
            porteur: point.porteur)
    }
}

extension TauxAccorde {
    /// A cost of its size band.
    fileprivate var coutRepresentatif: Money {
        switch taille {
        case .moinsDe1500: .euros(1_000)
        case .moinsDe5000: .euros(3_000)
        case .moinsDe20000: .euros(10_000)
        case .moinsDe100000: .euros(50_000)
        case .plus: .euros(200_000)
        }
    }
}
