public import Foundation

extension Money {
    /// This amount shared by weight, to the centime: each part is its exact share rounded down, and the centimes left go one by one to the
    /// largest remainders, the first at equal remainders. The parts add up to the amount, always.
    /// - Parameter poids: at least one above zero; none negative.
    public func repartie(_ poids: [Decimal]) -> [Money] {
        let total = poids.reduce(0, +)
        guard total > 0 else { return poids.map { _ in .zero } }
        var parts = poids.map { Rounding.down.cents(Decimal(cents) * $0 / total) }
        let reste = Int((self - parts.sum()).cents)
        // Times the total, so that no division rounds them: equal remainders stay equal.
        let restes = zip(poids, parts).map { Decimal(cents) * $0 - Decimal($1.cents) * total }
        let ordre = restes.indices.sorted { a, b in restes[a] != restes[b] ? restes[a] > restes[b] : a < b }
        for index in ordre.prefix(max(0, reste)) { parts[index] += Money(cents: 1) }
        return parts
    }
}
