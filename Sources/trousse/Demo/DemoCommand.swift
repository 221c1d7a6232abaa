import ArgumentParser
import CatalogFiles
import Documents
import Foundation
import Model
import Parcours
import Postgres
import Store

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Mener une commande de bout en bout, de l’équipement choisi au bon de commande.",
        discussion: "Chaque passage crée un nouveau projet, à la date du jour, et écrit ses fichiers dans un dossier.")

    @Option(help: .init("Code INSEE de la commune.", valueName: "insee"))
    var commune = "03036"

    @Option(help: .init("Dossier des fichiers produits (sinon .trousse/demo/INSEE).", valueName: "dossier"))
    var sortie: String?

    @OptionGroup var catalogue: EmplacementCatalogue

    func run() async throws {
        let folder =
            sortie.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? Connexions.dossierPrive.appending(path: "demo/\(commune)")
        try await Connexions.avec { connexions in
            _ = try await connexions.migrer()
            let faits = try await Importation.faits(dans: connexions.application)
            for nature in Importation.allCases where !faits.contains(nature) {
                _ = try await nature.importer(try catalogue.dossier(), dans: connexions.proprietaire)
            }
            let atelier = Atelier()
            do {
                try await jouer(connexions, atelier, folder)
            } catch {
                await atelier.stop()
                throw error
            }
            await atelier.stop()
        }
    }

    private func jouer(_ connexions: Connexions, _ atelier: Atelier, _ folder: URL) async throws {
        let date = LocalDate(Date())
        let trouvee = try await connexions.application.read(as: .visiteur) { tx in try await Porteur.communeActuelle(commune, in: tx) }
        guard let porteur = trouvee?.porteur, let commune = porteur.codeInsee else {
            throw Echec("La commune «\u{A0}\(commune)\u{A0}» n’existe pas au 1er janvier 2026. Vérifiez le code INSEE.")
        }
        if let ancienne = trouvee?.ancienne { Console.dire(ancienne.phrase(vers: porteur.nom ?? commune)) }
        let demonstration = Demonstration(proprietaire: connexions.proprietaire)
        let comptes = try await demonstration.comptes([.secretariat(commune), .prefecture(porteur.departement)], motDePasse: nil)
        try await demonstration.enveloppes(
            try CatalogFiles.catalogue(in: try catalogue.dossier()).programmes, exercice: date.exerciceDeProgrammation)
        guard let secretariat = comptes[.commune(commune)], let bureau = comptes[.prefecture(porteur.departement)] else {
            throw Echec("Le département de la commune «\u{A0}\(commune)\u{A0}» est inconnu. Lancez «\u{A0}trousse import communes\u{A0}».")
        }
        let sorties = try Sorties(dossier: folder)
        let scenario = Scenario(
            parcours: Parcours(database: connexions.application, atelier: atelier), commune: commune, secretariat: secretariat,
            bureau: bureau.agent,
            date: date, sorties: sorties)
        try await scenario.jouer()
        try await rendreCompte(connexions, commune, date.exerciceDeProgrammation, sorties)
    }

    /// The report that a programme manager reads: the commune's row ends the demonstration.
    private func rendreCompte(_ connexions: Connexions, _ commune: String, _ exercice: Int, _ sorties: Sorties) async throws {
        guard let rapport = try Rapport.nomme("consommation_par_commune") else {
            throw Echec("Le rapport consommation_par_commune manque.")
        }
        let tout = try rapport.lire(["exercice": "\(exercice)"])
        let ligne = try rapport.lire(["exercice": "\(exercice)", "commune": commune])
        let (general, resultat) = try await connexions.rapport.read(as: .systeme("démonstration")) { tx in
            (try await rapport.executer(tout, in: tx), try await rapport.executer(ligne, in: tx))
        }
        try sorties.ecrire(general.csv, "consommation_par_commune.csv")
        try sorties.ecrire(general.json, "consommation_par_commune.json")
        Console.repondre("\nFichiers écrits dans \(sorties.dossier.path(percentEncoded: false))")
        for nom in sorties.noms { Console.repondre("  \(nom)") }
        Console.repondre("\n" + resultat.texte)
    }
}

/// The folder of a demonstration's files, and what was written in it.
final class Sorties {
    let dossier: URL
    private(set) var noms: [String] = []

    init(dossier: URL) throws(Echec) {
        self.dossier = dossier
        do { try FileManager.default.createDirectory(at: dossier, withIntermediateDirectories: true) } catch {
            throw Echec("Le dossier «\u{A0}\(dossier.path)\u{A0}» ne peut pas être créé. Vérifiez la place et les droits.")
        }
    }

    func ecrire(_ octets: Data, _ nom: String) throws(Echec) {
        try Console.ecrire(octets, dossier.appending(path: nom).path(percentEncoded: false))
        noms.append(nom)
    }
}
