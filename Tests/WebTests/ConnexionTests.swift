import Model
import Postgres
import Store
import TestSupport
import Testing
import Web

@Suite("Se connecter", .postgresql)
struct ConnexionTests {
    private func essayer(_ browser: Browser, _ courriel: String, _ motDePasse: String) async throws -> Page {
        let form = try await browser.get("/connexion").form("Se connecter")
        return try await browser.press(try form.filling("Adresse électronique", courriel).filling("Mot de passe", motDePasse))
    }

    @Test("avec son mot de passe elle entre, chez elle ; le jeton et le cookie changent ; elle sort et n’entre plus")
    func entrerSortir() async throws {
        let mairie = try await Acteur.mairie()
        try await mairie.donnerMotDePasse()
        let browser = try await Browser()
        let avant = try await browser.get("/connexion").form("Se connecter").hidden("jeton")
        let reponse = try await essayer(browser, mairie.courriel.uppercased(), Acteur.motDePasse)
        #expect(reponse.status == 303 && reponse.redirection == "/")
        let cookie = reponse.headers["set-cookie"]?.split(separator: "\n").first { $0.hasPrefix("trousse=") } ?? ""
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
        let accueil = try await browser.get("/")
        #expect(try accueil.says(mairie.organisationNom))
        #expect(try accueil.form("Se déconnecter").hidden("jeton") != avant)
        let session = browser.cookies["trousse"]
        let sortie = try await browser.submit(try accueil.form("Se déconnecter"))
        #expect(try sortie.status == 200 && sortie.says("Se connecter") && browser.cookies["trousse"] == nil)
        // The cookie that somebody kept opens nothing any more.
        browser.setCookie("trousse", session)
        #expect(try await browser.visit("/operations").redirection == "/connexion")
    }

    @Test("une adresse inconnue et un mot de passe faux ont la même réponse, qui garde l’adresse et jamais le mot de passe")
    func refus() async throws {
        let mairie = try await Acteur.mairie()
        try await mairie.donnerMotDePasse()
        let browser = try await Browser()
        let inconnue = try await essayer(browser, "personne@essai.fr", "faux-mot-de-passe")
        let fausse = try await essayer(browser, mairie.courriel, "faux-mot-de-passe")
        for page in [inconnue, fausse] {
            #expect(page.status == 422 && page.faults == [])
            #expect(try page.title.hasPrefix("Erreur") && page.says("L’adresse ou le mot de passe ne correspond à aucun compte."))
            #expect(!page.body.contains("faux-mot-de-passe"))
        }
        #expect(try fausse.form("Se connecter").value("Adresse électronique") == mairie.courriel)
        let vide = try await essayer(browser, "", "")
        #expect(try vide.status == 422 && vide.says("Écrivez votre adresse électronique") && vide.says("Écrivez votre mot de passe"))
    }

    @Test("après cinq échecs l’adresse attend un quart d’heure, même avec le bon mot de passe")
    func verrou() async throws {
        let mairie = try await Acteur.mairie()
        try await mairie.donnerMotDePasse()
        let browser = try await Browser()
        for _ in 0..<5 { #expect(try await essayer(browser, mairie.courriel, "faux").status == 422) }
        let bon = try await essayer(browser, mairie.courriel, Acteur.motDePasse)
        #expect(try bon.status == 422 && bon.says("Attendez un quart d’heure"))
        // A quarter of an hour later.
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute(
                "update acces.tentative set tentee_le = tentee_le - interval '16 minutes' where courriel = \(mairie.courriel)")
        }
        #expect(try await essayer(browser, mairie.courriel, Acteur.motDePasse).status == 303)
    }

    @Test("une session finie mène à la connexion ; un cookie inventé aussi")
    func sessionFinie() async throws {
        let mairie = try await Acteur.mairie()
        let browser = try await Browser(mairie)
        #expect(try await browser.get("/operations").status == 200)
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute("update acces.session set expire_le = now() - interval '1 second' where agent_id = \(mairie.agent)")
        }
        #expect(try await browser.visit("/operations").redirection == "/connexion")
        for invente in ["0", String(repeating: "a", count: 5_000), "'; drop table acces.session; --", "%00"] {
            browser.setCookie("trousse", invente)
            #expect(try await browser.visit("/operations").redirection == "/connexion")
        }
    }

    @Test("la suite d’une connexion ne se choisit pas dans l’adresse : pas de redirection ouverte")
    func redirectionOuverte() async throws {
        let mairie = try await Acteur.mairie()
        try await mairie.donnerMotDePasse()
        let browser = try await Browser()
        for suite in ["https://exemple.fr", "//exemple.fr", "/\\exemple.fr"] {
            let page = try await browser.get("/connexion?from=\(suite)&suite=\(suite)&next=\(suite)&redirect=\(suite)")
            let form = try page.form("Se connecter").forging("suite", suite).forging("from", suite).filling(
                "Adresse électronique", mairie.courriel
            )
            .filling("Mot de passe", Acteur.motDePasse)
            #expect(form.action == "/connexion")
            #expect(try await browser.press(form).redirection == "/")
            browser.setCookie("trousse", nil)
        }
    }

    @Test("une secrétaire de deux communes passe de l’une à l’autre, et ne voit que les projets de celle-là")
    func deuxCommunes() async throws {
        let scene = try await Scene()
        let autre = try await Acteur.mairie(departement: scene.departement)
        try await scene.mairie.travailleAussi(pour: autre)
        _ = try await scene.projet(intitule: "Projet de la première")
        _ = try await scene.projet(intitule: "Projet de la seconde", pour: autre)
        let browser = try await Browser(scene.mairie)
        #expect(try await browser.get("/operations").says("Projet de la première"))
        let choix = try await browser.get("/organisation").form("Continuer").choosing(autre.organisationNom)
        #expect(try await browser.submit(choix).says(autre.organisationNom))
        let projets = try await browser.get("/operations")
        #expect(try projets.says("Projet de la seconde") && !projets.says("Projet de la première"))
        let intrus = try await Acteur.mairie()
        let force = try await browser.get("/organisation").form("Continuer").forging("organisation", "\(intrus.organisation)")
        #expect(try await browser.press(force).status == 403)
    }

    @Test("derrière TLS, les cookies sont Secure et le navigateur retient HTTPS")
    func tls() async throws {
        let base = try await TestDatabase.current
        let site = Site(parcours: base.parcours, configuration: .init(estSecurise: true, aujourdhui: { jourDesEssais }))
        let page = try await Browser(site: site).visit("/connexion")
        #expect(page.headers["set-cookie"]?.contains("Secure") == true && page.headers["strict-transport-security"] != nil)
        #expect(try !page.says("Comptes de démonstration"), "les comptes de démonstration ne se montrent pas en production")
    }
}
