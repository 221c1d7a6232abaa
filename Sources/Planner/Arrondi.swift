import Foundation
import Model

extension Rounding {
    /// The same grain, but never over: what a cap allows is rounded down (RULES 1.6), because rounding up breaks the cap.
    var auPlafond: Rounding {
        switch self {
        case .halfUp, .down: .down
        case .euro, .euroDown: .euroDown
        }
    }

    /// The grain in centimes of the amounts that this préfecture writes.
    var grain: Int64 {
        switch self {
        case .halfUp, .down: 1
        case .euro, .euroDown: 100
        }
    }
}

extension Money {
    /// The smallest whole number of centimes that reaches `rate` of this amount.
    func auMoins(_ rate: Rate) -> Money {
        let down = times(rate, .down)
        return Decimal(down.cents) < Decimal(cents) * rate.value ? Money(cents: down.cents + 1) : down
    }

    /// This amount as a share of a base, to ten decimals, never over the exact quotient: a rate printed under a cap stays under it.
    func taux(sur base: Money) -> Rate {
        guard base.cents > 0 else { return .zero }
        var exact = ratio(to: base).value
        var result = Decimal()
        NSDecimalRound(&result, &exact, 10, .down)
        return Rate(result)
    }
}

extension Rate {
    /// `16,404 %`: every decimal, where two would lie.
    var pourcentExact: String { "\((value * 100).french)\u{A0}%" }
}
