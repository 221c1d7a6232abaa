import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing
import Web

@Suite("Le calendrier d’un projet", .postgresql)
struct CalendrierTests {
    @Test("la page dit ce qui vient et ce qui est fait, mène à l’agenda, et se trouve depuis le projet")
    func page() async throws {
        let monde = try await Monde.commun
        let mairie = try await Browser(monde.scene.mairie)
        let projet = try await mairie.get("/operations/\(monde.projet)")
        let page = try await mairie.click("Le calendrier du projet", on: projet)
        #expect(page.faults == [] && page.address == "/operations/\(monde.projet)/calendrier")
        #expect(try page.says("À venir") && page.says("Afficher le plan de financement") && page.says("D. 1111-8"))
        #expect(try page.says("Fait ou passé") && page.says("Commande BC-") && page.says("Demande reçue"))
        let agenda = try await mairie.get(try page.link("Ajouter à mon agenda"))
        #expect(agenda.headers["content-type"] == "text/calendar; charset=utf-8")
        #expect(agenda.headers["content-disposition"]?.hasPrefix("attachment; filename=\"calendrier-\(monde.projet).ics\"") == true)
        let texte = try #require(String(bytes: agenda.bytes, encoding: .utf8))
        #expect(texte.hasPrefix("BEGIN:VCALENDAR\r\n") && texte.contains("-operation-\(monde.projet)@trousse\r\n"))
    }

    @Test("un projet sans dossier n’a pas encore de date ; celui d’une autre mairie ne se voit pas")
    func vide() async throws {
        let scene = try await Scene()
        let projet = try await scene.projet()
        let page = try await Browser(scene.mairie).get("/operations/\(projet)/calendrier")
        #expect(try page.faults == [] && page.says("Aucune date pour l’instant"))
        let voisine = try await Browser(try await Acteur.mairie(departement: scene.departement))
        #expect(try await voisine.visit("/operations/\(projet)/calendrier").status == 404)
        #expect(try await voisine.visit("/operations/\(projet)/calendrier.ics").status == 404)
    }
}
