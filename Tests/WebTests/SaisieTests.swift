import Model
import Postgres
import Store
import TestSupport
import Testing
import Web

/// What comes from outside is text: it is shown as it was typed, and runs nowhere.
@Suite("Ce que l’on tape", .postgresql)
struct SaisieTests {
    static let attaques = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; drop table operation.operation; --", "javascript:alert(1)",
        "</textarea><svg onload=alert(1)>", "&lt;b&gt; {{7*7}} ${7*7}", "\u{202E}gauche", "L’Isle-d’Abeau & Fils",
    ]

    @Test("un intitulé hostile s’affiche tel quel, partout où il s’affiche", arguments: attaques)
    func intitule(attaque: String) async throws {
        let scene = try await Monde.commun.scene
        let projet = try await scene.projet("K02", intitule: attaque)
        let browser = try await Browser(scene.mairie)
        for adresse in ["/operations/\(projet)", "/operations/\(projet)/plan", "/operations", "/operations/\(projet)/commandes"] {
            let page = try await browser.get(adresse)
            #expect(page.status == 200 && page.faults == [], "\(adresse)")
            #expect(try page.document.all("script", "img", "svg").allSatisfy { $0["onload"] == nil && $0["onerror"] == nil })
        }
        let page = try await browser.get("/operations/\(projet)")
        #expect(try page.heading == attaque.split(separator: " ").joined(separator: " "))
    }

    @Test(
        "une recherche hostile s’affiche telle quelle, et ne casse rien",
        arguments: attaques + ["%", "_", "\\", "a & b | !c", "(((", "\"", "'"])
    func recherche(attaque: String) async throws {
        let encoded = attaque.utf8.map { byte in "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        let monde = try await Monde.commun
        for (acteur, adresse, nom) in [
            (nil, "/catalogue?q=", "q"), (nil, "/commune?q=", "q"), (monde.scene.prefecture, "/prefecture/dossiers?q=", "q"),
        ] {
            let page = try await Browser(acteur).get(adresse + encoded)
            #expect(page.status == 200 && page.faults == [], "\(adresse)")
            let champs = try page.document.all("input").filter { $0["name"] == nom }
            #expect(champs.contains { $0["value"] == attaque }, "\(adresse)")
        }
    }

    @Test("un nom de commune forgé dans le cookie reste du texte", arguments: attaques)
    func communeForgee(attaque: String) async throws {
        let browser = try await Browser()
        let encoded = attaque.utf8.map { byte in "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        browser.setCookie("trousse_commune", "03036.\(encoded)")
        let page = try await browser.get("/catalogue")
        #expect(page.status == 200 && page.faults == [])
        #expect(try Page.plain(page.text).contains(Page.plain(attaque)))
    }

    @Test("un octet nul ou une suite qui n’est pas de l’UTF-8 ne fait pas tomber le site")
    func octets() async throws {
        let monde = try await Monde.commun
        for suite in ["%00", "%FF%FE", "a%00b", "%C3%28", "%ED%A0%80", "%"] {
            for adresse in ["/catalogue?q=", "/commune?q=", "/catalogue?besoin=", "/catalogue?prix_max="] {
                let page = try await Browser().get(adresse + suite)
                #expect(page.status < 500, "\(adresse + suite) → \(page.status) \(page.journal)")
            }
            for adresse in [
                "/prefecture/dossiers?q=", "/prefecture/dossiers?apres=", "/prefecture/dossiers?etat=", "/enveloppes?exercice=",
                "/rapports/dossiers?exercice=",
            ] {
                let page = try await Browser(monde.scene.prefecture).get(adresse + suite)
                #expect(page.status < 500, "\(adresse + suite) → \(page.status) \(page.journal)")
            }
        }
    }

    @Test("un octet nul dans un formulaire est une demande illisible, pas une panne")
    func nulDansUnFormulaire() async throws {
        let scene = try await Monde.commun.scene
        let projet = try await scene.projet("K02")
        let browser = try await Browser(scene.mairie)
        let form = try await browser.get("/operations/\(projet)").form("Enregistrer").filling("Nom du projet", "Guichet\0numérique")
        #expect(try await browser.press(form).status == 400)
        #expect(try await browser.get("/operations/\(projet)").heading == "Un guichet numérique")
    }

    @Test("une erreur de saisie garde ce qui est tapé, dit Erreur dans le titre et mène au champ")
    func erreurDeSaisie() async throws {
        let scene = try await Monde.commun.scene
        let projet = try await scene.projet("K02")
        let browser = try await Browser(scene.mairie)
        let form = try await browser.get("/operations/\(projet)").form("Enregistrer")
        let page = try await browser.press(try form.filling("Nom du projet", "ab"))
        #expect(page.status == 422 && page.faults == [])
        #expect(try page.title.hasPrefix("Erreur") && page.form("Enregistrer").value("Nom du projet") == "ab")
        let summary = try #require(
            try page.document.all("div", "section").first { $0["role"] == "alert" || $0.first("div")?["role"] == "alert" })
        #expect(summary.all("a").contains { $0["href"] == "#champ-intitule" })
        let long = try await browser.press(try form.filling("Nom du projet", String(repeating: "x", count: 201)))
        #expect(long.status == 422)
        let jamais = try await browser.get("/operations/\(projet)")
        #expect(try jamais.heading == "Un guichet numérique")
    }

    @Test(
        "une quantité qui n’en est pas une est refusée avec sa phrase",
        arguments: ["0", "-1", "1,5", "abc", "", "100000000000000000000", "100"])
    func quantite(texte: String) async throws {
        let mairie = try await Acteur.mairie()
        let browser = try await Browser(mairie)
        let form = try await browser.get("/catalogue/kits/K02").form("Ajouter au projet").filling("Quantité", texte)
        let page = try await browser.press(form)
        // An empty quantity means one: the field starts with it.
        #expect(texte.isEmpty ? page.status == 303 : page.status == 422, "« \(texte) » → \(page.status) \(page.journal)")
    }

    @Test("les prix d’un devis : tous les prix faux sont dits à la fois, les bons changent le coût au centime")
    func prixDuDevis() async throws {
        let scene = try await Monde.commun.scene
        let projet = try await scene.projet("K02")
        let browser = try await Browser(scene.mairie)
        let form = try await browser.get("/operations/\(projet)/prix").form("Enregistrer les prix")
        let prix = form.labels.filter { $0.hasPrefix("Prix unitaire HT") }
        #expect(prix.count == 15)
        let faux = try await browser.press(try form.filling(prix[0], "gratuit").filling(prix[1], "-5"))
        #expect(faux.status == 422 && faux.faults == [])
        #expect(
            try faux.form("Enregistrer les prix").value(prix[0]) == "gratuit" && faux.form("Enregistrer les prix").value(prix[1]) == "-5")
        let ancien = try Money(french: try form.value(prix[0]))
        let juste = try await browser.submit(try form.filling(prix[0], (ancien + Money(cents: 1)).french))
        #expect(try juste.status == 200 && juste.says("5 110,01 €"))
    }

    @Test("une intercommunalité dit d’abord où sera l’équipement, dans une de ses communes")
    func intercommunalite() async throws {
        let epci = try await Acteur.intercommunalite()
        let browser = try await Browser(epci)
        let lieu = try await browser.submit(try await browser.get("/catalogue/kits/K02").form("Ajouter au projet"))
        #expect(lieu.address.hasPrefix("/operations/nouveau") && lieu.faults == [])
        let form = try lieu.form("Créer le projet")
        let ailleurs = try await browser.press(form.forging("lieu", "75056"))
        let nullePart = try await browser.press(form)
        #expect(nullePart.status == 422 && nullePart.faults == [])
        #expect(ailleurs.status == 422 && ailleurs.faults == [])
        let membre = try #require(try lieu.document.all("option").first { $0["value"]?.count == 5 }?.text)
        let projet = try await browser.submit(try form.selecting(membre, in: "Commune d’implantation"))
        #expect(try projet.status == 200 && projet.says(epci.organisationNom) && projet.faults == [])
        let plan = try await browser.click("Voir qui paie", on: projet)
        #expect(try plan.status == 200 && plan.faults == [] && plan.says("FCTVA"))
    }
}
