import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing
import Web

@Suite("Les filtres du catalogue", .postgresql)
struct FiltresCatalogueTests {
    /// «4 kits et 19 articles»: 23.
    private func annonces(_ page: Page) throws -> Int {
        let lignes = try page.document.all("p").map { Page.plain($0.text) }
        if lignes.contains("Aucune réponse") { return 0 }
        let ligne = try #require(lignes.first { $0.wholeMatch(of: /(\d+ kits?)?( et )?(\d+ articles?)?/) != nil && !$0.isEmpty })
        return ligne.matches(of: /\d+/).compactMap { Int($0.0) }.reduce(0, +)
    }

    /// The links of the column, each with the number it promises; those already chosen promise nothing about taking them away.
    private func promesses(_ page: Page) throws -> [(lien: String, nombre: Int)] {
        let colonne = try #require(try page.document.all("details").first { $0["class"] == "affiner" })
        return colonne.all("a").filter { $0["aria-current"] == nil }.compactMap { lien in
            let nombre = lien.all("span").first.flatMap { Int($0.text) }
            return lien["href"].flatMap { href in nombre.map { (href.replacingOccurrences(of: "&amp;", with: "&"), $0) } }
        }
    }

    @Test(
        "chaque nombre annoncé est celui qu’on trouve, filtre après filtre, avec une commune ou sans",
        arguments: ["/catalogue", "/catalogue?q=imprimante", "/catalogue?besoin=seniors&etat=neuf", "/catalogue?prix_max=3000&type=kit"])
    func nombres(adresse: String) async throws {
        for commune in [nil, "03036.Bourbon"] {
            let browser = try await Browser()
            if let commune { browser.setCookie("trousse_commune", commune) }
            let depart = try await browser.get(adresse)
            let promesses = try promesses(depart)
            #expect(promesses.count > 5 && depart.faults == [])
            for (lien, nombre) in promesses {
                let suite = try await browser.get(lien)
                let total = try annonces(suite)
                // Criteria of one group add up: what it adds is what it promises, over what was there.
                let ajoute = try groupeEstDejaChoisi(lien, adresse) ? total - annonces(depart) : total
                if estUnique(lien, adresse) {
                    #expect(total == nombre, "\(lien)")
                } else {
                    #expect(ajoute <= nombre && total >= nombre, "\(lien)")
                }
            }
        }
    }

    /// The link asks one thing more than the address, in a group where nothing was asked: its promise is the total.
    private func estUnique(_ lien: String, _ adresse: String) -> Bool {
        !groupeEstDejaChoisi(lien, adresse) || nom(lien, adresse) == "prix_max"
    }

    private func groupeEstDejaChoisi(_ lien: String, _ adresse: String) -> Bool {
        nom(lien, adresse).map { adresse.contains("\($0)=") } ?? true
    }

    /// The parameter that the link adds.
    private func nom(_ lien: String, _ adresse: String) -> String? {
        func parametres(_ texte: String) -> [String] { texte.split(separator: "?").last?.split(separator: "&").map(String.init) ?? [] }
        let connus = parametres(adresse.removingPercentEncoding ?? adresse)
        return parametres(lien).first { !connus.contains($0.removingPercentEncoding ?? $0) }?.split(separator: "=").first.map(String.init)
    }

    @Test("un filtre choisi se retire d’un clic ; tous s’effacent ensemble ; l’adresse les garde")
    func etiquettes() async throws {
        let browser = try await Browser()
        let page = try await browser.get("/catalogue?besoin=seniors&besoin=jeunes&type=kit")
        #expect(try annonces(page) == 2 && page.says("Tout effacer"))
        let sans = try await browser.click("Jeunes", on: page)
        #expect(try annonces(sans) == 1 && sans.address.contains("besoin=seniors") && !sans.address.contains("jeunes"))
        let tous = try await browser.click("Tout effacer", on: page)
        #expect(try annonces(tous) == 158)
    }

