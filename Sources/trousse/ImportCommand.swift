import ArgumentParser
import Foundation
import Store

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Importer le catalogue ou les communes : tout, ou rien.",
        discussion: "Importer deux fois les mêmes fichiers ne change rien. Chaque erreur est montrée avec son fichier et sa ligne.")

    enum Sujet: String, ExpressibleByArgument, CaseIterable { case catalogue, communes }

    @Argument(help: .init("catalogue (articles, kits, règles), ou communes (territoire).", valueName: "sujet"))
    var sujet: Sujet

    @Argument(help: .init("Dossier à lire, à la place de --catalogue.", valueName: "dossier"))
    var dossier: String?

    @OptionGroup var catalogue: EmplacementCatalogue

    @Flag(help: "Répondre par un document JSON.")
    var json = false

    func run() async throws {
        let folder = try (dossier.map { EmplacementCatalogue(chemin: $0) } ?? catalogue).dossier()
        let nature: Importation = sujet == .catalogue ? .catalogue : .communes
        let resume = try await Connexions.avec { connexions in
            _ = try await connexions.estPrivee ? connexions.migrer() : nil
            return try await nature.importer(folder, dans: connexions.proprietaire)
        }
        if json { return try Console.repondre(json: resume) }
        var table = Tableau(.gauche, .droite, .droite)
        table.ligne("", "lus", "écrits")
        for ligne in resume.lignes { table.ligne(ligne.objet, "\(ligne.lus)", "\(ligne.ecrits)") }
        Console.repondre(table.texte)
        Console.repondre(resume.aChange ? "Import terminé." : "Rien n’a changé depuis le dernier import.")
    }
}
