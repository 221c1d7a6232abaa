import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing

@Suite("Un kit composé au catalogue", .postgresql)
struct CompositionKitTests {
    @Test("les remplaçants sont de la même fonction, les plus proches en prix, sans dépasser le nombre demandé")
    func remplacants() async throws {
        let base = try await TestDatabase.current
        try await base.app.read(as: .visiteur) { tx in
            let kit = try #require(try await KitChiffre.find("K03", prixDu: jourDesEssais, in: tx))
            let tous = try await LigneKit.remplacants(de: kit.base, prixDu: jourDesEssais, in: tx)
            #expect(Set(tous.map(\.fonction)).isSubset(of: Set(kit.base.map(\.fonction))))
            #expect(Set(tous.map(\.articleCode)).isSuperset(of: ["INF-001", "INF-002"]))
            let proche = try await LigneKit.remplacants(["siege": .euros(50)], prixDu: jourDesEssais, parFonction: 1, in: tx)
            #expect(proche.map(\.articleCode) == ["MOB-004"] && proche.first?.quantite == 1 && proche.first?.prixRef == .euros(55))
            #expect(try await LigneKit.remplacants(["": nil], prixDu: jourDesEssais, in: tx).isEmpty)
            let designers = try await LigneKit.remplacants(["mobilier-mobile": nil], prixDu: jourDesEssais, in: tx)
            #expect(designers.contains { $0.prixRef == nil } && designers.last?.prixRef == nil, "sans prix publié, à la fin")
        }
    }

    @Test("une ligne sort, une autre change d’article avec son motif ; ce que le kit n’a pas ne change rien")
    func composer() async throws {
        let scene = try await Scene(enveloppe: .euros(50_000))
        let projet = try await scene.projet("K03")
        try await scene.base.app.write(as: scene.mairie.identity) { tx in
            let avant = try await LigneProjet.all(of: projet, in: tx)
            let composition = CompositionKit(sans: ["MOB-017", "ZZZ-999"], echanges: ["INF-002": "INF-001", "VIS-999": "VIS-001"])
            try await LigneProjet.composer(
                kit: "K03", composition, motif: "Des portables neufs", prixDu: jourDesEssais, of: projet, in: tx)
            let apres = try await LigneProjet.all(of: projet, in: tx)
            #expect(Set(avant.map(\.articleCode)).subtracting(apres.map(\.articleCode)) == ["MOB-017", "INF-002"])
            let portable = try #require(apres.first { $0.articleCode == "INF-001" })
            #expect(portable.quantite == 9 && portable.remplaceArticle == "INF-002" && portable.motif == "Des portables neufs")
        }
    }
}
