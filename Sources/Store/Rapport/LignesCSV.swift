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
                    case .montant: CSV.cellule("\(colonne.libelle) (€)")
                    case .taux: CSV.cellule("\(colonne.libelle) (%)")
                    default: CSV.cellule(colonne.libelle)
                    }
                })
    }

    public func ligne(_ cellules: [ResultatRapport.Cellule]) -> String { ecrire(zip(cellules, colonnes).map { $0.csv($1.contenu) }) }

    private func ecrire(_ cellules: [String]) -> String { cellules.joined(separator: ";") + "\r\n" }
}

extension ResultatRapport.Cellule {
    fileprivate func csv(_ contenu: Rapport.Contenu) -> String {
        switch self {
        case .texte: CSV.texte(enFrancais(contenu))
        case .montant(let value): value.decimal.replacing(".", with: ",")
        case .taux(let value): Rate(value.value * 100).decimal(places: 2).replacing(".", with: ",")
        default: CSV.cellule(enFrancais(contenu))
        }
    }
}
