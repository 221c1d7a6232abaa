import CXlsxwriter
public import Foundation
public import Model

/// One sheet of figures as a workbook (libxlsxwriter): header frozen and filtered, amounts as numbers with French grouping.
public enum XLSXWriter {
    /// What a column holds, hence how its cells are written and aligned.
    public enum Kind: Sendable, Hashable {
        case text, integer, money, rate, date
    }

    public struct Column: Sendable, Hashable {
        public let titre: String
        public let kind: Kind
        /// Width in characters; nil: measured on the title and the first thousand cells.
        public let largeur: Int?
        public init(_ titre: String, _ kind: Kind, largeur: Int? = nil) { (self.titre, self.kind, self.largeur) = (titre, kind, largeur) }
    }

    /// A cell. `money` is written in euros with two places: an exact centime is exact in a double up to 90 000 billion euros.
    public enum Cell: Sendable, Hashable {
        case text(String), integer(Int64), money(Money), rate(Rate), date(LocalDate), vide
    }

    /// - Parameters:
    ///   - titre: name of the sheet (31 characters kept, those that a sheet may not bear replaced) and title in the properties.
    ///   - lignes: one cell a column; a cell of another kind than its column is written as what it is.
    /// - Throws: `XLSXError`, in French.
    public static func xlsx(titre: String, colonnes: [Column], lignes: [[Cell]]) throws(XLSXError) -> Data {
        guard lignes.count < 1_048_576 else { throw .tropDeLignes(lignes.count) }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let classeur = Classeur(path: path, feuille: nomDeFeuille(titre), titre: titre) else {
            throw .ecriture("mémoire insuffisante")
        }
        classeur.entete(colonnes)
        for (rang, ligne) in lignes.enumerated() {
            for (colonne, cell) in ligne.prefix(colonnes.count).enumerated() { classeur.ecrire(cell, rang: rang + 1, colonne: colonne) }
        }
        for (index, colonne) in colonnes.enumerated() { classeur.largeur(index, colonne.largeur ?? mesurer(index, colonne, lignes)) }
        classeur.finir(lignes: lignes.count, colonnes: colonnes.count)
        if let erreur = classeur.fermer() { throw .ecriture(erreur) }
        guard let data = FileManager.default.contents(atPath: path) else { throw .ecriture("fichier temporaire illisible") }
        return data
    }

    static func nomDeFeuille(_ titre: String) -> String {
        let kept = String(titre.map { "[]:*?/\\".contains($0) ? "-" : $0 }.prefix(31)).trimmingCharacters(
            in: CharacterSet(charactersIn: "' "))
        return kept.isEmpty ? "Feuille" : kept
    }

    private static func mesurer(_ index: Int, _ colonne: Column, _ lignes: [[Cell]]) -> Int {
        let cells = lignes.prefix(1_000).map { index < $0.count ? $0[index].longueur : 0 }
        return min(60, max(colonne.titre.count + 3, (cells.max() ?? 0) + 2))
    }
}

extension XLSXWriter.Cell {
    fileprivate var longueur: Int {
        switch self {
        case .text(let text): text.count
        case .integer(let value): String(value).count
        case .money(let value): value.french.count
        case .rate(let value): value.french.count
        case .date: 10
        case .vide: 0
        }
    }
}

public enum XLSXError: Error, Sendable, Equatable, CustomStringConvertible {
    case tropDeLignes(Int)
    case ecriture(String)
    public var description: String {
        switch self {
        case .tropDeLignes(let count): "Un classeur ne peut pas contenir \(count) lignes. Ajoutez un filtre, ou exportez en CSV."
        case .ecriture(let detail): "Le classeur n’a pas pu être écrit : \(detail)."
        }
    }
}

/// The C workbook, closed exactly once.
private final class Classeur {
    private let classeur: UnsafeMutablePointer<lxw_workbook>
    private let feuille: UnsafeMutablePointer<lxw_worksheet>
    private let formats: [XLSXWriter.Kind: UnsafeMutablePointer<lxw_format>]
    private let gras: UnsafeMutablePointer<lxw_format>?
    private var ferme = false

    init?(path: String, feuille nom: String, titre: String) {
        guard let classeur = workbook_new(path) else { return nil }
        guard let feuille = workbook_add_worksheet(classeur, nom) else {
            workbook_close(classeur)
            return nil
        }
        (self.classeur, self.feuille) = (classeur, feuille)
        // Masks are stored in English: a French spreadsheet shows `#,##0.00` as `# ##0,00`.
        let masks: [XLSXWriter.Kind: String] = [.integer: "#,##0", .money: "#,##0.00", .rate: "0.00%", .date: "dd/mm/yyyy"]
        formats = masks.compactMapValues { mask in
            let format = workbook_add_format(classeur)
            format_set_num_format(format, mask)
            return format
        }
        gras = workbook_add_format(classeur)
        format_set_bold(gras)
        format_set_bottom(gras, UInt8(LXW_BORDER_THIN.rawValue))
        titre.withCString { text in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: text)
            workbook_set_properties(classeur, &properties)
        }
    }

    deinit { if !ferme { workbook_close(classeur) } }

    func entete(_ colonnes: [XLSXWriter.Column]) {
        for (index, colonne) in colonnes.enumerated() { worksheet_write_string(feuille, 0, lxw_col_t(index), colonne.titre, gras) }
        worksheet_freeze_panes(feuille, 1, 0)
    }

    func ecrire(_ cell: XLSXWriter.Cell, rang: Int, colonne: Int) {
        let (row, col) = (lxw_row_t(rang), lxw_col_t(colonne))
        switch cell {
        // `write_string` never reads a formula in what a user typed (`=…`).
        case .text(let text): worksheet_write_string(feuille, row, col, String(text.prefix(32_767)), nil)
        case .integer(let value): worksheet_write_number(feuille, row, col, Double(value), formats[.integer])
        case .money(let value): worksheet_write_number(feuille, row, col, Double(value.cents) / 100, formats[.money])
        case .rate(let value):
            worksheet_write_number(feuille, row, col, NSDecimalNumber(decimal: value.value).doubleValue, formats[.rate])
        case .date(let value):
            var date = lxw_datetime(year: Int32(value.year), month: Int32(value.month), day: Int32(value.day), hour: 0, min: 0, sec: 0)
            worksheet_write_datetime(feuille, row, col, &date, formats[.date])
        case .vide: break
        }
    }

    func largeur(_ colonne: Int, _ largeur: Int) {
        worksheet_set_column(feuille, lxw_col_t(colonne), lxw_col_t(colonne), Double(largeur), nil)
    }

    func finir(lignes: Int, colonnes: Int) {
        guard colonnes > 0 else { return }
        worksheet_autofilter(feuille, 0, 0, lxw_row_t(lignes), lxw_col_t(colonnes - 1))
        worksheet_repeat_rows(feuille, 0, 0)
        worksheet_set_landscape(feuille)
        worksheet_fit_to_pages(feuille, 1, 0)
    }

    /// What went wrong, or nil.
    func fermer() -> String? {
        ferme = true
        let error = workbook_close(classeur)
        return error == LXW_NO_ERROR ? nil : String(cString: lxw_strerror(error))
    }
}
