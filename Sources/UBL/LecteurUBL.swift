public import Foundation

/// Reads a UBL 2.1 Catalogue of anybody's. The file is a stranger's: no document type is accepted, hence no entity, inside or outside; only
/// UTF-8; size, depth, lines and texts are bounded. What is not understood is passed over, what is badly written is refused with its line.
public enum LecteurUBL {
    /// A catalogue of 10 000 lines is about 25 MB when it is generous.
    public static let octetsMax = 40_000_000
    static let profondeurMax = 40
    static let lignesMax = 50_000
    static let texteMax = 20_000

    /// - Throws: `ErreurUBL`.
    public static func lire(_ data: Data) throws(ErreurUBL) -> DocumentUBL {
        guard data.count <= octetsMax else {
            throw ErreurUBL(
                ligne: 0, message: "le fichier dépasse \(octetsMax / 1_000_000)\u{A0}Mo\u{A0}: demandez-le en plusieurs parties")
        }
        try refuserDTD(data)
        return try AnalyseUBL(data).document()
    }

    /// The size is asked before anything is read. The bytes come with what they say, for who keeps their hash.
    public static func lire(fichier url: URL) throws(ErreurUBL) -> (document: DocumentUBL, octets: Data) {
        let path = url.path(percentEncoded: false)
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path(percentEncoded: false))
        guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? NSNumber else {
            throw ErreurUBL(ligne: 0, message: "«\u{A0}\(path)\u{A0}» est introuvable, ou n’est pas un fichier ordinaire")
        }
        guard size.intValue <= octetsMax else {
            throw ErreurUBL(
                ligne: 0, message: "le fichier dépasse \(octetsMax / 1_000_000)\u{A0}Mo\u{A0}: demandez-le en plusieurs parties")
        }
        guard let handle = try? FileHandle(forReadingFrom: url), let data = try? handle.read(upToCount: octetsMax + 1) else {
            throw ErreurUBL(ligne: 0, message: "«\u{A0}\(path)\u{A0}» est illisible")
        }
        return (try lire(data), data)
    }

    /// In a UTF-8 document, `<!` opens a comment, a CDATA section or a document type: the last is where entities live. The parser is told
    /// not to load anything either; this holds whatever the parser does.
    private static func refuserDTD(_ data: Data) throws(ErreurUBL) {
        guard !data.starts(with: [0xFF, 0xFE]), !data.starts(with: [0xFE, 0xFF]), String(validating: data, as: UTF8.self) != nil,
            !data.contains(0)
        else { throw ErreurUBL(ligne: 0, message: "le fichier n’est pas en UTF-8") }
        var debut = data.startIndex
        while let found = data.range(of: Data("<!".utf8), in: debut..<data.endIndex) {
            let suite = data[found.upperBound...].prefix(7)
            guard suite.starts(with: "--".utf8) || suite.elementsEqual("[CDATA[".utf8) else {
                let ligne = data[..<found.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
                throw ErreurUBL(
                    ligne: ligne, message: "un catalogue ne déclare ni type de document ni entité (<!DOCTYPE…)\u{A0}: rien n’en a été lu")
            }
            debut = found.upperBound
        }
        if let declaration = String(decoding: data.prefix(200), as: UTF8.self).firstMatch(of: /<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']/)
        {
            guard ["utf-8", "utf8", "us-ascii"].contains(declaration.1.lowercased()) else {
                throw ErreurUBL(ligne: 1, message: "le fichier se dit en \(declaration.1)\u{A0}: il doit être en UTF-8")
            }
        }
    }
}
