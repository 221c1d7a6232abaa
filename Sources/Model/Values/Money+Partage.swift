public import Foundation

extension Money {
    /// This amount shared by weight, to the centime: each part is its exact share rounded down, and the centimes left go one by one to the
    /// largest remainders, the first at equal remainders. The parts add up to the amount, always.
    /// - Parameter poids: at least one above zero; none negative.
    public func repartie(_ poids: [Decimal]) -> [Money] {
        let total = poids.reduce(0, +)
        guard total > 0 else { return poids.map { _ in .zero } }
        let exactes = poids.map { Decimal(cents) * $0 / total }
        var parts = exactes.map { Rounding.down.cents($0) }
        let reste = Int((self - parts.sum()).cents)
        let ordre = exactes.indices.sorted { a, b in
            let (ra, rb) = (exactes[a] - Decimal(parts[a].cents), exactes[b] - Decimal(parts[b].cents))
            return ra != rb ? ra > rb : a < b
        }
        for index in ordre.prefix(max(0, reste)) { parts[index] += Money(cents: 1) }
        return parts
    }
}
