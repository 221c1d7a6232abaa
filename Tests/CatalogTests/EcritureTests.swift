import CatalogFiles
import Foundation
import Model
import Testing

/// What is written is read back the same.
@Suite("Le catalogue écrit en YAML et en CSV")
struct EcritureTests {
    @Test("les fichiers écrits se relisent aux mêmes valeurs, article par article et kit par kit")
    func allerRetour() throws {
        let catalogue = try shipped.get()
        let root = FileManager.default.temporaryDirectory.appending(path: "ecriture-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Catalog").standardized
        try FileManager.default.copyItem(at: source, to: root)
        for name in CatalogueYAML.dossiers { try FileManager.default.removeItem(at: root.appending(path: name)) }
        let remarque = "Des « guillemets », des \"droits\", un \\ et un : deux-points # dièse\n- tiret\t* étoile \u{1}\u{85}\u{2028}ici"
        let articles = catalogue.articles.map { $0.code == "INF-001" ? $0.avec(remarque: remarque) : $0 }
        for fichier in CatalogueYAML.fichiers(articles: articles, kits: catalogue.kits, fonctions: catalogue.fonctions) {
            let url = root.appending(path: fichier.nom)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(fichier.texte.utf8).write(to: url)
        }
        let relu = try CatalogFiles.catalogue(in: root)
        for (avant, apres) in zip(articles.sorted { $0.code < $1.code }, relu.articles) { #expect(avant == apres) }
        #expect(relu.articles.count == articles.count)
        #expect(relu.kits == catalogue.kits)
        #expect(relu.fonctions == catalogue.fonctions)
    }

    @Test("le CSV a les colonnes du programme, le point décimal, et ne se laisse pas prendre pour une formule")
    func csv() throws {
        let catalogue = try shipped.get()
        let article = try #require(catalogue.article("INF-001"))
        let jour = LocalDate(2026, 1, 1)!
        #expect(CatalogueCSV.articles.split(separator: ";").count == 29)
        let ligne = CatalogueCSV.ligne(article.avec(remarque: "=HYPERLINK(\"http://x\";\"y\")"), le: jour)
        #expect(ligne.contains(";620.00;750.00;950.00;20.0;900.00;30213100-6;"))
        #expect(ligne.hasSuffix(";illustratif;\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\"\n"))
        // Before its first price, an article has none.
        #expect(CatalogueCSV.ligne(article, le: LocalDate(2020, 1, 1)!).contains(";;;;20.0;;30213100-6;"))
    }
}

extension Article {
    fileprivate func avec(remarque: String) -> Article {
        Article(
            code: code, libelle: libelle, famille: famille, besoins: besoins, etat: etat, unite: unite, prix: prix, datePrix: datePrix,
            tauxTva: tauxTva, cpv: cpv, section: section, regleImputation: regleImputation, eligible: eligible, compteM57: compteM57,
            compteM57Abrege: compteM57Abrege, compteSiInvestissement: compteSiInvestissement, garantieMois: garantieMois,
            delaiJoursOuvres: delaiJoursOuvres, dimensions: dimensions, accessibilite: accessibilite, familleAgec: familleAgec,
            fonction: fonction, puissanceW: puissanceW, poidsG: poidsG, pmr: pmr, contenant: contenant, quantiteMin: quantiteMin,
            quantiteMax: quantiteMax, natureDonnee: natureDonnee, remarque: remarque, tarifs: tarifs)
    }
}
