import Foundation

/// Why a text is not an amount.
public enum MoneyError: Error, Equatable, Sendable {
    case empty, notANumber, tooManyDecimals, tooLarge
}

extension Money {
    /// `1234.50`, the decimal string of the contract and of machine files.
    public var decimal: String {
        let magnitude = cents.magnitude
        let rest = magnitude % 100
        return (cents < 0 ? "-" : "") + "\(magnitude / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }

    /// `1 234,50 €`, with U+202F between thousands and U+00A0 before the sign.
    public var french: String { frenchNumber + "\u{A0}€" }

    /// `1 234,50`, for a column whose header carries the unit.
    public var frenchNumber: String {
        let magnitude = cents.magnitude
        let rest = magnitude % 100
        return sign + Money.grouped(magnitude / 100) + "," + (rest < 10 ? "0\(rest)" : "\(rest)")
    }

    /// `1 235 €`, rounded half-up to whole euros, for cards where centimes would be noise.
    public var frenchEuros: String {
        sign + Money.grouped((cents.magnitude + 50) / 100) + "\u{A0}€"
    }

    /// Reads what a person types or a file carries: any space, comma or point, with or without `€`.
    public init(french text: String) throws(MoneyError) {
        let compact = text.filter { !$0.isWhitespace && $0 != "€" && $0 != "\u{202F}" && $0 != "\u{A0}" }
        guard !compact.isEmpty else { throw .empty }
        let negative = compact.hasPrefix("-") || compact.hasPrefix("−")
        let digits = negative ? compact.dropFirst() : compact[...]
        let parts = digits.split(whereSeparator: { $0 == "," || $0 == "." })
        let separators = digits.count(where: { $0 == "," || $0 == "." })
        guard separators <= 1, (1...2).contains(parts.count), parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
            digits.first?.isASCIIDigit == true, digits.last?.isASCIIDigit == true
        else { throw .notANumber }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard fraction.count <= 2 else { throw .tooManyDecimals }
        guard parts[0].count <= 14, let euros = Int64(parts[0]) else { throw .tooLarge }
        let rest = Int64(fraction.padding(toLength: 2, withPad: "0", startingAt: 0)) ?? 0
        let total = euros * 100 + rest
        self.init(cents: negative ? -total : total)
    }

    private var sign: String { cents < 0 ? "−" : "" }

    private static func grouped(_ value: UInt64) -> String {
        var out = ""
        let digits = String(value)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out.append("\u{202F}") }
            out.append(digit)
        }
        return out
    }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
