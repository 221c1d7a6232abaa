import ArgumentParser
import Logging

/// The one executable of Trousse. Exit 0 is done, 1 refused or failed with a reason, 2 a mistake in how it was called.
@main
struct Trousse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trousse",
        abstract: "Commander des kits d’inclusion numérique et les faire financer.",
        discussion: """
            La base de données est celle de DATABASE_URL. Sans elle, Trousse crée et démarre sa propre base dans .trousse/, \
            sous le dossier courant.
            """,
        subcommands: [
            ServeCommand.self, DatabaseCommand.self, ImportCommand.self, ExportCommand.self, PlanCommand.self, CalculCommand.self,
            ReportCommand.self,
            DemoCommand.self, CourrierCommand.self, RappelsCommand.self, DoctorCommand.self,
        ])

    static func main() async {
        // Standard output carries answers only.
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .warning
            return handler
        }
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            Issue.finir(error)
        }
    }
}
