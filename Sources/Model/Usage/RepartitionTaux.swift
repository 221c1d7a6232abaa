import Foundation

/// Awards by whole percent, each with an integer weight: exact whatever the order in which they are added.
struct RepartitionTaux: Sendable {
    private(set) var poids = [Int](repeating: 0, count: 101)
    private(set) var total = 0

    mutating func ajouter(_ comptage: ComptageTaux, poids facteur: Int) {
        for (pourcent, nombre) in comptage.parTaux where (0...100).contains(pourcent) {
            poids[pourcent] += nombre * facteur
            total += nombre * facteur
        }
    }
}

/// A mixture of distributions, each with its share, and its quartiles.
struct MelangeTaux {
    private var parts = [Decimal](repeating: 0, count: 101)

    mutating func ajouter(_ repartition: RepartitionTaux, part: Decimal) {
        guard repartition.total > 0, part > 0 else { return }
        let unite = part / Decimal(repartition.total)
        for pourcent in 0...100 where repartition.poids[pourcent] > 0 { parts[pourcent] += unite * Decimal(repartition.poids[pourcent]) }
    }

    /// The rates under which a quarter, a half and three quarters fall. Awards pile up on round rates (20, 30, 40, 50, 80 %), so half of a
    /// pile is counted under its rate, and between two rates the quartile is read on a straight line, then brought to the whole percent.
    var quartiles: [Rate]? {
        let total = parts.reduce(0, +)
        guard total > 0 else { return nil }
        var points: [(pourcent: Decimal, cumul: Decimal)] = []
        var cumul = Decimal(0)
        for pourcent in 0...100 where parts[pourcent] > 0 {
            points.append((Decimal(pourcent), cumul + parts[pourcent] / 2))
            cumul += parts[pourcent]
        }
        return [1, 2, 3].map { quart in MelangeTaux.lire(total * Decimal(quart) / 4, sur: points) }
    }

    private static func lire(_ seuil: Decimal, sur points: [(pourcent: Decimal, cumul: Decimal)]) -> Rate {
        guard let apres = points.firstIndex(where: { $0.cumul >= seuil }) else { return .percent(points[points.count - 1].pourcent) }
        guard apres > 0 else { return .percent(points[0].pourcent) }
        let (a, b) = (points[apres - 1], points[apres])
        var (input, output) = (a.pourcent + (seuil - a.cumul) / (b.cumul - a.cumul) * (b.pourcent - a.pourcent), Decimal())
        NSDecimalRound(&output, &input, 0, .plain)
        return .percent(output)
    }
}
