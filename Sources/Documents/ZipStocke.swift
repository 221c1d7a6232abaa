import Foundation

/// A zip whose entries are stored as they are (PKWARE APPNOTE 4.3): what an OpenDocument file needs and no more.
enum ZipStocke {
    static func archive(_ fichiers: [(nom: String, octets: Data)]) -> Data {
        var (corps, catalogue) = (Data(), Data())
        for (nom, octets) in fichiers {
            let (name, place) = (Data(nom.utf8), corps.count)
            var fiche = Data()
            // Version, flags (UTF-8 names), stored, midnight of 1 January 1980.
            for value: UInt16 in [20, 0x0800, 0, 0, 0x0021] { fiche.ajouter(value) }
            for value in [crc32(octets), UInt32(octets.count), UInt32(octets.count)] { fiche.ajouter(value) }
            fiche.ajouter(UInt16(name.count))
            fiche.ajouter(UInt16(0))
            corps.ajouter(UInt32(0x0403_4B50))
            corps += fiche + name + octets
            catalogue.ajouter(UInt32(0x0201_4B50))
            catalogue.ajouter(UInt16(20))
            catalogue += fiche
            for value: UInt16 in [0, 0, 0] { catalogue.ajouter(value) }
            catalogue.ajouter(UInt32(0))
            catalogue.ajouter(UInt32(place))
            catalogue += name
        }
        var fin = Data()
        fin.ajouter(UInt32(0x0605_4B50))
        for value in [0, 0, UInt16(fichiers.count), UInt16(fichiers.count)] { fin.ajouter(value) }
        fin.ajouter(UInt32(catalogue.count))
        fin.ajouter(UInt32(corps.count))
        fin.ajouter(UInt16(0))
        return corps + catalogue + fin
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    static func crc32(_ octets: Data) -> UInt32 {
        ~octets.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
    }
}

extension Data {
    /// Little-endian, as everywhere in a zip.
    fileprivate mutating func ajouter<T: FixedWidthInteger>(_ value: T) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
