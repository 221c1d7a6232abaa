/// Aligned columns for a terminal.
struct Tableau {
    enum Cote { case gauche, droite }
    var cotes: [Cote]
    var lignes: [[String]] = []
    /// Between two columns.
    var ecart = "  "

    init(_ cotes: Cote..., lignes: [[String]] = []) { (self.cotes, self.lignes) = (cotes, lignes) }
    init(cotes: [Cote], lignes: [[String]]) { (self.cotes, self.lignes) = (cotes, lignes) }

    mutating func ligne(_ cells: String...) { lignes.append(cells) }

    var texte: String {
        let widths = cotes.indices.map { column in lignes.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return lignes.map { cells in
            let padded = zip(cells, zip(cotes, widths)).map { cell, form in
                let fill = String(repeating: " ", count: form.1 - cell.count)
                return form.0 == .gauche ? cell + fill : fill + cell
            }
            let line = padded.joined(separator: ecart)
            return String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
        }.joined(separator: "\n")
    }
}
