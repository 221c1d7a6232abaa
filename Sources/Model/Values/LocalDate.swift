/// A calendar day of Europe/Paris: a deadline, a délibération, a receipt. An instant is a `Date`; only the edge turns one into the other.
public struct LocalDate: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    /// nil when the day does not exist.
    public init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...LocalDate.days(in: month, of: year)).contains(day) else {
            return nil
        }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `2026-01-15`; nil when the text is not such a day.
    public init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let y = digits(parts[0], 4...4), let m = digits(parts[1], 2...2), let d = digits(parts[2], 2...2) else {
            return nil
        }
        self.init(y, m, d)
    }

    /// Reads `15/01/2026` as well as `2026-01-15`; the day and the month may have one digit, the year has four: `26` is not 2026.
    public init?(french text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 3, let d = digits(parts[0], 1...2), let m = digits(parts[1], 1...2), let y = digits(parts[2], 4...4) {
            self.init(y, m, d)
        } else {
            self.init(iso: text)
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = LocalDate(iso: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "date illisible : \(text)")
        }
        self = date
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    public static func < (a: LocalDate, b: LocalDate) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

    /// `2026-01-15`
    public var description: String { "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))" }
    /// `15/01/2026`
    public var french: String { "\(pad(day, 2))/\(pad(month, 2))/\(pad(year, 4))" }
    /// `15 janvier 2026`, `1er` for the first
    public var longFrench: String { "\(day == 1 ? "1er" : String(day)) \(LocalDate.months[month - 1]) \(year)" }

    /// The same day `count` months on, clamped to the last day of the month (CASES, preamble).
    public func adding(months count: Int) -> LocalDate {
        let index = year * 12 + (month - 1) + count
        let (y, m) = (index / 12, index % 12 + 1)
        return LocalDate(y, m, min(day, LocalDate.days(in: m, of: y)))!
    }
    public func adding(years count: Int) -> LocalDate { adding(months: 12 * count) }
    public func adding(days count: Int) -> LocalDate { LocalDate(dayNumber: dayNumber + count) }
    /// Days from this one to another; negative when the other is earlier.
    public func days(to other: LocalDate) -> Int { other.dayNumber - dayNumber }
    /// 1 is Monday, 7 is Sunday.
    public var weekday: Int { (dayNumber + 2) % 7 + 1 }

    /// Days since 0000-03-01 in the proleptic Gregorian calendar, counted in eras of 400 years.
    private var dayNumber: Int {
        let y = month <= 2 ? year - 1 : year
        let shifted = (month + 9) % 12
        return y * 365 + y / 4 - y / 100 + y / 400 + (153 * shifted + 2) / 5 + day - 1
    }

    private init(dayNumber: Int) {
        let era = dayNumber / 146_097
        let inEra = dayNumber - era * 146_097
        let yearOfEra = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
        let dayOfYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        self.init(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)!
    }

    private static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ]
    private static func days(in month: Int, of year: Int) -> Int {
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}

/// A number written with ASCII digits only: `Int("+1")` would read a sign.
private func digits(_ text: Substring, _ width: ClosedRange<Int>) -> Int? {
    guard width.contains(text.utf8.count), text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        return nil
    }
    return Int(text)
}

private func pad(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
