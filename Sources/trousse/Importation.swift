import CatalogFiles
import Foundation
import Model
import Postgres
import Store

/// What can be imported from `Catalog/`, the territory first: envelopes and rules name départements.
enum Importation: String, CaseIterable, Sendable {
    case communes, catalogue

    /// In one transaction: all of it or nothing.
    /// - Throws: `CatalogErrors`, every error with its file and line.
    func importer(_ dossier: URL, dans proprietaire: Database) async throws -> ResumeImport {
        Console.dire("Lecture de \(dossier.path(percentEncoded: false))")
        switch self {
        case .communes:
            let territoire = try CatalogFiles.territoire(in: dossier)
            return try await proprietaire.write(as: .systeme("import communes")) { tx in
                try await territoire.importer(in: tx) { Console.dire("Import : \($0)") }
            }
        case .catalogue:
            let catalogue = try CatalogFiles.catalogue(in: dossier)
            return try await proprietaire.write(as: .systeme("import catalogue")) { tx in
                try await catalogue.importerOuRefuser(in: tx) { Console.dire("Import : \($0)") }
            }
        }
    }

    /// Those that were done at least once.
    static func faits(dans application: Database) async throws -> Set<Importation> {
        let natures = try await application.read(as: .visiteur) { tx in
            try await tx.values("select distinct nature from catalogue.import", as: String.self)
        }
        return Set(natures.compactMap(Importation.init(rawValue:)))
    }
}
