import Model
import Postgres
import Store
import TestSupport
import Testing
import Web

/// A project for several communes, baskets, copies and loans, on their pages.
@Suite("À plusieurs, encore, et prêté : les pages", .postgresql)
struct GroupementPagesTests {
    @Test("une commune est invitée par son nom, accepte sur sa page, et chacune voit ce qui est à elle")
    func groupement() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K02", intitule: "Guichets partagés")
        let (membre, tierce) = (
            try await Acteur.mairie(departement: scene.departement), try await Acteur.mairie(departement: scene.departement)
        )
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.get("/operations/\(projet)/communes")
        #expect(page.faults == [])
        let inconnue = try await mairie.submit(try page.form("Inviter la commune").filling("Commune", "zzzzz"))
        #expect(try inconnue.status == 422 && inconnue.faults == [] && inconnue.says("Aucune commune ne porte ce nom"))
        let code = try #require(membre.codeInsee)
        let invitee = try await mairie.submit(try inconnue.form("Inviter la commune").filling("Commune", code).filling("Poids", "1"))
        #expect(try invitee.faults == [] && invitee.says("Sans réponse") && invitee.says("Mène le projet"))
        let deux = try await mairie.submit(try invitee.form("Inviter la commune").filling("Commune", code))
        #expect(try deux.status == 422 && deux.says("Cette commune participe déjà au projet"))

        let autre = try await Browser(membre)
        let liste = try await autre.get("/operations")
        let lien = try liste.link("Guichets partagés")
        let participation = try await autre.get(lien)
        #expect(try participation.faults == [] && participation.says("Votre part, TTC") && participation.says("Réponse attendue"))
        let repondue = try await autre.submit(
            try participation.form("Accepter").filling("Message", "Conseil du 3"), button: "Accepter")
        #expect(try repondue.says("Vous participez au projet") && repondue.says("Acceptée"))
        #expect(try await Browser(tierce).visit(lien).status == 404)
        #expect(try await autre.visit("/operations/\(projet)").status == 404, "le projet lui-même reste au porteur")
        let apres = try await mairie.get("/operations/\(projet)/communes")
        #expect(try apres.says("A accepté") && apres.says("Conseil du 3"))
        let fausse = try await mairie.submit(try apres.form("Enregistrer les poids").filling("Poids de \(scene.nomCourt)", "beaucoup"))
        #expect(try fausse.status == 422 && fausse.faults == [] && fausse.says("le poids est un nombre entier"))
    }

    @Test("un projet se copie, se garde en panier, et le panier se reprend")
    func reprises() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K02")
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.get("/operations/\(projet)")
        let copie = try await mairie.submit(try page.form("Copier aux prix d’aujourd’hui"))
        #expect(try copie.faults == [] && copie.says("mêmes lignes, mêmes prix") && copie.address.hasSuffix("/ecarts"))
        let court = try await mairie.submit(try page.form("Garder le panier").filling("Nom du panier", "x"))
        #expect(try court.status == 422 && court.faults == [] && court.says("Donnez un nom au panier"))
        let garde = try await mairie.submit(try court.form("Garder le panier").filling("Nom du panier", "Accueil type"))
        #expect(try garde.faults == [] && garde.says("1 × Station d’accueil démarches"))
        let pris = try await mairie.submit(try garde.form("Prendre « Accueil type »"))
        #expect(try pris.heading == "Accueil type" && pris.says("6 132,00 €"))
        let retire = try await mairie.submit(try await mairie.get("/paniers").form("Retirer « Accueil type »"))
        #expect(try retire.says("Aucun panier pour l’instant"))
    }

    @Test("un prêt incomplet dit tout à la fois ; complet, sa convention s’imprime et l’équipement revient")
    func pret() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet("K03")
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.get("/operations/\(projet)/prets")
        #expect(try page.faults == [] && !page.says("Livraison sur site"))
        let vide = try await mairie.submit(try page.form("Enregistrer le prêt"))
        #expect(vide.status == 422 && vide.faults == [])
        #expect(try vide.says("Écrivez le nom de l’emprunteur") && vide.says("une convention a toujours une fin"))
        let form = try vide.form("Enregistrer le prêt").selecting("Association", in: "Qui emprunte")
            .filling("Nom de l’emprunteur", "Les Ateliers").filling("Qui signe pour lui", "sa présidente").filling("Adresse", "Le Bourg")
            .filling("À quoi l’équipement servira", "Ateliers du samedi").filling("Où il sera", "Salle des fêtes")
            .filling("Premier jour", "2026-11-02").filling("Dernier jour", "2027-12-31").choosing("L’emprunteur")
            .filling("Combien prêter, Ordinateur portable 14-15 pouces, 8 Go, SSD 256 Go, reconditionné grade A", "4")
        let conclu = try await mairie.submit(form)
        #expect(try conclu.faults == [] && conclu.says("1 824,00 €") && conclu.says("En cours"))
        let convention = try await mairie.get(try #require(try conclu.links.first { $0.hasSuffix("/convention") }))
        #expect(convention.headers["content-type"] == "application/pdf" && convention.bytes.starts(with: Array("%PDF".utf8)))
        let rendu = try await mairie.submit(try conclu.form("Marquer rendu"))
        #expect(try rendu.says("Rendu le 23/11/2026"))
        #expect(try await mairie.get("/prets").faults == [])
    }
}

extension Scene {
    /// Of the commune, as the pages call it.
    fileprivate var nomCourt: String { mairie.organisationNom }
}
