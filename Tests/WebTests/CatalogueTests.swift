import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing
import Web

@Suite("Le catalogue", .postgresql)
struct CatalogueTests {
    @Test("sans commune, un kit a son prix TTC ; avec une commune, ce qu’elle paiera vraiment, celui du plan")
    func prixPourMaCommune() async throws {
        let browser = try await Browser()
        let avant = try await browser.get("/catalogue/kits/K02")
        #expect(try avant.says(Money.euros(6_132).frenchEuros) || avant.says(Money.euros(6_132).french))
        let choix = try await browser.get("/commune?q=bourbon l'archambault")
        let apres = try await browser.submit(try choix.form("Bourbon-l'Archambault"))
        #expect(try apres.says("Bourbon-l'Archambault") && browser.cookies["trousse_commune"]?.hasPrefix("03036.") == true)

        let base = try await TestDatabase.current
        let reste = try await base.app.read(as: .visiteur) { tx in
            let kit = try #require(try await KitChiffre.find("K02", prixDu: jourDesEssais, in: tx))
            let porteur = try #require(try await Porteur.commune("03036", in: tx))
            return Estimation(kit, pour: porteur, le: jourDesEssais, try await base.parcours.referentiel(in: tx)).resteAChargeTTC
        }
        let attendu = try #require(reste)
        #expect(attendu < .euros(6_132))
        let fiche = try await browser.get("/catalogue/kits/K02")
        #expect(try fiche.says(attendu.french) || fiche.says(attendu.frenchEuros))
        let liste = try await browser.get("/catalogue")
        #expect(try liste.says(attendu.frenchEuros) || liste.says(attendu.french))
    }

    @Test("une secrétaire voit les prix de sa commune sans rien choisir")
    func prixDeLaSecretaire() async throws {
        let mairie = try await Acteur.mairie()
        let page = try await Browser(mairie).get("/catalogue")
        #expect(try page.says(mairie.organisationNom) && page.document.all("article", "li").contains { $0.text.contains("€") })
    }

    @Test(
        "la recherche trouve par le mot, sans accent, avec une faute, par le besoin",
        arguments: [("guichet", "K02"), ("demarches", "K02"), ("demarche", "K02"), ("imprimer", "K02")])
    func recherche(texte: String, kit: String) async throws {
        let page = try await Browser().get("/catalogue?q=\(texte)")
        #expect(try page.links.contains("/catalogue/kits/\(kit)"), "\(texte)")
    }

    @Test("une recherche sans réponse le dit et propose d’en sortir ; des filtres illisibles ne filtrent rien")
    func rien() async throws {
        let browser = try await Browser()
        let vide = try await browser.get("/catalogue?q=zzzzqqq")
        #expect(try vide.status == 200 && vide.says("Voir tous les kits"))
        let page = try await browser.get("/catalogue?prix_max=abc&besoin=&reconditionne=&inconnu=1")
        #expect(try page.status == 200 && page.links.filter { $0.hasPrefix("/catalogue/kits/") }.count == 18)
    }

    @Test("le prix le plus haut trie sur ce que la commune paiera, pas sur le prix affiché du kit")
    func prixMax() async throws {
        let browser = try await Browser(try await Acteur.mairie())
        let (tous, peu) = (try await browser.get("/catalogue"), try await browser.get("/catalogue?prix_max=1500"))
        let nombre = { (page: Page) in try page.links.filter { $0.hasPrefix("/catalogue/kits/") }.count }
        #expect(try nombre(peu) < nombre(tous))
        #expect(try await nombre(browser.get("/catalogue?prix_max=100000")) == 18)
    }

    @Test("l’ancien code d’une commune fusionnée mène à la nouvelle : à la recherche, au choix, et par un vieux cookie")
    func communeFusionnee() async throws {
        let browser = try await Browser()
        let page = try await browser.get("/commune?q=03123")
        #expect(try page.says("Givarlais (03123) fait partie de Haut-Bocage (03158) depuis le 1er janvier 2016."))
        _ = try await browser.press(try page.form("Haut-Bocage").forging("code", "03123"))
        #expect(browser.cookies["trousse_commune"]?.hasPrefix("03158.") == true)
        let prix = { (page: Page) in try page.document.all("span").map(\.text).filter { $0.contains("€") } }
        let nouvelle = try await prix(browser.get("/catalogue/kits/K02"))
        browser.setCookie("trousse_commune", "03123.Givarlais")
        #expect(try await prix(browser.get("/catalogue/kits/K02")) == nouvelle && !nouvelle.isEmpty)
        browser.setCookie("trousse_commune", "99999.Nulle%20part")
        #expect(try await prix(browser.get("/catalogue/kits/K02")) != nouvelle, "sans commune, le prix est celui du kit")
    }

    @Test("un formulaire écrit l’espace par un plus : une commune, une règle en deux mots se trouvent")
    func espaceDUnFormulaire() async throws {
        let communes = try await Browser().get("/commune?q=la+chapelle")
        #expect(try communes.says("Chapelle") && !communes.says("la+chapelle"))
        let regles = try await Browser().get("/regles?q=part+minimale")
        #expect(try regles.form("Chercher").value("Chercher une règle") == "part minimale")
    }

    @Test("une commune qui n’existe pas ne se choisit pas")
    func communeInconnue() async throws {
        let browser = try await Browser()
        let form = try await browser.get("/commune?q=bourbon l'archambault").form("Bourbon-l'Archambault").forging("code", "99999")
        #expect(try await browser.press(form).status == 422)
        #expect(browser.cookies["trousse_commune"] == nil)
        browser.setCookie("trousse_commune", "99999.Nulle%20part")
        #expect(try await browser.get("/catalogue").status == 200)
        browser.setCookie("trousse_commune", "%%%")
        #expect(try await browser.get("/catalogue").status == 200)
    }
}
