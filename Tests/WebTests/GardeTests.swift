import TestSupport
import Testing

/// Every route of the table, whatever is added to it: who may not enter does not.
@Suite("Chaque route est gardée", .postgresql)
struct GardeTests {
    /// All that a visitor may ask for. A new route is guarded, or is read again and added here.
    static let publiques: Set<String> = [
        "GET /", "GET /sante", "GET /connexion", "POST /connexion", "GET /commune", "POST /commune", "GET /catalogue",
        "GET /catalogue/kits/:code", "GET /catalogue/kits/:code/plan",
        "GET /catalogue/articles/:code",
        "GET /catalogue/suggestions",
        "GET /aide",
        "GET /aide/aidants-connect",
        "GET /accessibilite",
        "GET /regles",
        // The link is the key: the database knows its hash, and its last day.
        "GET /accord/:jeton", "POST /accord/:jeton",
        "GET /concours",
        "GET /concours/consultations/:id",
        "GET /concours/propositions/:id",
        "GET /concours/propositions/:id/pieces/:piece",
        "GET /avis/:secret", "POST /avis/:secret", "GET /avis/:secret/pieces/:piece",
        "GET /catalogue/assistant", "GET /catalogue/assistant/proposition", "GET /catalogue/comparer",
    ]

    @Test("la table des routes est celle du site, et la liste publique n’en nomme pas d’autres")
    func table() async throws {
        let noms = try await Route.toutes.map(\.nom)
        #expect(noms.count > 40 && Set(noms).isSuperset(of: Self.publiques))
    }

    @Test("sans session, tout ce qui n’est pas public mène à la connexion")
    func sansSession() async throws {
        let monde = try await Monde.commun
        let browser = try await Browser()
        let jeton = try await browser.get("/connexion").form("Se connecter").hidden("jeton")
        for route in try await Route.toutes where !Self.publiques.contains(route.nom) {
            let page =
                route.estGet
                ? try await browser.visit(monde.adresse(route)) : try await browser.post(monde.adresse(route), Array("jeton=\(jeton)".utf8))
            #expect(page.status == 303 && page.redirection == "/connexion", "\(route.nom)")
        }
    }

    @Test("une page publique répond à qui n’est pas connecté", arguments: publiques.filter { $0.hasPrefix("GET") }.sorted())
    func publique(nom: String) async throws {
        let monde = try await Monde.commun
        let route = try #require(try await Route.toutes.first { $0.nom == nom })
        #expect(try await Browser().visit(monde.adresse(route)).status == 200)
    }

    @Test("aucun POST ne passe sans le jeton de la page, ni avec celui d’un autre")
    func sansJeton() async throws {
        let monde = try await Monde.commun
        let autre = try await Browser().get("/connexion").form("Se connecter").hidden("jeton")
        for acteur in [nil, monde.scene.mairie, monde.scene.prefecture, monde.responsable] {
            let browser = try await Browser(acteur)
            _ = try await browser.get("/")
            for route in try await Route.toutes where !route.estGet {
                for body in ["", "jeton=", "jeton=\(autre)", "jeton=\(autre)&jeton=\(autre)"] {
                    let page = try await browser.post(monde.adresse(route), Array(body.utf8))
                    #expect(page.status == 403, "\(route.nom) avec « \(body.prefix(12)) »")
                }
            }
        }
    }

    @Test("l’agent d’une autre commune ne trouve rien : 404 à chaque page, et aucun acte ne passe")
    func autreCommune() async throws {
        let monde = try await Monde.commun
        try await expectAbsent(monde, pour: monde.voisine) { $0.hasPrefix("/operations/") || $0.hasPrefix("/pieces/") }
    }

    @Test("l’agent d’une autre préfecture ne trouve rien non plus")
    func autrePrefecture() async throws {
        let monde = try await Monde.commun
        try await expectAbsent(monde, pour: monde.prefectureVoisine) { $0.hasPrefix("/prefecture/dossiers/") || $0.hasPrefix("/pieces/") }
    }

    private func expectAbsent(_ monde: Monde, pour acteur: Acteur, _ concerne: (String) -> Bool) async throws {
        let browser = try await Browser(acteur)
        let jeton = try await browser.get("/").form("Se déconnecter").hidden("jeton")
        var vues = 0
        for route in try await Route.toutes {
            let adresse = monde.adresse(route)
            guard concerne(adresse), adresse != "/operations/nouveau" else { continue }
            vues += 1
            let page =
                route.estGet
                ? try await browser.visit(adresse)
                : try await browser.post(
                    adresse, Array("jeton=\(jeton)&organisation=1&sans_aide=oui&quantite=2&decision=refus&motif=essai".utf8))
            let attendus = route.estGet ? [404] : [403, 404, 422]
            #expect(attendus.contains(page.status), "\(route.nom) → \(page.status) \(page.journal)")
            #expect(!page.body.contains(Monde.secret), "\(route.nom) montre le projet d’une autre")
        }
        #expect(vues > 3)
    }

    @Test("une page faite pour un autre rôle répond 403, et ne dit rien de ce qu’elle contient")
    func autreRole() async throws {
        let monde = try await Monde.commun
        let interdits: [(Acteur, [String])] = [
            (monde.scene.mairie, ["/prefecture"]), (monde.scene.prefecture, ["/operations", "/catalogue/kits/K02/projets"]),
            (monde.responsable, ["/operations", "/prefecture", "/catalogue/kits/K02/projets"]),
        ]
        for (acteur, prefixes) in interdits {
            let browser = try await Browser(acteur)
            let jeton = try await browser.get("/aide").form("Se déconnecter").hidden("jeton")
            for route in try await Route.toutes {
                let adresse = monde.adresse(route)
                guard prefixes.contains(where: { adresse.hasPrefix($0) }) else { continue }
                let page = route.estGet ? try await browser.visit(adresse) : try await browser.post(adresse, Array("jeton=\(jeton)".utf8))
                #expect(page.status == 403 && !page.body.contains(Monde.secret), "\(route.nom) → \(page.status) \(page.journal)")
            }
        }
    }

    @Test("un identifiant qui n’en est pas un, une méthode inconnue, une adresse au hasard : une page d’erreur, jamais 500")
    func adressesFolles() async throws {
        let monde = try await Monde.commun
        for acteur in [monde.scene.mairie, monde.scene.prefecture, monde.responsable] {
            let browser = try await Browser(acteur)
            for adresse in [
                "/operations/abc", "/operations/0", "/operations/-1", "/operations/9223372036854775808", "/operations/1%27--",
                "/pieces/abc",
                "/prefecture/dossiers/abc", "/prefecture/dossiers/999999999", "/enveloppes/INCONNUE", "/enveloppes/%00",
                "/rapports/inconnu",
                "/rapports/..%2F..%2Fetc%2Fpasswd", "/catalogue/kits/K99", "/catalogue/kits/%00", "/catalogue/articles/%F0%28",
                "/nulle-part",
                "/assets/../Site.swift", "/assets/%2e%2e%2fSite.swift", "/assets/inconnu.css", "//exemple.fr/",
            ] {
                let page = try await browser.visit(adresse)
                #expect([400, 403, 404].contains(page.status), "\(adresse) → \(page.status) \(page.journal)")
            }
        }
    }
}
