import ArgumentParser
import CatalogFiles
import Foundation
import Model
import Planner

struct CalculCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calcul",
        abstract: "Appliquer une seule règle de droit à une demande JSON.",
        discussion: "Les règles viennent du catalogue\u{A0}; aucune base de données n’est nécessaire.")

    @Argument(help: .init("\(Calcul.Sujet.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "sujet"))
    var sujet: String

    @Option(help: .init("Fichier JSON de la demande\u{A0}; «\u{A0}-\u{A0}» lit l’entrée standard.", valueName: "fichier"))
    var demande: String

    @Flag(help: "Répondre par un document JSON (c’est toujours le cas ici).")
    var json = false

    @OptionGroup var catalogue: EmplacementCatalogue

    func run() async throws {
        try await ReponseRefusee.enJSON {
            let data = try Console.lire(demande)
            let parametres = try CatalogFiles.catalogue(in: try catalogue.dossier()).referentiel.parametres
            Console.repondre(try Calcul.repondre(sujet: sujet, json: data, referentiel: parametres))
        }
    }
}
