/// What a YAML text may hold before it is given to the parser. libyaml bounds how deep nodes nest (1 000); Yams copies nothing for an alias,
/// yet compares mapping keys whole, so that nine aliases of nine aliases… as a key never end. The catalogue needs no alias: none is read.
enum YAMLGuard {
    /// Scalars of a text after which libyaml counts a new line.
    private static let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
    /// An alias is a node: nothing but blanks separates it from a line's start or from one of these.
    private static let beforeNode: Set<Unicode.Scalar> = ["-", "?", ":", ",", "[", "{"]

    /// The line of the first `*name` where a node may begin. Quotes are not looked at: who wants to hide an alias would open one. A text
    /// that begins with `*` just after one of these signs is refused with it; the message says how to write it.
    static func lineOfAlias(in text: String) -> Int? {
        var (line, isComment) = (1, false)
        var last: Unicode.Scalar?  // The last scalar of the line that is not a blank.
        var isStar = false
        for scalar in text.unicodeScalars {
            if isStar, !isBlank(scalar) { return line }
            isStar = false
            if breaks.contains(scalar) {
                line += scalar == "\n" ? 1 : 0
                (last, isComment) = (nil, false)
            } else if !isBlank(scalar), !isComment {
                if scalar == "#", last == nil { isComment = true }
                isStar = scalar == "*" && last.map(beforeNode.contains) ?? true
                last = scalar == "\u{FEFF}" ? last : scalar
            }
        }
        return nil
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || breaks.contains(scalar) }
}
