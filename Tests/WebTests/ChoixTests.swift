import Model
import Postgres
import Store
import TestSupport
import Testing
import Web

/// The choices of a plan: tried by an address, kept by a button, forgotten, frozen; nobody else's.
@Suite("Choisir comment payer", .postgresql)
struct ChoixTests {
    private func plan(_ scene: Scene, _ id: ID<Projet>) -> String { "/operations/\(id)/plan" }

    private func choix(_ scene: Scene, _ id: ID<Projet>) async throws -> ChoixFinancement? {
        try await scene.base.app.read(as: scene.mairie.identity) { try await ChoixFinancement.find(of: id, in: $0) }
    }

    @Test("un essai se lit par son adresse et n’enregistre rien ; gardé, il devient le plan")
    func essai() async throws {
        let scene = try await Scene(departement: "03")
        let id = try await scene.projet("K02")
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.get(plan(scene, id))
        #expect(page.faults == [] && page.status == 200)
        let form = try page.form("Recalculer").selecting("Déjà obtenue", in: "Département : ce que vous faites")
            .filling("Département : montant obtenu", "800")
        let essai = try await mairie.submit(form, button: "Recalculer")
        #expect(try essai.status == 200 && essai.faults == [] && essai.says("Vous essayez d’autres choix"))
        #expect(try essai.says("Déjà obtenu") && essai.form("Recalculer").value("Département : montant obtenu") == "800")
        #expect(!essai.address.contains("jeton="), "le jeton ne va jamais dans une adresse")
        #expect(try await choix(scene, id) == nil)
        let garde = try await mairie.submit(try essai.form("Recalculer"), button: "Garder ces choix")
        #expect(try garde.says("Vos choix sont gardés") && garde.says("Déjà obtenu") && garde.faults == [])
        let acquis = try #require(try await choix(scene, id)).acquis
        #expect(acquis.map(\.dispositif) == ["DEPARTEMENT"] && acquis.first?.montant == .euros(800))
    }

    @Test("ce qui ne se lit pas revient à côté de son champ, avec tout ce qui était tapé")
    func fautes() async throws {
        let scene = try await Scene(departement: "03")
        let id = try await scene.projet("K02")
        let mairie = try await Browser(scene.mairie)
        let form = try await mairie.get(plan(scene, id)).form("Recalculer")
        let fautif = try form.selecting("Déjà obtenue", in: "Département : ce que vous faites")
            .filling("Département : montant obtenu", "huit cents").filling("DETR : taux au plus", "300")
            .filling("Autre financeur 1 : nom", "DETR").filling("Autre financeur 1 : montant obtenu", "12345678901234567890")
        for bouton in ["Recalculer", "Garder ces choix"] {
            let retour = try await mairie.press(fautif, button: bouton)
            #expect(try retour.status == 422 && retour.faults == [] && retour.title.hasPrefix("Erreur"), "\(bouton)")
            #expect(
                try retour.says("« huit cents » n’est pas un montant") && retour.says("« 300 » n’est pas un taux")
                    && retour.says("« DETR » est déjà dans ce plan"), "\(retour.errors)")
            #expect(try retour.form("Recalculer").value("Département : montant obtenu") == "huit cents")
            #expect(try retour.form("Recalculer").value("Autre financeur 1 : montant obtenu") == "12345678901234567890")
        }
        let sansTaux = try form.selecting("Demandée", in: "Région : ce que vous faites")
        let retour = try await mairie.press(sansTaux, button: "Garder ces choix")
        #expect(try retour.status == 422 && retour.says("aucun taux connu"))
        let trop = try form.selecting("Déjà obtenue", in: "Région : ce que vous faites").filling("Région : montant obtenu", "9 000")
        let refus = try await mairie.press(trop, button: "Garder ces choix")
        #expect(try refus.status == 422 && refus.says("dépassent le coût de l’opération"))
        #expect(try await choix(scene, id) == nil)
    }

    @Test("chaque façon de payer se choisit d’un bouton et donne exactement son plan ; on revient au plan conseillé")
    func alternatives() async throws {
        let scene = try await Scene(departement: "03")
        let id = try await scene.projet("K02", "K09")
        let mairie = try await Browser(scene.mairie)
        let depart = try await mairie.get(plan(scene, id))
        let boutons = try depart.document.all("button").map(\.text).filter { $0.hasPrefix("Choisir") }
        #expect(!boutons.isEmpty)
        for bouton in boutons {
            let page = try await mairie.submit(try depart.form(bouton))
            #expect(try page.says("Vos choix sont gardés") && page.faults == [])
            // The one that is shown has lost its button: it is the plan now.
            #expect(try !page.document.all("button").map(\.text).contains(bouton), "\(bouton)")
        }
        let retour = try await mairie.submit(try await mairie.get(plan(scene, id)).form("Revenir au plan conseillé"))
        let oublie = try await choix(scene, id) == nil
        #expect(try oublie && retour.says("celui que Trousse conseille"))
        #expect(try retour.document.all("button").map(\.text).filter { $0.hasPrefix("Choisir") } == boutons)
    }

    @Test("l’agent d’une autre commune ne lit ni n’écrit les choix ; déposé, plus personne ne les change")
    func cloisonnement() async throws {
        let scene = try await Scene(departement: "03")
        let id = try await scene.projet("K02")
        let voisine = try await Acteur.mairie(departement: scene.departement)
        let essai = ChoixFinancement(objectif: .plusSur, financeurs: [])
        try await scene.base.app.write(as: scene.mairie.identity) { tx in
            try await ChoixFinancement.garder(essai, of: id, by: scene.mairie.agent, in: tx)
        }
        let lu = try await scene.base.app.read(as: voisine.identity) { try await ChoixFinancement.find(of: id, in: $0) }
        #expect(lu == nil)
        let refus = await regle {
            try await scene.base.app.write(as: voisine.identity) { tx in
                try await ChoixFinancement.garder(essai, of: id, by: voisine.agent, in: tx)
            }
        }
        #expect(refus == "42501")
        let intruse = try await Browser(voisine)
        let jeton = try await intruse.get("/").form("Se déconnecter").hidden("jeton")
        let tentative = try await intruse.post("/operations/\(id)/plan/choix", Array("jeton=\(jeton)&objectif=plus_tot".utf8))
        #expect(tentative.status == 404)
        #expect(try await intruse.visit(plan(scene, id) + "?objectif=plus_tot").status == 404)
        #expect(try await choix(scene, id) == essai)

        let depose = try await scene.recu(demandant: .euros(500))
        let projet = try await scene.lire(depose).operationId
        let fige = await regle {
            try await scene.base.app.write(as: scene.mairie.identity) { tx in
                try await ChoixFinancement.garder(essai, of: projet, by: scene.mairie.agent, in: tx)
            }
        }
        #expect(fige == "operation_figee")
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.get("/operations/\(projet)/plan?objectif=plus_tot")
        #expect(try page.faults == [] && !page.says("Vous essayez d’autres choix") && !page.says("Recalculer"))
        let siens = try page.form("Se déconnecter").hidden("jeton")
        let trop = try await mairie.post("/operations/\(projet)/plan/choix", Array("jeton=\(siens)&objectif=plus_sur".utf8))
        #expect(try trop.status == 422 && trop.says("Un dossier est déposé"))
    }
}
