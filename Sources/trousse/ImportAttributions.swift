import CatalogFiles
import Foundation
import Model
import Postgres
import Store

/// `trousse import attributions FICHIER…`: every file in one transaction; one record that cannot be read, and nothing is imported.
struct ImportAttributions {
    let chemins: [String]
    let exercice: Int?

    func executer(json: Bool) async throws {
        let fichiers = try await Connexions.avec(importer)
        if json { return try Console.repondre(json: Reponse(fichiers: fichiers)) }
        var table = Tableau(.gauche, .droite, .droite, .droite, .droite, .droite, .droite)
        table.ligne("", "lues", "ajoutées", "modifiées", "sans montant", "numériques", "subventions (€)")
        for fichier in fichiers {
            table.ligne(
                fichier.fichier, "\(fichier.lus)", "\(fichier.ajoutes)", "\(fichier.modifies)", "\(fichier.sansMontant)",
                "\(fichier.numeriques)", fichier.subventionTotale)
        }
        Console.repondre(table.texte)
        let lus = fichiers.reduce(0) { $0 + $1.lus }
        let numeriques = fichiers.reduce(0) { $0 + $1.numeriques }
        Console.repondre("\(numeriques) projets numériques reconnus sur \(lus) subventions lues.")
        Console.repondre(
            fichiers.contains { $0.ajoutes + $0.modifies > 0 } ? "Import terminé." : ImportCommand.rienDeNeuf)
    }

    private func importer(_ connexions: Connexions) async throws -> [FichierImporte] {
        _ = try await connexions.estPrivee ? connexions.migrer() : nil
        return try await connexions.proprietaire.write(as: .systeme("import attributions")) { tx in
            let departements = try await Departement.tous(in: tx)
            var (faits, erreurs, resume) = ([FichierImporte](), [CatalogError](), ResumeImport())
            for chemin in chemins {
                let url = URL(filePath: chemin)
                Console.dire("Lecture de \(chemin)")
                do {
                    var fichier = try FichierAttributions(
                        try await FichierAttributions.contenu(url), nom: url.lastPathComponent, exercice: exercice,
                        departements: departements)
                    let ecritures = try await Attribution.importer(in: tx) { fichier.suivante() }
                    erreurs += fichier.erreurs
                    faits.append(FichierImporte(fichier: fichier.nom, bilan: fichier.bilan, ecritures: ecritures))
                    resume.note(fichier.nom, lus: fichier.bilan.lus, ecrits: ecritures.ajoutees + ecritures.modifiees)
                } catch let errors as ErreursDeFichier {
                    erreurs += errors.erreurs
                }
            }
            guard erreurs.isEmpty else { throw ErreursDeFichier(erreurs) }
            try await resume.trace("attributions", in: tx)
            return faits
        }
    }

    /// What the command answers once everything is in.
    private struct Reponse: Encodable {
        let importe = true
        let fichiers: [FichierImporte]
        let erreurs: [String] = []

        private enum CodingKeys: String, CodingKey { case importe, fichiers, erreurs }
    }
}

/// One file, as the summary tells it. Amounts are exact euros, decimal strings.
struct FichierImporte: Encodable {
    let fichier: String
    let lus: Int
    let ajoutes: Int
    let modifies: Int
    let inchanges: Int
    let sansMontant: Int
    let numeriques: Int
    let coutTotalHT: String
    let subventionTotale: String

    init(fichier: String, bilan: FichierAttributions.Bilan, ecritures: EcrituresAttributions) {
        (self.fichier, lus) = (fichier, bilan.lus)
        (ajoutes, modifies) = (ecritures.ajoutees, ecritures.modifiees)
        inchanges = bilan.lus - ecritures.ajoutees - ecritures.modifiees
        (sansMontant, numeriques) = (bilan.sansMontant, bilan.numeriques)
        (coutTotalHT, subventionTotale) = ("\(bilan.coutTotalHT)", "\(bilan.subventionTotale)")
    }

    private enum CodingKeys: String, CodingKey {
        case fichier, lus, ajoutes, modifies, inchanges, numeriques
        case sansMontant = "sans_montant"
        case coutTotalHT = "cout_total_ht"
        case subventionTotale = "subvention_totale"
    }
}
