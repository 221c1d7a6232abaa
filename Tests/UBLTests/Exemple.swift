import CatalogFiles
import Foundation
import Model
import UBL

/// `Catalog/` as it is shipped.
let livre = Result { () throws(CatalogErrors) in
    try CatalogFiles.catalogue(in: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Catalog").standardized)
}

/// The public data that stands beside the repository, when it does.
let partage = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/data/schemas").standardized

func existe(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) }

let jour = LocalDate(2026, 11, 21)!

/// A whole document.
func ecrire(_ articles: [Article], _ kits: [Kit], debut: LocalDate = LocalDate(2020, 1, 1)!) throws -> Data {
    var document = Data()
    // The SIRET of the examples of INSEE's own documentation of the format.
    let partie = PartieUBL(nom: "Trousse & compagnie", siret: "73282932000074")
    var ecriture = try EcritureUBL(
        .init(
            numero: "TROUSSE-2026-11-21", nom: "Catalogue de Trousse", emission: jour, debut: debut, emetteur: partie, destinataire: partie,
            mention: "Prix illustratifs"), vers: { document.append(contentsOf: $0) })
    for article in articles { try ecriture.ajouter(article) }
    for kit in kits { try ecriture.ajouter(kit) }
    try ecriture.terminer()
    return document
}

/// An article with whatever a test needs.
func article(
    _ code: String = "INF-001", libelle: String = "Ordinateur", tarifs: [Tarif] = [], remarque: String? = nil, taux: Rate = .percent(20)
) -> Article {
    Article(
        code: code, libelle: libelle, famille: "Postes", besoins: ["atelier", "jeunes"], etat: "neuf", unite: "lot",
        prix: tarifs.last?.prix,
        datePrix: tarifs.last?.du ?? LocalDate(2025, 6, 1)!, tauxTva: taux, cpv: "30213100-6", section: .investissement,
        regleImputation: "nomenclature", eligible: .oui, compteM57: "21838", compteM57Abrege: "2183", compteSiInvestissement: nil,
        garantieMois: 24, delaiJoursOuvres: 15, dimensions: nil, accessibilite: nil, familleAgec: "informatique",
        fonction: "ordinateur-portable", puissanceW: 65, poidsG: 1_800, pmr: true,
        contenant: Contenant(places: 10, fonctions: ["tablette", "smartphone"], poidsMaxG: 15_000), quantiteMin: 2, quantiteMax: 5,
        natureDonnee: "illustratif", remarque: remarque, tarifs: tarifs)
}

extension Prix {
    init(_ min: Int64, _ ref: Int64, _ max: Int64) { self.init(min: Money(cents: min), ref: Money(cents: ref), max: Money(cents: max)) }
}
