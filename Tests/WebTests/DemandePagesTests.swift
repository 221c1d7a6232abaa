import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing
import Web

/// The form of an application, page by page.
@Suite("Les pages de la demande", .postgresql)
struct DemandePagesTests {
    private func brouillon(_ scene: Scene, _ dispositif: String = "DETR") async throws -> String {
        let projet = try await scene.projet("K02")
        let dossiers = try await scene.base.parcours.preparer(projet, par: scene.mairie.agent, le: jourDesEssais)
        let dossier = try #require(dossiers.first { $0.dispositif == dispositif })
        return "/operations/\(projet)/dossiers/\(dossier.dossierId)"
    }

    @Test("une seule page de questions : le connu y est montré avec sa provenance, quatre cases à cocher, rien d’autre à taper")
    func unePage() async throws {
        let scene = try await Scene(departement: "03")
        let adresse = try await brouillon(scene)
        let mairie = try await Browser(scene.mairie)
        let dossier = try await mairie.get(adresse)
        #expect(try dossier.faults == [] && dossier.says("Il manque 4 réponses") && dossier.says("répondez : les engagements (4)"))
        let page = try await mairie.click("Répondre aux questions", on: dossier)
        #expect(try page.faults == [] && page.says("d’après le plan de financement") && page.says("réponse habituelle"))
        var form = try page.form("Enregistrer et revenir au dossier")
        for engagement in ["Rien n’est commandé", "La commune dira", "Le plan de financement sera", "Ce qui est écrit"] {
            form = try form.choosing(form.labels.first { Page.plain($0).contains(Page.plain(engagement)) } ?? engagement)
        }
        let retour = try await mairie.submit(form)
        #expect(try retour.says("Vos réponses sont enregistrées") && retour.says("Relire la demande") && retour.says("Qui a répondu quoi"))
        #expect(try !retour.says("répondez"), "il ne manque plus que les pièces")
        #expect(retour.faults == [] && retour.bytes.count < 80_000)
    }

    @Test("rien de ce qui est tapé ne se perd après une erreur, ni quand quelqu’un d’autre a répondu entre-temps")
    func erreurs() async throws {
        let scene = try await Scene(departement: "03")
        let adresse = try await brouillon(scene) + "/formulaire"
        let (elle, autre) = (try await Browser(scene.mairie), try await Browser(scene.mairie))
        let (page, aCote) = (try await elle.get(adresse), try await autre.get(adresse))
        let fausse = try await elle.press(
            try page.form("Enregistrer").filling("Téléphone de la mairie", "04").filling("Adresse, si ce n’est pas la mairie", "Rue Basse"))
        #expect(try fausse.status == 422 && fausse.faults == [] && fausse.says("dix chiffres"))
        #expect(try fausse.form("Enregistrer").value("Adresse, si ce n’est pas la mairie") == "Rue Basse")
        _ = try await elle.submit(try fausse.form("Enregistrer").filling("Téléphone de la mairie", "04 70 00 00 00"))
        let conflit = try await autre.press(try aCote.form("Enregistrer").filling("Adresse, si ce n’est pas la mairie", "Rue Haute"))
        #expect(try conflit.status == 422 && conflit.says("Quelqu’un de la mairie a répondu autrement"))
        #expect(try conflit.form("Enregistrer").value("Adresse, si ce n’est pas la mairie") == "Rue Haute", "ce qu’elle a tapé reste")
        let encore = try await autre.submit(try conflit.form("Enregistrer"))
        #expect(try encore.says("Vos réponses sont enregistrées"), "elle a vu, elle confirme")
    }

    @Test("une réponse en demande une autre, sans script ; ce que garde le script à chaque changement est un JSON")
    func enchainement() async throws {
        let scene = try await Scene(departement: "03")
        let adresse = try await brouillon(scene) + "/formulaire"
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.get(adresse)
        let champs = try page.form("Enregistrer").hidden("champs")
        #expect(!champs.contains("transition_motif"))
        let jeton = try page.form("Enregistrer").hidden("jeton")
        let auto = try await mairie.post(adresse, Array("jeton=\(jeton)&vu=0&champs=transition&transition=oui&auto=oui".utf8))
        #expect(auto.status == 200 && auto.body.contains("\"vu\"") && auto.body.contains("Enregistré"))
        let suite = try await mairie.get(adresse)
        #expect(try suite.form("Enregistrer").hidden("champs").contains("transition_motif") && suite.says("Il reste 5 réponses"))
    }

