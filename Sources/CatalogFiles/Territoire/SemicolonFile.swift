import Foundation
import Model

/// A file of values separated by `;`, one line per record, without quotes: the compact form of `territoire/`. Lines are cut on bytes, so
/// that the 34 875 communes cost a fraction of a second even in a debug build.
struct SemicolonFile {
    let name: String
    let errors: ErrorLog
    private let data: Data?
    private let columns: Int

    /// Checks that the file exists and opens with exactly these columns.
    init(root: URL, name: String, header: String, errors: ErrorLog) {
        (self.name, self.errors) = (name, errors)
        columns = header.split(separator: ";").count
        let data: Data
        switch BoundedFile(root: root, limit: BoundedFile.csvLimit).data(name) {
        case .success(let read): data = read
        case .failure(let refusal):
            errors.add(name, refusal.line, refusal.message)
            self.data = nil
            return
        }
        guard data.starts(with: Data((header + "\n").utf8)) else {
            errors.add(name, 1, "la première ligne doit être «\u{A0}\(header)\u{A0}»")
            self.data = nil
            return
        }
        guard String(validating: data, as: UTF8.self) != nil else {
            errors.add(name, 0, "le fichier n’est pas en UTF-8")
            self.data = nil
            return
        }
        self.data = data
    }

    /// One value per line below the header; a line that gives nil is left out (it has logged why).
    func rows<Value>(_ parse: (Row) -> Value?) -> [Value] {
        guard let data else { return [] }
        return data.withUnsafeBytes { bytes in
            var values: [Value] = []
            for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().dropFirst() {
                // The file ends with a line break: what follows the last one is not a line.
                if line.isEmpty, line.endIndex == bytes.endIndex { break }
                let cells = line.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
                guard cells.count == columns else {
                    errors.add(name, index + 1, "\(columns) valeurs attendues, \(cells.count) trouvées")
                    continue
                }
                let texts = cells.map { String(decoding: $0, as: UTF8.self) }
                if let value = parse(Row(file: self, line: index + 1, cells: texts)) { values.append(value) }
            }
            return values
        }
    }

    /// One line, its cells read by position. Getters log what is wrong and give nil.
    struct Row {
        let file: SemicolonFile
        let line: Int
        let cells: [String]

        func report(_ message: String) { file.errors.add(file.name, line, message) }

        func text(_ column: Int, _ name: String) -> String? {
            if cells[column].isEmpty { report("\(name)\u{A0}: la valeur est vide") }
            return cells[column].isEmpty ? nil : cells[column]
        }
        func optionalText(_ column: Int) -> String? { cells[column].isEmpty ? nil : cells[column] }

        /// A text made of digits only, of this length: a SIREN.
        func digits(_ column: Int, _ name: String, count: Int) -> String? {
            let cell = cells[column]
            if cell.utf8.count == count, cell.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return cell }
            report("\(name)\u{A0}: «\u{A0}\(cell)\u{A0}» n’est pas un nombre de \(count) chiffres")
            return nil
        }

        func count(_ column: Int, _ name: String) -> Int? {
            if let value = Int(cells[column]), value >= 0 { return value }
            report("\(name)\u{A0}: «\u{A0}\(cells[column])\u{A0}» n’est pas un nombre entier")
            return nil
        }

        /// An exact decimal; nil inside when the cell is empty.
        func optionalDecimal(_ column: Int, _ name: String) -> Decimal?? {
            let cell = cells[column]
            if cell.isEmpty { return .some(nil) }
            if let value = exactDecimal(cell) { return value }
            report("\(name)\u{A0}: «\u{A0}\(cell)\u{A0}» n’est pas un nombre décimal")
            return nil
        }

        /// `AAAA-MM-JJ`; nil inside when the cell is empty.
        func optionalDate(_ column: Int, _ name: String) -> LocalDate?? {
            let cell = cells[column]
            if cell.isEmpty { return .some(nil) }
            if let date = LocalDate(iso: cell) { return date }
            report("\(name)\u{A0}: «\u{A0}\(cell)\u{A0}» n’est pas une date AAAA-MM-JJ")
            return nil
        }

        /// `1`, `0`, or empty for unknown.
        func optionalFlag(_ column: Int, _ name: String) -> Bool?? {
            switch cells[column] {
            case "1": return true
            case "0": return false
            case "": return .some(nil)
            default:
                report("\(name)\u{A0}: «\u{A0}\(cells[column])\u{A0}» n’est ni 1, ni 0, ni vide")
                return nil
            }
        }

        /// `-12.345` as a decimal, without the cost of a locale; nil when it is not such a number of at most 15 digits.
        private func exactDecimal(_ text: String) -> Decimal? {
            var (mantissa, digits, places, seenPoint) = (Int64(0), 0, 0, false)
            for byte in text.utf8.dropFirst(text.hasPrefix("-") ? 1 : 0) {
                if byte == UInt8(ascii: "."), !seenPoint {
                    seenPoint = true
                } else if byte >= 0x30, byte <= 0x39, digits < 15 {
                    mantissa = mantissa * 10 + Int64(byte - 0x30)
                    digits += 1
                    if seenPoint { places += 1 }
                } else {
                    return nil
                }
            }
            guard digits > 0 else { return nil }
            return Decimal(sign: text.hasPrefix("-") ? .minus : .plus, exponent: -places, significand: Decimal(mantissa))
        }
    }
}
