/// Bodies as they may come: whole, or damaged on the way or on purpose. The same seed gives the same bodies.
struct Deformation: RandomNumberGenerator {
    private var state: UInt64
    init(graine: UInt64) { state = graine &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func un(_ count: Int) -> Int { Int(truncatingIfNeeded: next() % UInt64(count)) }

    /// A body that a browser could send.
    mutating func corps() -> Corps {
        Corps(
            parties: (0..<un(5)).map { _ in
                .init(
                    nom: Self.noms[un(Self.noms.count)],
                    fichier: un(2) == 0 ? nil : Self.noms[un(Self.noms.count)], contenu: contenu())
            })
    }

    /// Text, nothing, or bytes that look like the form around them; UTF-8, so that fields read back to the same bytes.
    private mutating func contenu() -> [UInt8] {
        (0..<un(6)).flatMap { _ in Self.morceaux[un(Self.morceaux.count)] }
    }

    /// Where the body is cut: whole, byte by byte, or anyhow.
    mutating func coupes() -> [Int] {
        switch un(4) {
        case 0: [1]
        case 1: [1 << 20]
        default: (0..<7).map { _ in 1 + un(40) }
        }
    }

    /// One to four damages.
    mutating func abime(_ octets: [UInt8]) -> [UInt8] {
        var bytes = octets
        for _ in 0...un(4) where !bytes.isEmpty {
            let at = un(bytes.count)
            switch un(8) {
            case 0: bytes.removeLast(1 + un(bytes.count))
            case 1: bytes.removeFirst(1 + un(bytes.count))
            case 2: bytes[at] = UInt8(truncatingIfNeeded: next())
            case 3: bytes.insert(contentsOf: Self.morceaux[un(Self.morceaux.count)], at: at)
            case 4: bytes.removeSubrange(at..<min(bytes.count, at + 1 + un(30)))
            case 5: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 1 + un(60))], at: at)
            case 6:
                bytes.insert(
                    contentsOf: [UInt8](repeating: UInt8(truncatingIfNeeded: next()), count: 1 + un(300)),
                    at: at)
            default: bytes.swapAt(at, un(bytes.count))
            }
        }
        return bytes
    }

    private static let noms = [
        "a", "fichier", "jeton", "", "devis \"signé\".pdf", "a\r\nb", "C:\\temp\\devis.pdf",
        "../../etc/passwd", "é\u{202E}fdp.exe",
        "%2e%7f",
    ]
    private static let morceaux: [[UInt8]] = [
        "un texte é", "\r\n", "\r", "\n", "--", "\r\n--", "\r\n----a-", "\r\n----a-b",
        "\r\n------a-b--", "------a-b", "\r\r\n------a-c", "\r\n\r\n",
        "Content-Disposition: form-data; name=\"x\"", "; filename=\"",
        "; filename*=UTF-8''%e2%82%ac.pdf", "Content-Transfer-Encoding: base64",
        "\0", String(repeating: "z", count: 90), "%PDF-1.7",
    ].map { Array($0.utf8) }
}
