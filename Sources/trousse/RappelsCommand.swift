import ArgumentParser
import Documents
import Foundation
import Model
import Parcours

struct RappelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rappels", abstract: "Faire la ronde d’un jour\u{A0}: dates qui approchent, avis sans réponse, résumés des agents.",
        discussion: "«\u{A0}trousse serve\u{A0}» la fait chaque jour. La refaire n’écrit rien de plus.")

    @Option(help: .init("Jour de la ronde (sinon aujourd’hui à Paris).", valueName: "aaaa-mm-jj"), transform: CourrierCommand.jour)
    var le: LocalDate?

    @Flag(help: "Répondre par un document JSON.")
    var json = false

    func run() async throws {
        let bilan = try await Connexions.avec { connexions in
            try await Parcours(database: connexions.application, atelier: .init()).tournee(le: le ?? LocalDate(Date()))
        }
        if json { return try Console.repondre(json: bilan) }
        Console.repondre("\(bilan.rappels) rappels dus, \(bilan.resumes) résumés écrits, \(bilan.avisExpires) avis expirés.")
    }
}