    @Test("des kits et des articles se classent ensemble ; une faute se répare et se dit ; un mot de trop se laisse de côté")
    func reponses() async throws {
        let browser = try await Browser()
        let faute = try await browser.get("/catalogue?q=vidéoprojectuer")
        #expect(try faute.says("Vouliez-vous dire « vidéoprojecteur »") && faute.links.contains("/catalogue/articles/VIS-003"))
        let page = try await browser.get("/catalogue?q=tablete")
        let liens = try page.links.filter { $0.hasPrefix("/catalogue/kits/") || $0.hasPrefix("/catalogue/articles/") }
        #expect(liens.prefix(3).contains("/catalogue/articles/INF-011") && liens.contains("/catalogue/kits/K10"))
        #expect(try await browser.get("/catalogue?q=imprimante+zzkqx").says("Laissé de côté, faute de réponse : zzkqx"))
        // As a form sends it.
        #expect(
            try await annonces(browser.get("/catalogue?besoin=accueil+usager"))
                == annonces(browser.get("/catalogue?besoin=accueil%20usager")))
        let sens = try await browser.get("/catalogue?q=station d’accueil")
        #expect(try sens.says("Cela peut être le guichet équipé, le boîtier qui relie un portable à ses écrans ou la borne tactile."))
    }

    @Test("une recherche sans réponse mène ailleurs : un filtre à retirer, ce qui s’approche, tout le catalogue")
    func sansReponse() async throws {
        let browser = try await Browser()
        let filtres = try await browser.get("/catalogue?q=braille&etat=reconditionn%C3%A9")
        #expect(try filtres.says("Rien ne répond") && filtres.faults == [])
        let sans = try await browser.click("Sans « Avec du reconditionné »", on: filtres)
        #expect(try annonces(sans) > 0 && sans.links.contains("/catalogue/articles/ACC-009"))
        let rien = try await browser.get("/catalogue?q=zzzzqqq")
        #expect(try rien.says("Rien ne répond à « zzzzqqq »") && rien.says("Voir tous les kits") && rien.faults == [])
    }

    @Test("trier par prix suit ce que la commune paiera ; les pages se suivent sans se répéter ni rien perdre")
    func triEtPages() async throws {
        let browser = try await Browser()
        browser.setCookie("trousse_commune", "03036.Bourbon")
        let parPrix = try await browser.get("/catalogue?type=kit&tri=prix")
        let montants = try parPrix.document.all("strong").compactMap { try? Money(french: $0.text) }
        #expect(montants.count >= 17 && montants == montants.sorted())
        var vus: [String] = []
        var page = try await browser.get("/catalogue")
        while true {
            vus += try page.links.filter { $0.hasPrefix("/catalogue/kits/") || $0.hasPrefix("/catalogue/articles/") }
            #expect(page.bytes.count <= 80 * 1024, "\(page.address) : \(page.bytes.count)")
            guard let suivant = try page.document.all("a").first(where: { $0["rel"] == "next" })?["href"] else { break }
            page = try await browser.get(suivant.replacingOccurrences(of: "&amp;", with: "&"))
        }
        #expect(vus.count == 158 && Set(vus).count == 158)
    }

    @Test("la carte Aidants Connect : l’aide avant tout ce qui se vend, gratuite, avec sa source et sa date")
    func aidantsConnect() async throws {
        let browser = try await Browser()
        let page = try await browser.get("/catalogue?q=carte aidants connect")
        let liens = try page.document.all("main").flatMap { $0.all("a") }.compactMap { $0["href"] }
        let aide = try #require(liens.firstIndex(of: "/aide/aidants-connect"))
        let vente = liens.firstIndex { $0.hasPrefix("/catalogue/kits/") || $0.hasPrefix("/catalogue/articles/") } ?? .max
        #expect(aide < vente)
        let fiche = try await browser.get("/aide/aidants-connect")
        #expect(
            try fiche.status == 200 && fiche.faults == [] && fiche.says("L’habilitation et la carte : rien.")
                && fiche.says("21 novembre 2026"))
    }

    @Test("les suggestions sont une liste de noms")
    func suggestions() async throws {
        let page = try await Browser().get("/catalogue/suggestions?q=tablet")
        #expect(page.headers["content-type"] == "application/json; charset=utf-8")
        let noms = try JSONDecoder().decode([String].self, from: Data(page.bytes))
        #expect(noms.first?.hasPrefix("Tablette") == true && noms.count <= 8)
    }

    @Test("une page de recherche demande au plus quatre choses à la base, une fois le jour lu, et les mêmes mots une seule fois")
    func instructions() async throws {
        let base = try await TestDatabase.current
        let seule = base.pool(limit: 1)
        let browser = try await Browser(site: Browser.site(sur: seule))
        browser.setCookie("trousse_commune", "03036.Bourbon")
        func executees(_ mot: String = "") async throws -> Int {
            try await seule.read(as: .visiteur) { tx in
                try await tx.value(
                    """
                    select coalesce(sum(generic_plans + custom_plans), 0)::integer
                    from pg_prepared_statements
                    where statement not like '%pg_prepared_statements%' and position(\(mot)::text in statement) > 0
                    """, as: Int.self)
            }
        }
        let adresse = "/catalogue?q=imprimante&besoin=jeunes&prix_max=5000&tri=prix"
        for _ in 0..<2 { _ = try await browser.get(adresse) }
        let avant = try await executees()
        _ = try await browser.get(adresse)
        let apres = try await executees()
        // The one that says who asks, twice: the page's and the second count's.
        #expect((2...4).contains(apres - avant), "\(apres - avant)")
        #expect(try await executees("catalogue.chercher") == 1)
        _ = try await browser.get("/catalogue?q=imprimante+laser")
        #expect(try await executees("catalogue.chercher") == 2)
        await seule.close()
    }
}
