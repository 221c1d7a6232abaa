import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing
import Web

@Suite("L’assistant et la comparaison", .postgresql)
struct AssistantTests {
    private static let atelier =
        "/catalogue/assistant/proposition?activite=atelier&public=seniors&lieu=salle&deja=meubles&places=6&budget=4000&base=apres-aides"

    @Test("les questions tiennent sur une page, et ce qui a été dit y est encore après une erreur")
    func questions() async throws {
        let browser = try await Browser()
        let page = try await browser.get("/catalogue/assistant")
        #expect(try page.status == 200 && page.faults.isEmpty && page.says("Que viendra-t-on faire"))
        let fausse = try await browser.get("/catalogue/assistant/proposition?places=0&budget=abc&lieu=tournee&public=seniors")
        #expect(try fausse.status == 422 && fausse.faults.isEmpty && fausse.says("au moins une réponse"))
        #expect(try fausse.says("nombre entier de 1 à 30") && fausse.says("montant en euros"))
        #expect(try fausse.form("Voir ce qu’il vous faut").value("Budget à ne pas dépasser") == "abc")
        let coches = try fausse.document.all("input").filter { $0["checked"] != nil }.compactMap { $0["value"] }
        #expect(coches.contains("tournee") && coches.contains("seniors"))
    }

    @Test("pour une commune, la réponse tient le budget après aides et dit ce qu’elle laisse de côté ; sans commune, en TTC")
    func proposition() async throws {
        let mairie = try await Acteur.mairie()
        let page = try await Browser(mairie).get(Self.atelier)
        #expect(try page.status == 200 && page.faults.isEmpty && page.says("Pour votre commune, après aides"))
        #expect(try page.says("Ce que nous proposons, et pourquoi") && page.says("Et avec 100 € de plus"))
        #expect(try page.says("Ordinateur portable") && page.links.contains("/catalogue/articles/INF-002"))
        let visiteur = try await Browser().get(Self.atelier)
        #expect(try visiteur.status == 200 && visiteur.says("Voir le prix après aides pour ma commune"))
    }

    @Test("ce que l’on garde n’est pas racheté")
    func garde() async throws {
        let (browser, demande) = (try await Browser(), "/catalogue/assistant/proposition?activite=imprimer&lieu=bureau&places=1")
        func imprimantes(_ page: Page) throws -> Int { try page.links.count { $0.hasPrefix("/catalogue/articles/IMP-00") } }
        let (sans, avec) = (try await browser.get(demande), try await browser.get(demande + "&deja=imprimante&deja=scanner"))
        #expect(try imprimantes(sans) == 2 && imprimantes(avec) == 0 && avec.faults.isEmpty)
    }

    @Test("la proposition entière entre dans un projet, kits et articles, aux prix du jour")
    func projet() async throws {
        let mairie = try await Acteur.mairie()
        let browser = try await Browser(mairie)
        let page = try await browser.get("/catalogue/assistant/proposition?activite=demarches&activite=imprimer&lieu=hall&places=1")
        let apres = try await browser.submit(try page.form("Mettre dans un projet"))
        #expect(try apres.status == 200 && apres.says("La proposition est dans votre projet"))
        let base = try await TestDatabase.current
        let (lignes, kits) = try await base.app.read(as: mairie.identity) { tx in
            let projet = try #require(try await Projet.all(of: mairie.organisation, limite: 1, in: tx).first)
            let lignes = try await LigneProjet.all(of: projet.operationId, in: tx)
            return (lignes, Set(lignes.compactMap(\.kitCode)))
        }
        #expect(!lignes.isEmpty && lignes.allSatisfy { $0.prixUnitaireHtCentimes != nil })
        #expect(lignes.contains { $0.kitCode == nil } && kits == ["K01"])
    }

    @Test("quatre kits au plus se comparent, les différences d’abord ; un code inconnu est laissé de côté")
    func comparer() async throws {
        let browser = try await Browser()
        let page = try await browser.get("/catalogue/comparer?kits=K01,K02,ZZZ&kits=K03&kits=K04&kits=K05")
        #expect(try page.status == 200 && page.faults.isEmpty && page.says("Ce qui change"))
        let fiches = Set(try page.links.filter { $0.hasPrefix("/catalogue/kits/") })
        #expect(fiches == ["/catalogue/kits/K01", "/catalogue/kits/K02", "/catalogue/kits/K03", "/catalogue/kits/K04"])
        #expect(try page.says(Money.euros(3_654).french) && page.says(Money.euros(10_422).french))
        #expect(
            try page.links.contains("/catalogue/comparer?kits=K01%2CK02%2CK03")
                || page.links.contains("/catalogue/comparer?kits=K01,K02,K03"))
        let seul = try await browser.get("/catalogue/comparer?kits=K01")
        #expect(try seul.status == 200 && seul.says("Choisissez deux à quatre kits"))
    }
}
