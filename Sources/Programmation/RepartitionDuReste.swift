import Model

extension ProblemeProgrammation {
    /// The amounts of those retained: each its minimum, then what a sector lacks under its floor, then what is left of the envelope, each
    /// time in proportion to what each may still receive, by whole grains. Never over the envelope, never over a maximum.
    /// - Returns: nil when the minimums exceed the envelope or a floor cannot be reached.
    func repartir(_ retenus: Set<Int>) -> [Money]? {
        var montants = candidats.indices.map { retenus.contains($0) ? candidats[$0].minimum.cents : 0 }
        var reste = budget.cents - montants.reduce(0, +)
        guard reste >= 0 else { return nil }
        let ordre = retenus.sorted()
        for (secteur, plancher) in planchers.sorted(by: { $0.key < $1.key }) {
            let siens = ordre.filter { candidats[$0].secteur == secteur }
            let manque = plancher.cents - siens.reduce(Int64(0)) { $0 + montants[$1] }
            guard manque > 0 else { continue }
            let voulu = (manque + grain - 1) / grain * grain
            guard voulu <= reste, relever(&montants, siens, de: voulu) == voulu else { return nil }
            reste -= voulu
        }
        _ = relever(&montants, ordre, de: reste)
        return montants.map { Money(cents: $0) }
    }

    /// Raises by whole grains in proportion to the room of each; what rounding leaves goes to the largest remainders, the first at equal ones.
    /// - Returns: what was really given.
    private func relever(_ montants: inout [Int64], _ qui: [Int], de somme: Int64) -> Int64 {
        let places = qui.map { (candidats[$0].maximum.cents - montants[$0]) / grain }
        let place = places.reduce(0, +)
        let donnes = min(somme / grain, place)
        guard donnes > 0 else { return 0 }
        var parts: [Int64] = []
        var restes: [(rang: Int, reste: Int128)] = []
        for (rang, sienne) in places.enumerated() {
            let (quotient, reste) = (Int128(donnes) * Int128(sienne)).quotientAndRemainder(dividingBy: Int128(place))
            parts.append(Int64(quotient))
            restes.append((rang, reste))
        }
        let manque = Int(donnes - parts.reduce(0, +))
        for (rang, _) in restes.sorted(by: { $0.reste != $1.reste ? $0.reste > $1.reste : $0.rang < $1.rang }).prefix(manque) {
            parts[rang] += 1
        }
        for (rang, position) in qui.enumerated() { montants[position] += parts[rang] * grain }
        return donnes * grain
    }
}
