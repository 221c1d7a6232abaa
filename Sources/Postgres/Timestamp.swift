import Foundation

/// `timestamptz` in text, as the pinned `DateStyle=ISO` and `TimeZone=UTC` write it: `2026-01-15 10:20:30.123456+00`.
enum Timestamp {
    /// Seconds between 1970-01-01 and the reference date of `Date`.
    private static let epoch = Int64(Date.timeIntervalBetween1970AndReferenceDate)

    /// To the microsecond, which is PostgreSQL's resolution. Integers throughout: a `Double` of seconds since 1970 would lose digits.
    static func text(_ date: Date) -> String {
        let microseconds = Int64((date.timeIntervalSinceReferenceDate * 1_000_000).rounded()) + epoch * 1_000_000
        let (seconds, fraction) = divided(microseconds, by: 1_000_000)
        let (days, second) = divided(seconds, by: 86_400)
        let (year, month, day) = civil(days)
        let era = year > 0 ? "" : " BC"
        return "\(padded(year > 0 ? year : 1 - year, 4))-\(padded(month, 2))-\(padded(day, 2)) "
            + "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2)).\(padded(fraction, 6))+00\(era)"
    }

    /// nil for a text without a zone (`timestamp`, `date`), `infinity` and years before Christ.
    static func date(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
        var text = Substring(decoding: bytes, as: UTF8.self)
        guard text.hasSuffix("+00") else { return nil }
        text.removeLast(3)
        let halves = text.split(separator: " ", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let day = halves[0].split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        let clock = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        let time = clock[0].split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
        guard day.count == 3, time.count == 3, clock.count <= 2, let y = day[0], let m = day[1], let d = day[2], let hour = time[0],
            let minute = time[1], let second = time[2]
        else { return nil }
        var microseconds: Int64 = 0
        if clock.count == 2 {
            guard (1...6).contains(clock[1].count), let digits = Int64(clock[1]) else { return nil }
            microseconds = digits
            for _ in clock[1].count..<6 { microseconds *= 10 }
        }
        let whole = days(y, m, d) * 86_400 + hour * 3_600 + minute * 60 + second - epoch
        return Date(timeIntervalSinceReferenceDate: Double(whole) + Double(microseconds) / 1_000_000)
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar, counted from March in eras of 400 years.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let y = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = divided(y, by: 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, inEra) = divided(days + 719_468, by: 146_097)
        let yearOfEra = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
        let dayOfYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func divided(_ value: Int64, by divisor: Int64) -> (Int64, Int64) {
        let remainder = ((value % divisor) + divisor) % divisor
        return ((value - remainder) / divisor, remainder)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
