import ArgumentParser
import Foundation
import Store

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Importer le catalogue, les communes, les subventions déjà attribuées, les lieux de médiation : tout, ou rien.",
        discussion: """
            Importer deux fois les mêmes fichiers ne change rien. Chaque erreur est montrée avec son fichier et sa ligne.
            Le catalogue dit d’abord ce qui va changer ; au clavier, il demande avant d’écrire (--oui s’en passe, --essai n’écrit rien).
            Les subventions attribuées se lisent des fichiers CSV (ou CSV.gz) que publient la DGCL et l’ANCT, quelle qu’en soit l’année.
            """)

    enum Sujet: String, ExpressibleByArgument, CaseIterable { case catalogue, communes, attributions, lieux, offres }

    @Argument(
        help: .init(
            "catalogue (articles, kits, règles), communes (territoire), attributions (subventions réelles), lieux, ou offres (catalogues UBL de fournisseurs).",
            valueName: "sujet")
    )
    var sujet: Sujet

    @Argument(
        help: .init(
            "Fichiers à lire ; pour le catalogue et les communes, le dossier à lire à la place de --catalogue.", valueName: "fichier"))
    var chemins: [String] = []

    @Option(help: .init("Exercice des subventions, quand ni leur fichier ni son nom ne le dit.", valueName: "année"))
    var exercice: Int?

    @OptionGroup var catalogue: EmplacementCatalogue

    @Flag(help: "Pour le catalogue : montrer ce qui changerait, sans rien écrire.")
    var essai = false

    @Flag(help: "Pour le catalogue : ne pas demander de confirmation.")
    var oui = false

    @Flag(help: "Répondre par un document JSON.")
    var json = false

    func validate() throws {
        switch sujet {
        case .attributions, .lieux, .offres:
            if chemins.isEmpty { throw ValidationError("Indiquez au moins un fichier : trousse import \(sujet.rawValue) FICHIER…") }
            if let exercice, !(2000...2100).contains(exercice) { throw ValidationError("--exercice attend une année, par exemple 2021.") }
        case .catalogue, .communes:
            if chemins.count > 1 { throw ValidationError("Un seul dossier se lit à la fois.") }
            if exercice != nil { throw ValidationError("--exercice ne sert qu’aux attributions.") }
        }
        if sujet != .catalogue, essai || oui { throw ValidationError("--essai et --oui ne servent qu’au catalogue.") }
    }

    func run() async throws {
        switch sujet {
        case .attributions:
            try await ErreursImport.enJSON(json) { try await ImportAttributions(chemins: chemins, exercice: exercice).executer(json: json) }
        case .lieux: try await ErreursImport.enJSON(json) { try await ImportLieux(chemins: chemins).executer(json: json) }
        case .catalogue:
            try await ErreursImport.enJSON(json) {
                try await ImportCatalogue(dossier: dossier(), essai: essai, oui: oui).executer(json: json)
            }
        case .offres: try await ErreursImport.enJSON(json) { try await ImportOffres(chemins: chemins).executer(json: json) }
        case .communes: try await ErreursImport.enJSON(json) { try await importer(.communes) }
        }
    }

    private func dossier() throws -> URL { try (chemins.first.map { EmplacementCatalogue(chemin: $0) } ?? catalogue).dossier() }

    private func importer(_ nature: Importation) async throws {
        let folder = try dossier()
        let resume = try await Connexions.avec { connexions in
            _ = try await connexions.estPrivee ? connexions.migrer() : nil
            return try await nature.importer(folder, dans: connexions.proprietaire)
        }
        if json { return try Console.repondre(json: resume) }
        Console.repondre(Self.table(resume))
        Console.repondre(resume.aChange ? "Import terminé." : Self.rienDeNeuf)
    }

    static func table(_ resume: ResumeImport) -> String {
        var table = Tableau(.gauche, .droite, .droite)
        table.ligne("", "lus", "écrits")
        for ligne in resume.lignes { table.ligne(ligne.objet, "\(ligne.lus)", "\(ligne.ecrits)") }
        return table.texte
    }

    static let rienDeNeuf = "Rien n’a changé depuis le dernier import."
}
