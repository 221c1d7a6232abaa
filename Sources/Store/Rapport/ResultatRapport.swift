public import Foundation
public import Model

/// The rows of a report, as values: each edge (page, terminal, CSV, JSON, workbook) writes them in its own way.
public struct ResultatRapport: Sendable, Hashable {
    public enum Cellule: Sendable, Hashable {
        case texte(String), entier(Int64), montant(Money), taux(Rate), date(LocalDate), vide
    }

    public let rapport: Rapport
    /// One cell a column of the report.
    public let lignes: [[Cellule]]
}

extension ResultatRapport.Cellule {
    /// From PostgreSQL's text; nil when it is not of that kind.
    init?(_ texte: String?, _ contenu: Rapport.Contenu) {
        guard let texte else {
            self = .vide
            return
        }
        switch contenu {
        case .texte: self = .texte(texte)
        case .etat: self = .texte(texte)
        case .entier, .annee:
            guard let value = Int64(texte) else { return nil }
            self = .entier(value)
        case .montant:
            guard let cents = Int64(texte) else { return nil }
            self = .montant(Money(cents: cents))
        case .taux:
            guard let rate = Rate(texte) else { return nil }
            self = .taux(rate)
        case .date:
            guard let date = LocalDate(iso: texte) else { return nil }
            self = .date(date)
        }
    }

    /// What a person reads: `1 234,50 €`, `30,63 %`, `15/01/2026`, «Accepté».
    public func enFrancais(_ contenu: Rapport.Contenu) -> String {
        switch self {
        case .texte(let text): contenu == .etat ? EtatDossier(rawValue: text)?.libelle ?? text : text
        case .entier(let value): String(value)
        case .montant(let value): value.french
        case .taux(let value): value.french
        case .date(let value): value.french
        case .vide: ""
        }
    }
}

extension ResultatRapport {
    /// The whole report for a French spreadsheet, as `LignesCSV` writes it.
    public var csv: Data {
        let csv = LignesCSV(rapport.colonnes)
        return Data((csv.entete + lignes.map(csv.ligne).joined()).utf8)
    }

    /// One JSON document: the report's name and `lignes`, objects that bear the column names of the SQL; amounts are whole
    /// centimes, rates decimal texts, days ISO, what is absent null.
    public var json: Data {
        let rows = lignes.map { "    " + ResultatRapport.objetJSON($0, rapport.colonnes) }
        let list = rows.isEmpty ? "[]" : "[\n\(rows.joined(separator: ",\n"))\n  ]"
        return Data("{\n  \"rapport\": \(texteJSON(rapport.nom)),\n  \"lignes\": \(list)\n}\n".utf8)
    }

    /// One row as an object on one line.
    public static func objetJSON(_ ligne: [Cellule], _ colonnes: [Rapport.Colonne]) -> String {
        "{" + zip(colonnes, ligne).map { "\(texteJSON($0.nom)): \($1.json)" }.joined(separator: ", ") + "}"
    }
}

extension ResultatRapport.Cellule {
    fileprivate var json: String {
        switch self {
        case .texte(let text): texteJSON(text)
        case .entier(let value): String(value)
        case .montant(let value): String(value.cents)
        case .taux(let value): texteJSON(value.decimal)
        case .date(let value): texteJSON(value.description)
        case .vide: "null"
        }
    }
}

private func texteJSON(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
}
