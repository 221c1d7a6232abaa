import Foundation
import Model

/// CSV for a French spreadsheet: UTF-8 with BOM, `;`, decimal comma, amounts in euros, rates in percent, days as DD/MM/YYYY. Line by line, so
/// that a long table is never held whole.
public struct LignesCSV: Sendable {
    private let colonnes: [Rapport.Colonne]

    public init(_ colonnes: [Rapport.Colonne]) { self.colonnes = colonnes }

    /// The first line, with the mark that opens the file.
    public var entete: String {
        "\u{FEFF}"
            + ecrire(
                colonnes.map { colonne in
                    switch colonne.contenu {
                    case .montant: "\(colonne.libelle) (€)"
                    case .taux: "\(colonne.libelle) (%)"
                    default: colonne.libelle
                    }
                })
    }

    public func ligne(_ cellules: [ResultatRapport.Cellule]) -> String { ecrire(zip(cellules, colonnes).map { $0.csv($1.contenu) }) }

    private func ecrire(_ textes: [String]) -> String { textes.map(entreGuillemets).joined(separator: ";") + "\r\n" }

    private func entreGuillemets(_ text: String) -> String {
        guard text.contains(where: { ";\"\r\n".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}

extension ResultatRapport.Cellule {
    fileprivate func csv(_ contenu: Rapport.Contenu) -> String {
        switch self {
        // A spreadsheet would run a name that begins like a formula.
        case .texte(let text) where text.first.map { "=+-@\t\r".contains($0) } == true: "'" + text
        case .montant(let value): value.decimal.replacing(".", with: ",")
        case .taux(let value): Rate(value.value * 100).decimal(places: 2).replacing(".", with: ",")
        default: enFrancais(contenu)
        }
    }
}
