import ArgumentParser
import Foundation

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Dire ce qui est installé, joignable et à jour, et comment réparer le reste.")

    @Flag(help: "Répondre par un document JSON.")
    var json = false

    @OptionGroup var catalogue: EmplacementCatalogue

    func run() async throws {
        let constats = await Diagnostic(catalogue: catalogue).constats()
        if json {
            try Console.repondre(json: constats)
        } else {
            for constat in constats {
                Console.repondre("\(constat.estBon ? "OK     " : "À FAIRE")  \(constat.sujet)\u{A0}: \(constat.etat)")
                if let remede = constat.remede { Console.repondre("         \(remede)") }
            }
        }
        guard constats.allSatisfy(\.estBon) else { throw ExitCode(Issue.echec) }
    }
}
