import Documents
public import Foundation
import Model
public import Store

extension ResultatRapport {
    /// The rows as a workbook: amounts, rates and days are numbers that a spreadsheet can add and sort.
    /// - Throws: `XLSXError`.
    public func xlsx() throws -> Data {
        try Self.classeur(rapport.titre, rapport.colonnes, lignes)
    }

    /// Any table of such cells, as XLSX or as ODS.
    /// - Throws: `XLSXError`.
    public static func classeur(
        _ titre: String, _ colonnes: [Rapport.Colonne], _ lignes: [[Cellule]], enODS: Bool = false
    ) throws -> Data {
        let entetes = colonnes.map { XLSXWriter.Column($0.contenu == .montant ? "\($0.libelle) (€)" : $0.libelle, $0.contenu.kind) }
        let cellules = lignes.map { zip($0, colonnes).map { $0.cell($1.contenu) } }
        return enODS
            ? try ODSWriter.ods(titre: titre, colonnes: entetes, lignes: cellules)
            : try XLSXWriter.xlsx(titre: titre, colonnes: entetes, lignes: cellules)
    }
}

extension Rapport.Contenu {
    fileprivate var kind: XLSXWriter.Kind {
        switch self {
        // An exercice is a name, not a number: no grouping.
        case .texte, .etat, .annee: .text
        case .entier: .integer
        case .montant: .money
        case .taux: .rate
        case .date: .date
        }
    }
}

extension ResultatRapport.Cellule {
    fileprivate func cell(_ contenu: Rapport.Contenu) -> XLSXWriter.Cell {
        switch self {
        case .entier(let value) where contenu == .entier: .integer(value)
        case .montant(let value): .money(value)
        case .taux(let value): .rate(value)
        case .date(let value): .date(value)
        case .vide: .vide
        case .texte, .entier: .text(enFrancais(contenu))
        }
    }
}