    @Test("le maire approuve par un lien à usage unique, sans compte, et le dossier le dit")
    func lien() async throws {
        let scene = try await Scene(departement: "03")
        let adresse = try await brouillon(scene)
        let mairie = try await Browser(scene.mairie)
        let demande = try await mairie.get(adresse).form("Demander l’accord")
        let vide = try await mairie.press(demande)
        #expect(vide.status == 422 && vide.faults == [])
        let page = try await mairie.submit(try demande.filling("À qui", "Mme Martin, maire").filling("Message", "Avant vendredi"))
        #expect(try page.says("Accord attendu de Mme Martin, maire") && page.faults == [])
        let secret = try #require(page.address.split(separator: "lien=").last)
        let maire = try await Browser()
        let lue = try await maire.get("/accord/\(secret)")
        #expect(try lue.faults == [] && lue.says("Avant vendredi") && lue.says("Qui paie"))
        let renvoi = try await maire.press(try lue.form("Donner mon accord"), button: "Renvoyer à la mairie")
        #expect(try renvoi.status == 422 && renvoi.says("ce qui est à corriger"))
        let donne = try await maire.submit(try lue.form("Donner mon accord"), button: "Donner mon accord")
        #expect(try donne.says("Votre accord est enregistré") && donne.faults == [])
        #expect(try await maire.get("/accord/inconnu").status == 404)
        let apres = try await mairie.get(adresse)
        #expect(try apres.says("a donné son accord") && apres.faults == [])
    }

    @Test("après le dépôt, la mairie et la préfecture lisent ce qui a été envoyé ; une correction rouvre la demande")
    func apresDepot() async throws {
        let scene = try await Scene()
        let id = try await scene.recu(demandant: .euros(600))
        let dossier = try await scene.lire(id)
        let mairie = try await Browser(scene.mairie)
        let adresse = "/operations/\(dossier.operationId)/dossiers/\(id)"
        #expect(try await mairie.visit(adresse + "/formulaire").status == 422)
        try await scene.passer(id, a: .aCorriger, par: scene.prefecture, motif: "Précisez le lieu")
        let page = try await mairie.get(adresse)
        #expect(try page.says("Correction demandée") && page.faults == [])
        let formulaire = try await mairie.click("Corriger la demande", on: page)
        _ = try await mairie.submit(try formulaire.form("Enregistrer").filling("Adresse, si ce n’est pas la mairie", "Place du Marché"))
        let renvoye = try await mairie.submit(try await mairie.get(adresse).form("Renvoyer à la préfecture"))
        #expect(try renvoye.says("Place du Marché") && renvoye.says("telle qu’elle a été envoyée") && renvoye.faults == [])
    }

    @Test("la préfecture lit ce qui est envoyé et nomme ce qui est à corriger : le reste ne se rouvre pas")
    func correctionNommee() async throws {
        let scene = try await Scene()
        let id = try await scene.dossier(demandant: .euros(600))
        let dossier = try await scene.lire(id, par: scene.mairie)
        try await scene.base.app.write(as: scene.mairie.identity) { tx async throws in
            let rempli = try #require(
                try await scene.base.parcours.demande(dossier, contact: scene.mairie.agent, le: jourDesEssais, in: tx))
            try await DemandeEnvoyee.garder(rempli.demande, de: dossier, le: jourDesEssais, in: tx)
        }
        try await scene.passer(id, a: .depose, par: scene.mairie)
        let prefecture = try await Browser(scene.prefecture)
        let page = try await prefecture.get("/prefecture/dossiers/\(id)")
        #expect(
            try page.faults == [] && page.says("telle qu’elle a été envoyée") && page.says("Ce qui est écrit dans la demande est exact"))
        let form = try page.form("Demander la correction").filling("Motif", "Précisez le lieu").choosing("Le lieu")
        #expect(try await prefecture.submit(form).says("La correction est demandée"))
        let mairie = try await Browser(scene.mairie)
        let formulaire = try await mairie.get("/operations/\(dossier.operationId)/dossiers/\(id)/formulaire")
        #expect(try formulaire.says("Correction demandée") && formulaire.faults == [])
        let ailleurs = try await mairie.press(try formulaire.form("Enregistrer").filling("Téléphone de la mairie", "04 70 00 00 00"))
        #expect(try ailleurs.status == 422 && ailleurs.says("La préfecture n’a pas rouvert cette partie"))
        let ici = try await mairie.submit(try formulaire.form("Enregistrer").filling("Adresse, si ce n’est pas la mairie", "Rue Basse"))
        #expect(try ici.says("Vos réponses sont enregistrées"))
    }
}
