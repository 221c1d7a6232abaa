import Foundation

/// Reads a file of values as offices really export them: `;`, `,`, tab or `|`; CRLF, LF or CR; quotes or none, line breaks inside quotes; UTF-8
/// with or without its mark, or Windows-1252. One record at a time, so that memory does not grow with the file.
struct LecteurCSV {
    struct Ligne: Sendable {
        /// Of the first line of the record, from 1.
        let numero: Int
        let cellules: [String]
        /// A quote was opened and never closed: the cells are not to be trusted.
        let guillemetOuvert: Bool

        var estVide: Bool { cellules.allSatisfy(\.isEmpty) }
    }

    let separateur: UInt8
    private let data: Data
    private var place: Int
    private var numero = 1

    init(_ data: Data) {
        self.data = data
        place = data.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        separateur = Self.separateur(data.dropFirst(place).prefix(16_384))
    }

    /// The next record; nil at the end.
    mutating func suivante() -> Ligne? {
        guard place < data.count else { return nil }
        let debut = numero
        var (cellules, cellule) = ([String](), [UInt8]())
        var (dedans, cite) = (false, false)
        data.withUnsafeBytes { octets in
            boucle: while place < octets.count {
                let octet = octets[place]
                place += 1
                if octet == Self.retour || (octet == Self.chariot && !(place < octets.count && octets[place] == Self.retour)) {
                    numero += 1
                }
                switch (octet, dedans) {
                case (Self.guillemet, true):
                    if place < octets.count, octets[place] == Self.guillemet {
                        cellule.append(octet)
                        place += 1
                    } else {
                        dedans = false
                    }
                // A quote opens a cell only at its beginning: «école "Jules Ferry"» keeps its quotes.
                case (Self.guillemet, false) where cellule.isEmpty && !cite: (dedans, cite) = (true, true)
                case (separateur, false):
                    cellules.append(Self.texte(cellule))
                    (cellule, cite) = ([], false)
                case (Self.chariot, false):
                    if place < octets.count, octets[place] == Self.retour { continue }
                    break boucle
                case (Self.retour, false): break boucle
                default: cellule.append(octet)
                }
            }
        }
        cellules.append(Self.texte(cellule))
        return Ligne(numero: debut, cellules: cellules, guillemetOuvert: dedans)
    }

    private static let guillemet = UInt8(ascii: "\"")
    private static let retour = UInt8(ascii: "\n")
    private static let chariot = UInt8(ascii: "\r")

    /// The candidate that is the most frequent outside quotes in the first lines that hold any.
    private static func separateur(_ debut: Data) -> UInt8 {
        var (comptes, dedans) = ([UInt8: Int](), false)
        for octet in debut {
            if octet == guillemet { dedans.toggle() }
            if !dedans, ";,\t|".utf8.contains(octet) { comptes[octet, default: 0] += 1 }
            if !dedans, octet == retour || octet == chariot, comptes.values.contains(where: { $0 >= 3 }) { break }
        }
        let candidats = ";\t|,".utf8
        return candidats.max { comptes[$0, default: 0] < comptes[$1, default: 0] } ?? UInt8(ascii: ";")
    }

    /// UTF-8 when it is, else Windows-1252; spaces, tabs and line breaks become one space each run, none at the ends.
    private static func texte(_ octets: [UInt8]) -> String {
        if octets.isEmpty { return "" }
        var serres: [UInt8] = []
        serres.reserveCapacity(octets.count)
        // A NUL is not text, and PostgreSQL cannot store it: white space too.
        for octet in octets {
            if octet > 0x20 { serres.append(octet) } else if let dernier = serres.last, dernier != 0x20 { serres.append(0x20) }
        }
        if serres.last == 0x20 { serres.removeLast() }
        return String(validating: serres, as: UTF8.self) ?? String(decoding: serres.map(Windows1252.unite), as: UTF16.self)
    }
}

/// The single-byte encoding of French offices.
enum Windows1252 {
    private static let hauts: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90,
        0x2018,
        0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    static func unite(_ octet: UInt8) -> UInt16 { (0x80...0x9F).contains(octet) ? hauts[Int(octet - 0x80)] : UInt16(octet) }
}
