public import Foundation

/// An exact amount of euros, in whole centimes. Whether it is HT or TTC is said by the name that holds it
/// (`coutHT`, `coutTTC`), never by a flag. In the database it is a `bigint` column `…_centimes`, and its `Codable`
/// form is that integer; the decimal string of the contract is `decimal`.
public struct Money: Hashable, Comparable, Sendable, Codable {
    public var cents: Int64

    public init(cents: Int64) { self.cents = cents }
    public init(from decoder: any Decoder) throws { cents = try decoder.singleValueContainer().decode(Int64.self) }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(cents)
    }

    public static let zero = Money(cents: 0)
    /// Whole euros, for constants such as thresholds of a rule.
    public static func euros(_ value: Int64) -> Money { Money(cents: value * 100) }

    public static func < (a: Money, b: Money) -> Bool { a.cents < b.cents }
    public static func + (a: Money, b: Money) -> Money { Money(cents: a.cents + b.cents) }
    public static func - (a: Money, b: Money) -> Money { Money(cents: a.cents - b.cents) }
    public static prefix func - (a: Money) -> Money { Money(cents: -a.cents) }
    public static func += (a: inout Money, b: Money) { a.cents += b.cents }
    public static func -= (a: inout Money, b: Money) { a.cents -= b.cents }

    /// Exact euros, for a ratio or a product with a rate.
    public var exact: Decimal { Decimal(cents) / 100 }

    /// The product with a rate, brought back to whole centimes.
    /// RULES 1.6: half-up by default; `.down` whenever the rate is a cap, because rounding up breaks it.
    public func times(_ rate: Rate, _ rounding: Rounding = .halfUp) -> Money {
        rounding.cents(Decimal(cents) * rate.value)
    }

    /// The product with a quantity of units.
    public func times(_ quantity: Decimal, _ rounding: Rounding = .halfUp) -> Money {
        rounding.cents(Decimal(cents) * quantity)
    }

    /// This amount as a share of another, exact; zero when the other is zero.
    public func ratio(to whole: Money) -> Rate {
        whole.cents == 0 ? .zero : Rate(Decimal(cents) / Decimal(whole.cents))
    }
}

extension Sequence where Element == Money {
    public func sum() -> Money { reduce(.zero, +) }
}

/// How a product is brought back to money. The CGCT has no rule (RULES 1.6): half-up to the cent unless a préfecture says otherwise.
public enum Rounding: String, Codable, Sendable, CaseIterable {
    case halfUp = "centime", down = "centime_inferieur", euro = "euro", euroDown = "euro_inferieur"

    /// - Parameter exact: an exact number of centimes.
    public func cents(_ exact: Decimal) -> Money {
        switch self {
        case .halfUp: Money(cents: rounded(exact, .plain))
        case .down: Money(cents: rounded(exact, .down))
        case .euro: Money(cents: rounded(exact / 100, .plain) * 100)
        case .euroDown: Money(cents: rounded(exact / 100, .down) * 100)
        }
    }

    private func rounded(_ value: Decimal, _ mode: NSDecimalNumber.RoundingMode) -> Int64 {
        var input = value
        var output = Decimal()
        NSDecimalRound(&output, &input, 0, mode)
        return NSDecimalNumber(decimal: output).int64Value
    }
}
