import Foundation

/// Spoils a JSON text: one to three slips that a person, a script or an attacker makes, chosen by a seed.
struct Abimeur {
    var alea: Alea
    private let jetons: [String]

    /// What a value is replaced by: other types, numbers that are not amounts, texts that are not texts.
    static let valeurs = [
        "null", "true", "0", "-1", "-0", "1e5", "1E400", "1.5", "99999999999999999999", "-99999999999999999999", "NaN", "Infinity", "0x10",
        "[]", "{}", "[[]]", #""""#, #"" ""#, #""NaN""#, #""1e5""#, #""-5.00""#, #""1200,00""#, #""12345678901234567890""#,
        #""12345678901234567890.00""#, #""9999999999.99""#, #""1000000000.00""#, #""1.0000000001""#, #""1.01""#, #""0.00""#, #""+1""#,
        #""٣""#, #""½""#,
        #""2026-02-30""#, #""2026-13-01""#, #""0000-00-00""#, #""9999-12-31""#, #""1990-01-01""#, #""2200-12-31""#, #""I""#, #""X""#,
        #""acquis""#,
        #""commune""#, #""epci""#, #""\u0000""#, #""\ud800""#, #""a\nb""#, #""é""#, "2002", "2100", "100000000", "\u{FEFF}", "/* */", "'a'",
        #""K02""#, #""DETR""#, #""99999""#, #""2A004""#, String(repeating: "[", count: 70), #"{"a": {"a": {"a": 1}}}"#,
        "\"" + String(repeating: "x", count: 5_000) + "\"",
    ]

    /// Values that the contract knows, put where they are not expected: most of these requests are read.
    static let plausibles = [
        #""0.00""#, #""0.01""#, #""1""#, #""0.30""#, #""800.00""#, #""999999999.99""#, "0", "1", "3", "true", "false", "null",
        #""2018-09-30""#,
        #""2021-10-05""#, #""2026-12-31""#, #""2100-02-28""#, #""DSIL""#, #""PRIVE""#, #""demande""#, #""acquis""#, #""F""#, #""N+1""#,
        #""97411""#,
    ]

    init(graine: UInt64, _ texte: String) {
        alea = Alea(graine: graine)
        jetons = texte.matches(of: /"(?:[^"\\]|\\.)*"|[-+0-9.eE]+|[a-z]+|\s+|./).map { String($0.output) }
    }

    /// The bytes of the next spoiled text.
    mutating func suivant() -> Data {
        var jetons = jetons
        if alea.chance(40) {
            remplacer(&jetons)
            return Data(jetons.joined().utf8)
        }
        for _ in 0..<(alea.chance(60) ? 1 : alea.entier(2...3)) where !jetons.isEmpty { abimer(&jetons) }
        var octets = Data(jetons.joined().utf8)
        if alea.chance(15) { abimer(&octets) }
        return octets
    }

    /// Another value after a `:`, the rest untouched.
    private mutating func remplacer(_ jetons: inout [String]) {
        let places = jetons.indices.filter {
            $0 > 1 && (jetons[$0 - 1] == ":" || jetons[$0 - 2] == ":") && !["{", "[", " "].contains(jetons[$0])
        }
        guard !places.isEmpty else { return }
        jetons[alea.choix(places)] = alea.choix(alea.chance(50) ? Self.plausibles : Self.valeurs)
    }

    private mutating func abimer(_ jetons: inout [String]) {
        let index = alea.entier(0...jetons.count - 1)
        switch alea.entier(0...6) {
        case 0...2: jetons[index] = alea.choix(Self.valeurs)
        case 3: jetons.remove(at: index)
        case 4: jetons.insert(jetons[alea.entier(0...jetons.count - 1)], at: index)
        case 5: jetons.swapAt(index, alea.entier(0...jetons.count - 1))
        default: jetons.replaceSubrange(index..<min(index + alea.entier(1...12), jetons.count), with: [alea.choix(jetons)])
        }
    }

    private mutating func abimer(_ octets: inout Data) {
        guard !octets.isEmpty else { return }
        let index = alea.entier(0...octets.count - 1)
        switch alea.entier(0...3) {
        case 0: octets[index] = UInt8(alea.entier(0...255))
        case 1: octets = octets.prefix(index)
        case 2: octets.insert(contentsOf: [0xC3, 0x28, 0xFF], at: index)
        default: octets.insert(contentsOf: octets.suffix(from: index), at: 0)
        }
    }
}
