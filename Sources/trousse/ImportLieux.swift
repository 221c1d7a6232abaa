import CatalogFiles
import Foundation
import Model
import Postgres
import Store

/// `trousse import lieux FICHIER…`: places of digital mediation (LaMednum), every file in one transaction, all of it or nothing.
struct ImportLieux {
    let chemins: [String]

    func executer(json: Bool) async throws {
        let resume = try await Connexions.avec(importer)
        if json { return try Console.repondre(json: resume) }
        Console.repondre(ImportCommand.table(resume))
        Console.repondre(resume.aChange ? "Import terminé." : ImportCommand.rienDeNeuf)
    }

    private func importer(_ connexions: Connexions) async throws -> ResumeImport {
        _ = try await connexions.estPrivee ? connexions.migrer() : nil
        return try await connexions.proprietaire.write(as: .systeme("import lieux")) { tx in
            var (erreurs, resume) = ([CatalogError](), ResumeImport())
            for chemin in chemins {
                let url = URL(filePath: chemin)
                Console.dire("Lecture de \(chemin)")
                do {
                    var fichier = try FichierLieux(try await FichierAttributions.contenu(url), nom: url.lastPathComponent)
                    let ecrits = try await LieuMediation.importer(in: tx) { fichier.suivant() }
                    erreurs += fichier.erreurs
                    resume.note(fichier.nom, lus: fichier.lus, ecrits: ecrits)
                } catch let errors as ErreursDeFichier {
                    erreurs += errors.erreurs
                }
            }
            guard erreurs.isEmpty else { throw ErreursDeFichier(erreurs) }
            try await resume.trace("lieux", in: tx)
            return resume
        }
    }
}
