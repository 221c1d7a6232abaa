internal import Foundation

/// Files that a mairie could send, whole and true: each opens.
public enum FichierEssai {
    /// A PDF of some pages that print a word.
    /// - Parameters:
    ///   - catalogue: more entries for its catalogue: an action, say.
    ///   - apres: bytes after its end.
    public static func pdf(_ mot: String = "essai", pages: Int = 1, catalogue: String = "", apres: [UInt8] = []) -> [UInt8] {
        let contenu = "BT /F1 24 Tf 72 720 Td (\(mot)) Tj ET"
        var objets = [
            "<< /Type /Catalog /Pages 2 0 R \(catalogue) >>",
            "<< /Type /Pages /Count \(pages) /Kids [\((0..<pages).map { "\($0 + 5) 0 R" }.joined(separator: " "))] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Length \(contenu.utf8.count) >>\nstream\n\(contenu)\nendstream",
        ]
        objets += (0..<pages).map { _ in
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        }
        var bytes = Array("%PDF-1.7\n".utf8)
        var places: [Int] = []
        for (rang, objet) in objets.enumerated() {
            places.append(bytes.count)
            bytes += Array("\(rang + 1) 0 obj\n\(objet)\nendobj\n".utf8)
        }
        let table = bytes.count
        bytes += Array("xref\n0 \(objets.count + 1)\n0000000000 65535 f \n".utf8)
        for place in places {
            let text = String(place)
            bytes += Array((String(repeating: "0", count: 10 - text.count) + text + " 00000 n \n").utf8)
        }
        bytes += Array("trailer\n<< /Size \(objets.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
        return bytes + apres
    }

    /// A white pixel.
    public static let png = octets(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==")

    /// The end of an archive that holds nothing: what makes a file a zip too.
    public static let finDeZip: [UInt8] = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)

    private static func octets(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }
}
