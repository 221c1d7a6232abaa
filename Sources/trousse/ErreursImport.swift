import ArgumentParser
import CatalogFiles

/// The JSON answer of an import of files that was refused: every error with its file and line.
struct ErreursImport: Encodable {
    /// - `ligne`: from 1; 0 when the whole file is meant.
    struct Erreur: Encodable {
        let fichier: String
        let ligne: Int
        let message: String
    }

    let importe = false
    let erreurs: [Erreur]

    /// A script that asked for JSON gets one document whatever happens; the sentences go to standard error all the same.
    static func enJSON(_ estDemande: Bool, _ body: () async throws -> Void) async throws {
        try await ReponseRefusee.enJSON(estDemande) {
            do { try await body() } catch let errors as ErreursDeFichier where estDemande {
                try refuser(errors.erreurs, errors.description)
            } catch let errors as CatalogErrors where estDemande {
                try refuser(errors.errors, errors.description)
            }
        }
    }

    private static func refuser(_ errors: [CatalogError], _ phrases: String) throws -> Never {
        let erreurs = errors.map { Erreur(fichier: $0.file, ligne: $0.line, message: $0.message) }
        try Console.repondre(json: ErreursImport(erreurs: erreurs))
        Console.dire(phrases)
        throw ExitCode(Issue.echec)
    }

    private enum CodingKeys: String, CodingKey { case importe, erreurs }
}
