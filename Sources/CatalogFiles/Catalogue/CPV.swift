/// The Common Procurement Vocabulary of regulation (EC) 213/2008: eight digits, a dash, a check digit.
enum CPV {
    /// The check digit that follows eight digits; nil when they are not eight digits.
    static func key(of digits: some StringProtocol) -> Int? {
        guard digits.utf8.count == 8, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        let sum = zip(digits.utf8, [3, 7, 1, 3, 7, 1, 3, 7]).map { Int($0 - UInt8(ascii: "0")) * $1 }.reduce(0, +)
        let shift = shifts.first { _, branches in branches.contains { digits.hasPrefix($0) } }?.shift ?? 0
        return (sum + shift) % 10
    }

    /// Is this text a code with its right check digit, such as `30213100-6`?
    static func isValid(_ code: String) -> Bool {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[1].utf8.count == 1 && Int(parts[1]).map { $0 == key(of: parts[0]) } ?? false
    }

    /// The weighted sum (3, 7, 1…) gives the check digit, except in the branches that the 2008 revision moved without computing it again:
    /// internet services are `72411000-4`, where the sum says 9. With these shifts, each of the 9 454 official codes is found.
    private static let shifts: [(shift: Int, branches: [String])] = [
        (1, ["35642", "374429", "45233139"]),
        (2, ["3744280", "38947", "65123", "922251"]),
        (3, ["31711154", "31711155", "34421", "351253", "374427", "38944", "421", "48628", "71351923"]),
        (4, ["374426", "38941", "71351920", "7934241"]),
        (5, ["374425", "722121", "722122", "722123", "722124", "722125", "722126", "722127", "722129", "722671", "722672"]),
        (5, ["7233", "724", "726", "727", "728", "729"]),
        (6, ["091", "092", "093", "34422", "374424", "38945", "65122", "71351924"]),
        (7, ["342113", "3511311", "353313", "3744230", "38942", "510", "71351921"]),
        (8, ["0330", "0331", "0332", "342112", "374422"]),
        (9, ["034", "33141113", "342111", "374421", "38946", "8521"]),
    ]
}
