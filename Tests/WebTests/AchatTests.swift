import Model
import Postgres
import Store
import TestSupport
import Testing
import Web

@Suite("Comment acheter, sur la page de commande", .postgresql)
struct AchatTests {
    @Test("la page dit d’abord quoi faire, le détail se déplie, la centrale d’achat change la réponse")
    func panneau() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K02")
        try await scene.base.app.write(as: scene.mairie.identity) { _ = try await Projet.choisir(sansAide: true, projet, in: $0) }
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.get("/operations/\(projet)/commandes")
        #expect(page.faults == [])
        #expect(try page.says("Comment acheter") && page.says("Vous pouvez commander sur simple devis."))
        #expect(try page.says("R. 2122-8") && page.says("Informatique et bureautique") && page.says("Mobilier"))
        let centrale = try await mairie.click("J’achète par une centrale d’achat", on: page)
        #expect(centrale.faults == [])
        #expect(try centrale.says("la mise en concurrence est faite pour vous") && centrale.says("L. 2113-4"))
        #expect(try await mairie.click("J’achète directement", on: centrale).says("simple devis"))
    }

    @Test("avant le droit de commander, la page ne conseille pas d’acheter")
    func tropTot() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K02")
        let page = try await Browser(scene.mairie).get("/operations/\(projet)/commandes")
        #expect(try !page.says("Comment acheter"))
    }
}
