import CatalogFiles
import Crypto
import Foundation
import Model
import Postgres
import Store
import UBL

/// `trousse import offres FICHIER.xml…`: suppliers' UBL catalogues, as proposals that the programme reviews. Nothing of the catalogue changes.
struct ImportOffres {
    let chemins: [String]

    func executer(json: Bool) async throws {
        let fichiers = try await Connexions.avec(importer)
        if json { return try Console.repondre(json: Reponse(fichiers: fichiers)) }
        var table = Tableau(.gauche, .gauche, .droite, .droite, .droite)
        table.ligne("", "fournisseur", "lignes", "reconnues", "sans prix")
        for fichier in fichiers {
            table.ligne(fichier.fichier, fichier.fournisseur, "\(fichier.lignes)", "\(fichier.reconnues)", "\(fichier.sansPrix)")
        }
        Console.repondre(table.texte)
        let nouveaux = fichiers.count { !$0.dejaImporte }
        Console.repondre(nouveaux > 0 ? "Offres à revoir sur la page /offres, par le responsable du programme." : ImportCommand.rienDeNeuf)
    }

    private func importer(_ connexions: Connexions) async throws -> [FichierImporte] {
        _ = try await connexions.estPrivee ? connexions.migrer() : nil
        let lus = try chemins.map(lire)
        return try await connexions.proprietaire.write(as: .systeme("import offres")) { tx in
            var fichiers: [FichierImporte] = []
            for draft in lus {
                let offre = try await OffreFournisseur.garder(draft, in: tx)
                let reconnues: Int? =
                    if let offre {
                        try await tx.value(
                            "select count(*)::integer from catalogue.offre_ligne where offre_id = \(offre.offreId) and article_code is not null"
                        )
                    } else { nil }
                fichiers.append(
                    FichierImporte(
                        fichier: draft.fichier, fournisseur: draft.fournisseur, lignes: draft.lignes.count, reconnues: reconnues ?? 0,
                        sansPrix: draft.lignes.count { $0.prix == nil }, dejaImporte: offre == nil))
            }
            return fichiers
        }
    }

    private func lire(_ chemin: String) throws -> OffreFournisseur.Draft {
        let url = URL(filePath: chemin)
        let nom = url.lastPathComponent
        Console.dire("Lecture de \(chemin)")
        do throws(ErreurUBL) {
            let (document, octets) = try LecteurUBL.lire(fichier: url)
            guard let fournisseur = document.fournisseur else {
                throw ErreurUBL(ligne: 0, message: "le catalogue ne nomme pas son fournisseur (ProviderParty ou SellerSupplierParty)")
            }
            return OffreFournisseur.Draft(
                fournisseur: String(fournisseur.prefix(200)), identifiant: document.identifiant,
                numero: String(document.numero.prefix(100)),
                emiseLe: document.emission, fichier: nom, sha256: SHA256.hash(data: octets).map { String(format: "%02x", $0) }.joined(),
                lignes: document.lignes.enumerated().compactMap { LigneOffre.Draft($1, rang: $0 + 1) })
        } catch { throw CatalogErrors(errors: [CatalogError(file: nom, line: error.ligne, message: error.message)]) }
    }

    private struct Reponse: Encodable { let fichiers: [FichierImporte] }

    private struct FichierImporte: Encodable, Sendable {
        let fichier, fournisseur: String
        let lignes, reconnues, sansPrix: Int
        let dejaImporte: Bool

        private enum CodingKeys: String, CodingKey {
            case fichier, fournisseur, lignes, reconnues
            case sansPrix = "sans_prix"
            case dejaImporte = "deja_importe"
        }
    }
}

extension LigneOffre.Draft {
    /// nil for a line that its supplier withdraws. Of several prices, the last to begin is the one proposed.
    fileprivate init?(_ ligne: LigneUBL, rang: Int) {
        guard ligne.action != "Delete" else { return nil }
        let tarif = ligne.tarifs.max { ($0.debut?.description ?? "") < ($1.debut?.description ?? "") }
        self.init(
            rang: rang, ligne: ligne.ligne, numero: ligne.numero, nom: String((ligne.nom ?? ligne.numero).prefix(500)),
            reference: ligne.referenceAcheteur ?? ligne.reference, standard: ligne.standard,
            cpv: ligne.classements.first { ["STI", "CPV"].contains($0.liste ?? "") }?.code, prix: tarif?.unitaire, du: tarif?.debut,
            au: tarif?.fin)
    }
}
