import CatalogFiles
import Foundation
import Model
import Postgres
import Store

/// `trousse import catalogue`: says what will change before it does, asks a person, and lets a script through unless the files look cut.
struct ImportCatalogue {
    let dossier: URL
    /// Everything is done, then undone: what is announced is what would happen.
    let essai: Bool
    /// The person has already said yes.
    let oui: Bool

    func executer(json: Bool) async throws {
        Console.dire("Lecture de \(dossier.path(percentEncoded: false))")
        let catalogue = try CatalogFiles.catalogue(in: dossier)
        let reponse = try await Connexions.avec { connexions in
            _ = try await connexions.estPrivee ? connexions.migrer() : nil
            let base = connexions.proprietaire
            let (offerts, changements) = try await base.read(as: Self.identite) { tx in
                (try await Offerts.compter(in: tx), try await catalogue.changements(in: tx))
            }
            if !json { Console.repondre(changements.texte(premierImport: offerts.articles == 0)) }
            if !essai { try confirmer(changements, offerts: offerts, json: json) }
            let resume = try await essai ? essayer(catalogue, dans: base) : importer(catalogue, changements, dans: base)
            return ReponseImport(essai: essai, changements: changements, lignes: resume.lignes)
        }
        if json { return try Console.repondre(json: reponse) }
        var resume = ResumeImport()
        resume.lignes = reponse.lignes
        Console.repondre(ImportCommand.table(resume))
        let fin = resume.aChange ? "Import terminé." : ImportCommand.rienDeNeuf
        Console.repondre(essai ? "Essai\u{A0}: rien n’a été écrit." : fin)
    }

    private func importer(_ catalogue: Catalogue, _ annonces: ChangementsCatalogue, dans base: Database) async throws -> ResumeImport {
        try await base.write(as: Self.identite) { tx in
            let resume = try await catalogue.importerOuRefuser(in: tx) {
                Console.dire("Import : \($0)")
            } avant: { tx in
                // Between the announcement and the import, somebody else may have imported.
                guard try await catalogue.changements(in: tx) == annonces else {
                    throw Echec("Le catalogue a changé pendant que vous lisiez. Rien n’a été écrit\u{A0}: recommencez.")
                }
            }
            return resume
        }
    }

    private struct Essai: Error { let resume: ResumeImport }

    private func essayer(_ catalogue: Catalogue, dans base: Database) async throws -> ResumeImport {
        do {
            return try await base.write(as: Self.identite) { tx in
                throw Essai(resume: try await catalogue.importerOuRefuser(in: tx) { _ in })
            }
        } catch let essai as Essai { return essai.resume }
    }

    /// A person at the keyboard is asked. A script is not, and goes on: but a catalogue that loses more than a tenth of what it offers is most
    /// often a folder that was half copied.
    private func confirmer(_ changements: ChangementsCatalogue, offerts: Offerts, json: Bool) throws {
        guard !oui, offerts.articles > 0, !changements.estVide else { return }
        if !json, isatty(STDIN_FILENO) == 1, Console.estUnTerminal {
            Console.dire("Importer ces changements\u{A0}? [o/N]")
            let reponse = readLine()?.trimmingCharacters(in: .whitespaces).lowercased() ?? ""
            guard ["o", "oui", "y", "yes"].contains(reponse) else { throw Echec("Rien n’a été écrit.") }
            return
        }
        for (retraits, offerts, noms) in [
            (changements.articlesRetires.count, offerts.articles, "articles"), (changements.kitsRetires.count, offerts.kits, "kits"),
        ] where retraits > Self.retraitsAdmis && retraits * 10 > offerts {
            throw Echec(
                "\(retraits) \(noms) seraient retirés, sur \(offerts)\u{A0}: rien n’a été écrit. Vérifiez que le dossier est entier\u{A0}; si c’est voulu, ajoutez --oui."
            )
        }
    }

    private static let retraitsAdmis = 5
    private static let identite = Identity.systeme("import catalogue")

    /// What is on offer before.
    private struct Offerts: Decodable, Sendable {
        let articles: Int
        let kits: Int

        static func compter(in tx: Transaction) async throws -> Offerts {
            try await tx.one(
                """
                select (select count(*) from catalogue.article where retire_le is null)::integer as articles,
                    (select count(*) from catalogue.kit where est_courant)::integer as kits
                """)
        }
    }
}

/// The JSON answer: what an import always gave, and what it changed.
private struct ReponseImport: Encodable {
    let essai: Bool
    let changements: ChangementsCatalogue
    let lignes: [ResumeImport.Ligne]
}

extension Catalogue {
    /// Imports; a kit that projects hold is refused at the line of its file.
    /// - Parameter avant: runs first, once no other import can.
    /// - Throws: `CatalogErrors`.
    func importerOuRefuser(
        in tx: Transaction, progress: (String) -> Void, avant: (Transaction) async throws -> Void = { _ in }
    ) async throws -> ResumeImport {
        do {
            try await reserver(in: tx)
            try await avant(tx)
            return try await importer(in: tx, progress: progress)
        } catch let refus as CatalogueRefuse {
            throw CatalogErrors(errors: refus.raisons.map { CatalogError(file: $0.fichier, line: $0.ligne, message: $0.message) })
        }
    }
}
