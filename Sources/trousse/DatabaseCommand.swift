import ArgumentParser
import Cluster
import Foundation
import Postgres
import Store

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database",
        abstract: "Démarrer, arrêter, migrer, sauvegarder ou restaurer la base.",
        subcommands: [Start.self, Stop.self, Migrate.self, URLCommand.self, Backup.self, Restore.self])

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Démarrer la base privée de ce dossier (.trousse/), créée au besoin.")
        func run() async throws {
            let cluster = try DatabaseCommand.prive()
            try await cluster.start { Console.dire($0) }
            Console.repondre("\(cluster).")
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Arrêter la base privée de ce dossier.")
        func run() async throws {
            let cluster = try DatabaseCommand.prive()
            let wasRunning = cluster.isRunning
            try await cluster.stop()
            Console.repondre(wasRunning ? "PostgreSQL est arrêté." : "PostgreSQL ne tournait pas.")
        }
    }

    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Mettre la base au schéma de ce programme.")
        func run() async throws {
            let summary = try await Connexions.avec { try await $0.migrer() }
            Console.repondre(
                summary.isEmpty
                    ? "La base est à jour."
                    : "Base mise à jour\u{A0}: \(summary.applied.count) migrations, \(summary.reapplied.count) fonctions, vues et politiques."
            )
        }
    }

    struct URLCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "url", abstract: "Donner l’adresse de la base, pour psql.",
            discussion: "Exemple\u{A0}: psql \"$(trousse database url --role rapport)\" -c \"select * from situation_enveloppe\"")

        enum Role: String, ExpressibleByArgument, CaseIterable { case app, owner, rapport }

        @Option(
            help: .init("Rôle de la connexion à la base privée\u{A0}: rapport ne lit que les vues, app sert les pages.", valueName: "rôle"))
        var role: Role?

        func run() async throws {
            if let url = Connexions.urlDonnee {
                guard role == nil else { throw Echec("Le rôle se choisit dans DATABASE_URL, qui est défini.") }
                return Console.repondre(url)
            }
            let cluster = Connexions.clusterPrive
            try await cluster.start { Console.dire($0) }
            Console.repondre(role.map { cluster.url(user: "trousse_\($0.rawValue)") } ?? cluster.url())
        }
    }

    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Sauvegarder toute la base dans un fichier.")

        @Argument(help: .init("Fichier à écrire.", valueName: "fichier"))
        var fichier: String

        func run() async throws {
            let path = URL(filePath: fichier).path(percentEncoded: false)
            try await Connexions.avec { connexions in try await PostgresTools().dump(connexions.url, to: path) }
            let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            Console.repondre("Base sauvegardée dans \(fichier) (\((size ?? 0) / 1024)\u{A0}Kio).")
        }
    }

    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remplacer la base par une sauvegarde.",
            discussion: "La sauvegarde est d’abord restaurée à côté\u{A0}: si elle est illisible, la base actuelle reste.")

        @Argument(help: .init("Fichier de «\u{A0}trousse database backup\u{A0}».", valueName: "fichier"))
        var fichier: String

        func run() async throws {
            let path = URL(filePath: fichier).path(percentEncoded: false)
            guard FileManager.default.isReadableFile(atPath: path) else {
                throw Echec("Le fichier «\u{A0}\(fichier)\u{A0}» est introuvable ou illisible.")
            }
            let connexions = try await Connexions.ouvrir()
            let name = try await Restauration(connexions).restaurer(path)
            Console.repondre("La base «\u{A0}\(name)\u{A0}» est celle de la sauvegarde, mise à jour pour ce programme.")
        }
    }

    private static func prive() throws(Echec) -> PrivateCluster {
        guard Connexions.urlDonnee == nil else {
            throw Echec("DATABASE_URL est défini\u{A0}: cette base se démarre et s’arrête là où elle est installée.")
        }
        return Connexions.clusterPrive
    }
}
