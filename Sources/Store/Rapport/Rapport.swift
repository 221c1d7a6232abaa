import Foundation
public import Model
public import Postgres
import SQLFiles

/// One question that managers ask, with its answer in SQL: a file of `SQL/reports/`, whose header says everything a page or a
/// terminal shows around the figures. It reads the views of `rapport` only.
public struct Rapport: Sendable, Hashable {
    /// What a parameter is read as.
    public enum Genre: String, Sendable, Hashable, CaseIterable { case integer, text, date }

    /// Given or not: a parameter that is not given filters nothing.
    public struct Parametre: Sendable, Hashable {
        public let nom: String
        public let genre: Genre
        /// French, without a final point.
        public let libelle: String
    }

    /// What a column holds, hence how it is written.
    public enum Contenu: String, Sendable, Hashable, CaseIterable {
        case texte, entier, montant, taux, date
        /// An exercice: a number that is never grouped nor added.
        case annee
        /// A state of dossier, written in the words of agents.
        case etat
    }

    public struct Colonne: Sendable, Hashable {
        /// Of the SQL: `engage_centimes`.
        public let nom: String
        public let contenu: Contenu
        /// French, without its unit.
        public let libelle: String

        public init(nom: String, contenu: Contenu, libelle: String) { (self.nom, self.contenu, self.libelle) = (nom, contenu, libelle) }
    }

    /// Name of the file: `consommation_par_commune`.
    public let nom: String
    public let titre: String
    public let question: String
    /// What one row is.
    public let grain: String
    /// What its author warns the reader of.
    public let lecture: String
    /// In the order of `$1`, `$2`…
    public let parametres: [Parametre]
    public let colonnes: [Colonne]
    /// The statement, with `$1`, `$2`… for the parameters: an auditor runs it again.
    public let sql: String

    /// All reports, by name.
    /// - Throws: `RapportIllisible` for a file whose header is wrong.
    public static func tous() throws -> [Rapport] {
        let dossier = SQLFiles.reports
        let names = try FileManager.default.contentsOfDirectory(atPath: dossier.path).filter { $0.hasSuffix(".sql") }.sorted()
        return try names.map { name in
            try Rapport(nom: String(name.dropLast(4)), texte: try String(contentsOf: dossier.appending(path: name), encoding: .utf8))
        }
    }

    /// nil when there is no such report.
    public static func nomme(_ nom: String) throws -> Rapport? { try tous().first { $0.nom == nom } }

    /// What is bound to `$1`, `$2`… from texts as typed; an empty text is not given.
    /// - Throws: `FormErrors` with every value that cannot be read, and every name that is not a parameter.
    public func lire(_ valeurs: [String: String]) throws(FormErrors) -> Liaisons {
        var errors = FormErrors()
        for nom in valeurs.keys.sorted() where !parametres.contains(where: { $0.nom == nom }) {
            let known = parametres.map(\.nom).joined(separator: ", ")
            errors.add(nom, "Le rapport «\u{A0}\(self.nom)\u{A0}» n’a pas de paramètre «\u{A0}\(nom)\u{A0}». Il a\u{A0}: \(known).")
        }
        var binds: [(any Bindable)?] = []
        for parametre in parametres {
            let text = (valeurs[parametre.nom] ?? "").trimmingCharacters(in: .whitespaces)
            let value = parametre.genre.valeur(text)
            if value == nil, !text.isEmpty {
                errors.add(parametre.nom, "\(parametre.libelle)\u{A0}: «\u{A0}\(text)\u{A0}» ne se lit pas. \(parametre.genre.attendu)")
            }
            binds.append(value)
        }
        try errors.throwIfAny()
        return Liaisons(valeurs: binds)
    }

    /// Values read from what was typed, ready to be bound: they never enter the text of the statement.
    public struct Liaisons: Sendable {
        let valeurs: [(any Bindable)?]
    }

    /// Runs it for whoever asks: row-level security of the transaction's identity applies.
    /// - Parameter tx: of `trousse_rapport`, or of an agent of the application.
    public func executer(_ liaisons: Liaisons, in tx: Transaction) async throws -> ResultatRapport {
        let table = try await tx.table(SQL(unsafe: sql, binds: liaisons.valeurs))
        guard table.columns.map(\.name) == colonnes.map(\.nom) else {
            throw RapportIllisible(nom: nom, "les colonnes déclarées ne sont pas celles de la requête")
        }
        return ResultatRapport(rapport: self, lignes: try table.rows.map { try lire(ligne: $0) })
    }

    private func lire(ligne: [String?]) throws(RapportIllisible) -> [ResultatRapport.Cellule] {
        var cells: [ResultatRapport.Cellule] = []
        for (colonne, texte) in zip(colonnes, ligne) {
            guard let cell = ResultatRapport.Cellule(texte, colonne.contenu) else {
                throw RapportIllisible(nom: nom, "la colonne \(colonne.nom) n’est pas de genre \(colonne.contenu.rawValue)")
            }
            cells.append(cell)
        }
        return cells
    }
}

extension Rapport.Genre {
    fileprivate func valeur(_ text: String) -> (any Bindable)? {
        switch self {
        case _ where text.isEmpty: nil
        case .integer: Int(text)
        case .text: text
        case .date: LocalDate(french: text)
        }
    }

    fileprivate var attendu: String {
        switch self {
        case .integer: "Un nombre entier est attendu, par exemple 2026."
        case .text: "Un texte est attendu."
        case .date: "Une date est attendue, par exemple 15/01/2026."
        }
    }
}
