import ArgumentParser
import Foundation
import Model
import Parcours
import Postgres
import Store

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Éditer un rapport\u{A0}; sans nom, les montrer tous.",
        discussion: """
            Exemple\u{A0}: trousse report consommation_par_commune --param exercice=2027 --format csv
            En CSV, les montants sont en euros\u{A0}; en JSON, en centimes entiers.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json, xlsx }

    @Argument(help: .init("Nom du rapport.", valueName: "nom"))
    var nom: String?

    @Option(name: .customLong("param"), help: .init("Paramètre du rapport\u{A0}; peut être répété.", valueName: "clé=valeur"))
    var parametres: [String] = []

    @Option(help: .init("Présentation.", valueName: "format"))
    var format: Format = .table

    @Flag(help: "Comme --format json.")
    var json = false

    @Option(help: .init("Fichier à écrire, au lieu de la sortie standard.", valueName: "fichier"))
    var sortie: String?

    @OptionGroup var catalogue: EmplacementCatalogue

    func run() async throws {
        guard let nom else { return try montrer(try Rapport.tous()) }
        guard let rapport = try Rapport.nomme(nom) else {
            let known = try Rapport.tous().map(\.nom).joined(separator: ", ")
            throw ValidationError("Le rapport «\u{A0}\(nom)\u{A0}» n’existe pas. Rapports\u{A0}: \(known).")
        }
        let liaisons = try lire(rapport)
        let format = json ? Format.json : format
        guard format != .xlsx || sortie != nil || !Console.estUnTerminal else {
            throw ValidationError("Un classeur ne s’affiche pas\u{A0}: donnez --sortie, ou redirigez la sortie vers un fichier.")
        }
        let resultat = try await Connexions.avec { connexions in
            try await connexions.preparer(catalogue)
            return try await connexions.rapport.read(as: .systeme("rapport")) { tx in try await rapport.executer(liaisons, in: tx) }
        }
        let octets =
            switch format {
            case .table: Data(resultat.texte.utf8)
            case .csv: resultat.csv
            case .json: resultat.json
            case .xlsx: try resultat.xlsx()
            }
        if let sortie { try Console.ecrire(octets, sortie) } else { Console.repondre(octets) }
    }

    private func lire(_ rapport: Rapport) throws -> Rapport.Liaisons {
        var values: [String: String] = [:]
        for text in parametres {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw ValidationError("Un paramètre s’écrit clé=valeur, par exemple exercice=2027.") }
            values[String(parts[0])] = String(parts[1])
        }
        do { return try rapport.lire(values) } catch { throw ValidationError(error.messages.map(\.message).joined(separator: "\n")) }
    }

    private func montrer(_ rapports: [Rapport]) throws {
        if json || format == .json { return try Console.repondre(json: rapports.map(FicheRapport.init)) }
        for rapport in rapports {
            Console.repondre(rapport.nom)
            Console.repondre("  \(rapport.question)")
            for parametre in rapport.parametres { Console.repondre("    --param \(parametre.nom)=…  \(parametre.libelle)") }
        }
    }
}

/// A report as the list shows it to a script.
private struct FicheRapport: Encodable {
    let nom, titre, question, grain, lecture: String
    let parametres: [String: String]
    let colonnes: [String]

    init(_ rapport: Rapport) {
        (nom, titre, question) = (rapport.nom, rapport.titre, rapport.question)
        (grain, lecture) = (rapport.grain, rapport.lecture)
        parametres = Dictionary(uniqueKeysWithValues: rapport.parametres.map { ($0.nom, $0.genre.rawValue) })
        colonnes = rapport.colonnes.map(\.nom)
    }
}

extension ResultatRapport {
    /// Title, aligned columns, and how to read them.
    var texte: String {
        let table = Tableau(
            cotes: rapport.colonnes.map { [.entier, .montant, .taux].contains($0.contenu) ? .droite : .gauche },
            lignes: [rapport.colonnes.map(\.libelle)] + lignes.map { zip($0, rapport.colonnes).map { $0.enFrancais($1.contenu) } })
        let body = lignes.isEmpty ? "Aucune ligne." : table.texte
        return "\(rapport.titre). \(rapport.question)\n\n\(body)\n\nLignes\u{A0}: \(lignes.count) (\(rapport.grain)). \(rapport.lecture)\n"
    }
}
