public import Foundation

extension LocalDate {
    /// The day it is in Paris at an instant. Only edges (a page, a command) call it: rules receive their day.
    public init(_ instant: Date) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Paris") ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: instant)
        self = LocalDate(parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1) ?? LocalDate.epoch
    }

    /// The budget year that a demand of this day is programmed for: campaigns run from October to February (RULES APP-5).
    public var exerciceDeProgrammation: Int { month >= 10 ? year + 1 : year }

    private static let epoch = LocalDate(1970, 1, 1)!
}
