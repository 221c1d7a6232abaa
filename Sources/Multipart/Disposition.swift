/// What the headers of a part say: the field's name and, for a file, the name it had on the sender's disk.
struct Disposition: Equatable {
    var nom: String
    /// nil: an ordinary field. Empty: a file field left empty.
    var nomFichier: String?

    /// - Parameter entetes: the bytes between the boundary's line and the blank line, without the latter.
    init(_ entetes: [UInt8]) throws(ErreurMultipart) {
        guard entetes.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 || $0 == 13 || $0 == 10 }) else {
            throw .entete
        }
        var found: Disposition?
        for line in Self.lignes(entetes) {
            // Folded lines left HTTP twenty years ago; only somebody who hides something still writes them.
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), let first = line.first, first != 32,
                first != 9
            else { throw .entete }
            let value = line[(colon + 1)...]
            switch Self.minuscules(line[..<colon]) {
            case "content-disposition":
                guard found == nil else { throw .entete }
                found = try Disposition(valeur: value)
            case "content-transfer-encoding":
                guard ["7bit", "8bit", "binary"].contains(Self.minuscules(value)) else { throw .codage }
            default: break
            }
        }
        guard let found else { throw .entete }
        self = found
    }

    /// `form-data; name="…"; filename="…"; filename*=UTF-8''…`
    private init(valeur: ArraySlice<UInt8>) throws(ErreurMultipart) {
        var lecteur = LecteurParametres(valeur)
        guard lecteur.mot() == "form-data" else { throw .entete }
        var (nom, simple, etendu): (String?, String?, String?) = (nil, nil, nil)
        while let (name, value) = try lecteur.parametre() {
            switch name {
            case "name" where nom == nil: nom = value
            case "filename" where simple == nil: simple = value
            case "filename*" where etendu == nil: etendu = value
            // Twice the same: one reader would take the first, another the last.
            case "name", "filename", "filename*": throw .entete
            default: break
            }
        }
        guard let nom else { throw .entete }
        self.nom = Self.decode(nom)
        // RFC 7578 forbids `filename*`, some clients write it all the same; it wins because it says its charset.
        nomFichier = etendu.flatMap(Self.etendu) ?? simple.map(Self.decode)
    }

    /// What browsers encode in a quoted name, and nothing else: `%22`, `%0D`, `%0A` (WHATWG).
    private static func decode(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "%"), let decoded = codes[minuscules(rest.prefix(3))] {
                out.append(decoded)
                rest = rest.dropFirst(3)
            } else {
                out.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
    private static let codes: [String: UInt8] = ["%22": 34, "%0d": 13, "%0a": 10]

    /// `UTF-8'fr'%e2%82%ac.pdf` (RFC 5987); nil when it is not UTF-8.
    private static func etendu(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        var out: [UInt8] = []
        var rest = Array(parts[2].utf8)[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "%") {
                guard rest.count >= 2,
                    let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
                else { return nil }
                out.append(code)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(validating: out, as: UTF8.self)
    }

    private static func lignes(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 10 {
            let end = index > start && bytes[index - 1] == 13 ? index - 1 : index
            lines.append(bytes[start..<end])
            start = index + 1
        }
        return start < bytes.count ? lines + [bytes[start...]] : lines
    }

    static func minuscules(_ bytes: ArraySlice<UInt8>) -> String {
        var bytes = bytes
        while let first = bytes.first, first == 32 || first == 9 { bytes = bytes.dropFirst() }
        while let last = bytes.last, last == 32 || last == 9 { bytes = bytes.dropLast() }
        return String(decoding: bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }
}

/// Reads `; name=value` after `; name="quoted value"`, to the end.
struct LecteurParametres {
    private var rest: ArraySlice<UInt8>
    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The first word, in small letters.
    mutating func mot() -> String {
        let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
        defer { rest = rest[end...] }
        return Disposition.minuscules(rest[..<end])
    }

    /// nil at the end.
    mutating func parametre() throws(ErreurMultipart) -> (nom: String, valeur: String)? {
        espaces()
        guard rest.first == UInt8(ascii: ";") else {
            guard rest.isEmpty else { throw .entete }
            return nil
        }
        rest = rest.dropFirst()
        espaces()
        // `form-data; name="a";` ends so in the wild.
        if rest.isEmpty { return nil }
        guard let equal = rest.firstIndex(of: UInt8(ascii: "=")) else { throw .entete }
        let name = Disposition.minuscules(rest[..<equal])
        rest = rest[(equal + 1)...]
        espaces()
        if rest.first == 34 { return (name, try entreGuillemets()) }
        let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
        defer { rest = rest[end...] }
        return (name, String(decoding: rest[..<end], as: UTF8.self).trimmed)
    }

    /// `\"` and `\\` are escapes; any other backslash is one, as in the paths that old browsers sent.
    private mutating func entreGuillemets() throws(ErreurMultipart) -> String {
        var out: [UInt8] = []
        rest = rest.dropFirst()
        while let byte = rest.first {
            rest = rest.dropFirst()
            switch byte {
            case 34: return String(decoding: out, as: UTF8.self)
            case 92 where rest.first == 34 || rest.first == 92:
                out.append(rest[rest.startIndex])
                rest = rest.dropFirst()
            default: out.append(byte)
            }
        }
        throw .entete
    }

    private mutating func espaces() {
        while let first = rest.first, first == 32 || first == 9 { rest = rest.dropFirst() }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.last == " " || text.last == "\t" { text = text.dropLast() }
        return String(text)
    }
}
