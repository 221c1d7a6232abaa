import CatalogFiles
import Foundation
import Model
import Testing

/// The folder that ships with the product.
let shippedCatalog = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Catalog").standardized

@Suite("Le catalogue livré")
struct ShippedCatalogTests {
    let catalogue: Catalogue

    init() throws { catalogue = try CatalogFiles.catalogue(in: shippedCatalog) }

    @Test("il a 140 articles, 18 kits et 265 lignes de kit")
    func counts() {
        #expect(catalogue.articles.count == 140)
        #expect(catalogue.kits.count == 18)
        #expect(catalogue.kits.flatMap(\.lignes).count == 265)
        #expect(catalogue.kits.flatMap(\.lignes).count(where: \.option) == 51)
    }
}
