public import Foundation
import Model

/// One sheet of figures as an OpenDocument spreadsheet, beside `XLSXWriter` and from the same cells: two XML files in a zip that stores them as
/// they are. The libraries that write this format are Python's and hold the whole document as objects; this is a page of text.
public enum ODSWriter {
    /// - Parameters:
    ///   - titre: name of the sheet.
    ///   - lignes: one cell a column.
    /// - Throws: `XLSXError.tropDeLignes`.
    public static func ods(titre: String, colonnes: [XLSXWriter.Column], lignes: [[XLSXWriter.Cell]]) throws(XLSXError) -> Data {
        guard lignes.count < 1_048_576 else { throw .tropDeLignes(lignes.count) }
        var contenu = entete + "<table:table table:name=\"\(echappe(XLSXWriter.nomDeFeuille(titre)))\">"
        contenu += "<table:table-column table:number-columns-repeated=\"\(max(1, colonnes.count))\"/>"
        contenu += "<table:table-header-rows><table:table-row>"
        for colonne in colonnes { contenu += texte(colonne.titre, style: "titre") }
        contenu += "</table:table-row></table:table-header-rows>"
        for ligne in lignes {
            contenu += "<table:table-row>"
            for cell in ligne.prefix(colonnes.count) { contenu += cellule(cell) }
            contenu += "</table:table-row>"
        }
        contenu += "</table:table></office:spreadsheet></office:body></office:document-content>"
        return ZipStocke.archive([
            // Its place and its being stored are what tells the format.
            ("mimetype", Data("application/vnd.oasis.opendocument.spreadsheet".utf8)), ("META-INF/manifest.xml", Data(manifeste.utf8)),
            ("content.xml", Data(contenu.utf8)),
        ])
    }

    private static func cellule(_ cell: XLSXWriter.Cell) -> String {
        switch cell {
        case .text(let text): texte(text, style: nil)
        case .integer(let value): nombre("float", "value", String(value), "entier")
        case .money(let value): nombre("float", "value", value.decimal, "montant")
        case .rate(let value): nombre("percentage", "value", value.decimal, "taux")
        case .date(let value): nombre("date", "date-value", value.description, "jour")
        case .vide: "<table:table-cell/>"
        }
    }

    private static func nombre(_ type: String, _ attribut: String, _ valeur: String, _ style: String) -> String {
        "<table:table-cell table:style-name=\"\(style)\" office:value-type=\"\(type)\" office:\(attribut)=\"\(valeur)\"/>"
    }

    private static func texte(_ texte: String, style: String?) -> String {
        let style = style.map { " table:style-name=\"\($0)\"" } ?? ""
        return "<table:table-cell\(style) office:value-type=\"string\"><text:p>\(echappe(texte))</text:p></table:table-cell>"
    }

    /// What XML may not hold is left out.
    private static func echappe(_ texte: String) -> String {
        var out = ""
        for scalar in texte.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\n", "\t": out += " "
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static let entete = """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" \
        xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"><office:automatic-styles>\
        <number:number-style style:name="n0"><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>\
        </number:number-style><number:number-style style:name="n2"><number:number number:decimal-places="2" number:min-decimal-places="2" \
        number:min-integer-digits="1" number:grouping="true"/></number:number-style><number:percentage-style style:name="p2">\
        <number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1"/><number:text>%</number:text>\
        </number:percentage-style><number:date-style style:name="d1"><number:day number:style="long"/><number:text>/</number:text>\
        <number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>\
        <style:style style:name="entier" style:family="table-cell" style:data-style-name="n0"/>\
        <style:style style:name="montant" style:family="table-cell" style:data-style-name="n2"/>\
        <style:style style:name="taux" style:family="table-cell" style:data-style-name="p2"/>\
        <style:style style:name="jour" style:family="table-cell" style:data-style-name="d1"/>\
        <style:style style:name="titre" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>\
        </office:automatic-styles><office:body><office:spreadsheet>
        """

    private static let manifeste = """
        <?xml version="1.0" encoding="UTF-8"?>
        <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">\
        <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>\
        <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>
        """
}
