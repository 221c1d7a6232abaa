public import Foundation

/// An exact rate, as a fraction: `0.20` is 20 %. Never a float (RULES 0.5).
public struct Rate: Hashable, Comparable, Sendable, Codable {
    public var value: Decimal

    public init(_ value: Decimal) { self.value = value }
    /// Reads `0.16404`; nil when the text is not a plain decimal number.
    public init?(_ text: String) {
        guard Rate.isPlainDecimal(text.utf8), let value = Decimal(string: text) else { return nil }
        self.value = value
    }

    /// `-?` 1 to 12 digits, then perhaps a point and 1 to 18 digits. By hand: the planner reads dozens of rates a plan, and a regex costs
    /// more than all the rest.
    private static func isPlainDecimal(_ text: String.UTF8View) -> Bool {
        var digits = text[...]
        if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        let whole = digits.prefix(while: isDigit)
        let rest = digits[whole.endIndex...]
        guard (1...12).contains(whole.count) else { return false }
        guard rest.first == UInt8(ascii: ".") else { return rest.isEmpty }
        return (1...18).contains(rest.count - 1) && rest.dropFirst().allSatisfy(isDigit)
    }

    /// The database and the files carry a rate as a decimal text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let rate = Rate(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "taux illisible : \(text)")
        }
        self = rate
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(decimal)
    }

    public static let zero = Rate(0)
    public static let one = Rate(1)
    public static func < (a: Rate, b: Rate) -> Bool { a.value < b.value }
    public static func percent(_ value: Decimal) -> Rate { Rate(value / 100) }

    /// `0.45`, the decimal string of the contract; at least two places, at most `places`, rounded half-up.
    public func decimal(places: Int) -> String {
        var input = value
        var output = Decimal()
        NSDecimalRound(&output, &input, places, .plain)
        let text = output.description
        guard let point = text.utf8.firstIndex(of: UInt8(ascii: ".")) else { return text + ".00" }
        return text.utf8.distance(from: point, to: text.endIndex) == 2 ? text + "0" : text
    }
    public var decimal: String { decimal(places: 10) }

    /// `45,0 %`, with U+00A0 before the sign; one place, two when the second says something.
    public var french: String {
        let percent = Rate(value * 100)
        let two = percent.decimal(places: 2)
        let text = two.hasSuffix("0") ? String(two.dropLast()) : two
        return text.replacingOccurrences(of: ".", with: ",") + "\u{A0}%"
    }
}
