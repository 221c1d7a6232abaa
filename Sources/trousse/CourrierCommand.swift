import ArgumentParser
import Courrier
import Documents
import Foundation
import Model
import Parcours
import Postgres
import Store

struct CourrierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "courrier", abstract: "Envoyer les courriels en attente, et dire où ils en sont.",
        discussion: """
            Réglages\u{A0}: TROUSSE_SMTP_URL (smtps://nom:secret@hôte, ou smtp://hôte:587), TROUSSE_COURRIEL_DE (l’adresse d’où ils \
            partent), TROUSSE_ADRESSE (celle du site, pour les liens). Sans eux, rien ne part et rien n’est perdu.
            """,
        subcommands: [Envoyer.self, Etat.self, Relancer.self, Abandonner.self, Modeles.self], defaultSubcommand: Etat.self)

    static func reglages() throws -> ReglagesCourrier? {
        do { return try ReglagesCourrier.lire(ProcessInfo.processInfo.environment) } catch { throw Echec(error.description) }
    }

    struct Envoyer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "envoyer", abstract: "Envoyer ce qui est dû, puis s’arrêter.")
        @Flag(help: "Répondre par un document JSON.")
        var json = false

        func run() async throws {
            guard let reglages = try CourrierCommand.reglages() else {
                throw Echec("L’envoi n’est pas réglé\u{A0}: donnez TROUSSE_SMTP_URL et TROUSSE_COURRIEL_DE. Rien n’est perdu.")
            }
            let bilan = try await Connexions.avec { connexions in
                let poste = Poste(parcours: Parcours(database: connexions.application, atelier: .init()), reglages: reglages)
                let bilan = try await poste.distribution.passer()
                await poste.facteur.stop()
                return bilan
            }
            if json {
                try Console.repondre(json: bilan)
            } else {
                Console.repondre("\(bilan.envoyes) envoyés, \(bilan.reportes) reportés, \(bilan.abandonnes) abandonnés.")
                if let arret = bilan.arret { Console.dire(arret) }
            }
            guard bilan.arret == nil else { throw ExitCode(Issue.echec) }
        }
    }

    struct Etat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "etat", abstract: "Dire ce qui attend, ce qui est parti, ce qui est mort.")
        @Flag(help: "Répondre par un document JSON.")
        var json = false

        private struct Reponse: Encodable {
            let regle: Bool
            let situation: SituationCourrier
        }

        func run() async throws {
            let regle = try CourrierCommand.reglages() != nil
            let (situation, morts) = try await Connexions.avec { connexions in
                let situation = try await connexions.application.read(as: .facteur) { try await SituationCourrier.load(le: Date(), in: $0) }
                let morts = try await connexions.proprietaire.read(as: .systeme("courrier etat")) {
                    try await SuiviCourriel.abandonnes(limite: 20, in: $0)
                }
                return (situation, morts)
            }
            guard !json else { return try Console.repondre(json: Reponse(regle: regle, situation: situation)) }
            Console.repondre(
                regle ? "L’envoi est réglé." : "L’envoi n’est pas réglé\u{A0}: donnez TROUSSE_SMTP_URL et TROUSSE_COURRIEL_DE.")
            Console.repondre(
                "À envoyer\u{A0}: \(situation.aEnvoyer), dont \(situation.enRetard) en retard. Envoyés depuis 24\u{A0}h\u{A0}: \(situation.envoyes). Abandonnés\u{A0}: \(situation.abandonnes)."
            )
            if let erreur = situation.derniereErreur { Console.repondre("Dernière erreur\u{A0}: \(erreur)") }
            for mort in morts { Console.repondre("  n°\u{A0}\(mort.courrielId), \(mort.destinataire)\u{A0}: \(mort.derniereErreur ?? "")") }
        }
    }

    struct Relancer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "relancer", abstract: "Remettre en file un courriel abandonné\u{A0}; sans numéro, tous.")
        @Argument(help: .init("Numéro du courriel.", valueName: "numéro"))
        var numero: Int64?

        func run() async throws {
            let nombre = try await Connexions.avec { connexions in
                try await connexions.application.write(as: .facteur) { tx in
                    try await SuiviCourriel.relancer(numero.map { ID($0) }, le: Date(), in: tx)
                }
            }
            Console.repondre("\(nombre) remis en file.")
        }
    }

    struct Abandonner: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "abandonner", abstract: "Renoncer à ce qui attend depuis trop longtemps pour valoir d’être envoyé.")
        @Option(help: .init("Écrits avant ce jour.", valueName: "aaaa-mm-jj"), transform: CourrierCommand.jour)
        var avant: LocalDate

        func run() async throws {
            let nombre = try await Connexions.avec { connexions in
                try await connexions.application.write(as: .facteur) { tx in
                    try await SuiviCourriel.abandonner(avant: CourrierCommand.minuit(avant), le: Date(), in: tx)
                }
            }
            Console.repondre("\(nombre) abandonnés.")
        }
    }

    static func jour(_ texte: String) throws -> LocalDate {
        guard let jour = LocalDate(iso: texte) else { throw ValidationError("Une date s’écrit AAAA-MM-JJ.") }
        return jour
    }

    static func minuit(_ jour: LocalDate) -> Date {
        var calendrier = Calendar(identifier: .gregorian)
        calendrier.timeZone = TimeZone(identifier: "Europe/Paris") ?? .gmt
        return calendrier.date(from: DateComponents(year: jour.year, month: jour.month, day: jour.day)) ?? .distantPast
    }
}

extension CourrierCommand {
    struct Modeles: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "modeles", abstract: "Écrire chaque modèle de courriel, en texte et en HTML, pour le relire.")
        @Option(help: .init("Dossier où écrire.", valueName: "dossier"))
        var sortie: String

        func run() async throws {
            try FileManager.default.createDirectory(atPath: sortie, withIntermediateDirectories: true)
            for (nom, lettre) in Lettre.exemples {
                try Console.ecrire(Data(lettre.html(adresse: "https://trousse.exemple.fr").utf8), "\(sortie)/\(nom).html")
                try Console.ecrire(
                    Data("Objet : \(lettre.objet)\n\n\(lettre.texte(adresse: "https://trousse.exemple.fr"))".utf8), "\(sortie)/\(nom).txt")
            }
            Console.repondre("\(Lettre.exemples.count) modèles écrits dans \(sortie).")
        }
    }
}
