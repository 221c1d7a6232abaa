import Model
import Postgres
import Store
import TestSupport
import Testing

@Suite("Messages, notes, avis et courriels, sur les pages", .postgresql)
struct MessagerieTests {
    @Test("la mairie écrit avec un fichier, la préfecture répond et attend, la mairie lit et répond")
    func fil() async throws {
        let scene = try await Scene()
        let id = try await scene.recu(demandant: .euros(500))
        let projet = try await scene.lire(id).operationId
        let (mairie, prefecture) = (try await Browser(scene.mairie), try await Browser(scene.prefecture))
        let adresse = "/operations/\(projet)/dossiers/\(id)/messages"
        let vide = try await mairie.get(adresse)
        #expect(try vide.status == 200 && vide.faults == [] && vide.says("Rien n’a encore été écrit"))
        let sans = try await mairie.press(try vide.form("Envoyer le message"))
        #expect(try sans.status == 422 && sans.faults == [] && sans.says("Écrivez votre message."))
        let faux = try await mairie.press(
            try vide.form("Envoyer le message").filling("Message", "Voici le plan.")
                .attaching("Fichier", name: "plan.pdf", Array("MZ programme".utf8)))
        #expect(try faux.status == 422 && faux.form("Envoyer le message").value("Message") == "Voici le plan.")
        let envoye = try await mairie.submit(
            try faux.form("Envoyer le message").attaching("Fichier", name: "plan.pdf", FichierEssai.pdf("plan")))
        #expect(try envoye.says("Le message est envoyé.") && envoye.says("Voici le plan.") && envoye.says("Pas encore lu"))
        let lu = try await prefecture.get("/prefecture/dossiers/\(id)/messages")
        #expect(try lu.faults == [] && lu.says("Nouveau") && lu.says("plan.pdf"))
        #expect(try await prefecture.click("plan.pdf", on: lu).bytes == FichierEssai.pdf("plan"))
        #expect(try await mairie.get(adresse).says("Lu le"))
        let reponse = try await prefecture.submit(
            try lu.form("Envoyer le message").filling("Message", "Le raccordement est-il compris ?").choosing("J’attends une réponse"))
        #expect(try reponse.says("En attente de réponse"))
        let recu = try await mairie.get(adresse)
        #expect(try recu.says("Le raccordement est-il compris ?") && recu.says("En attente de réponse"))
        let fin = try await mairie.submit(try recu.form("Envoyer le message").filling("Message", "Oui."))
        #expect(try !fin.says("En attente de réponse"))
    }

    @Test("une note et un appel se gardent, se corrigent sur place, et le porteur ne les atteint pas")
    func notes() async throws {
        let scene = try await Scene()
        let id = try await scene.recu(demandant: .euros(500))
        let prefecture = try await Browser(scene.prefecture)
        let adresse = "/prefecture/dossiers/\(id)/notes"
        let page = try await prefecture.get(adresse)
        #expect(try page.faults == [] && page.says("Le porteur ne lit jamais cette page."))
        #expect(try await prefecture.press(try page.form("Garder la note")).status == 422)
        let note = try await prefecture.submit(try page.form("Garder la note").filling("Nouvelle note", "À revoir avec le maire."))
        #expect(try note.says("À revoir avec le maire."))
        let appel = try page.form("Noter l’appel").filling("Avec", "Le maire").filling("Date", "2099-01-01")
        let refuse = try await prefecture.press(appel)
        #expect(
            try refuse.status == 422 && refuse.faults == [] && refuse.says("pas encore arrivée") && refuse.says("Écrivez ce qui s’est dit"))
        #expect(try refuse.form("Noter l’appel").value("Avec") == "Le maire")
        let garde = try await prefecture.submit(
            appel.filling("Date", jourDesEssais.description).filling("Ce qui s’est dit", "Demande un délai.").filling(
                "Suite à donner", "Rappeler"))
        #expect(try garde.says("L’appel est noté.") && garde.says("Reçu de Le maire") && garde.says("Rappeler"))
        #expect(try await Browser(scene.mairie).visit(adresse).status == 403)
    }

    @Test("un avis : demandé, lu par son lien sans compte, rendu une fois ; le porteur n’en voit rien")
    func avis() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        let id = try await scene.recu(demandant: .euros(500))
        let prefecture = try await Browser(scene.prefecture)
        #expect(try await prefecture.get("/prefecture/dossiers/\(id)/avis").says("une fois le dossier complet"))
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        let page = try await prefecture.get("/prefecture/dossiers/\(id)/avis")
        let form = try page.form("Demander l’avis").filling("Demandé à", "Le SGAR").filling("Question", "Le projet fait-il double emploi ?")
        let mauvais = try await prefecture.press(
            form.filling("Adresse électronique", "sgar").filling("À rendre au plus tard le", "2020-01-01"))
        #expect(
            try mauvais.status == 422 && mauvais.faults == [] && mauvais.says("Cette adresse ne se lit pas") && mauvais.says("est passée"))
        let expert = "sgar-\(id)@exemple.fr"
        let demande = try await prefecture.submit(form.filling("Adresse électronique", expert))
        #expect(try demande.says("En attente d’avis") && demande.says("Le dossier attend la réponse."))
        #expect(try await scene.lire(id).etat == .avis)
        let secret: String = try await scene.base.owner.read(as: .systeme("essais")) { tx in
            try await tx.value("select faits ->> 'secret' as secret from courrier.courriel where destinataire = \(expert)")
        }
        let visiteur = try await Browser()
        let ouvert = try await visiteur.get("/avis/\(secret)")
        #expect(try ouvert.status == 200 && ouvert.faults == [] && ouvert.says("Le projet fait-il double emploi ?"))
        #expect(ouvert.headers["referrer-policy"] == "same-origin" && ouvert.headers["x-robots-tag"] == "noindex")
        #expect(try await visiteur.get(try ouvert.link("devis.pdf")).body.hasPrefix("%PDF"))
        let muet = try await visiteur.press(try ouvert.form("Rendre mon avis").choosing("Défavorable"))
        #expect(try muet.status == 422 && muet.faults == [] && muet.says("Écrivez ce qui motive cet avis."))
        let rendu = try await visiteur.submit(try muet.form("Rendre mon avis").filling("Motif", "Le lieu voisin suffit."))
        #expect(try rendu.says("Votre avis est rendu"))
        #expect(try await visiteur.visit("/avis/\(String(repeating: "0", count: 64))").status == 404)
        #expect(try await scene.lire(id).etat == .enInstruction)
        #expect(try await prefecture.get("/prefecture/dossiers/\(id)/avis").says("Le lieu voisin suffit."))
        let inscrit = try await prefecture.submit(
            try await prefecture.get("/prefecture/dossiers/\(id)/avis").form("Demander l’avis").filling("Demandé à", "La DDT")
                .filling("Question", "Et vous, qu’en dites-vous ?"))
        let sansMot = try await prefecture.press(try inscrit.form("Inscrire l’avis"), button: "Inscrire l’avis")
        #expect(try sansMot.status == 422 && sansMot.faults == [] && sansMot.says("Choisissez favorable"))
        let clos = try await prefecture.submit(try inscrit.form("Clore sans réponse"), button: "Clore sans réponse")
        #expect(try clos.says("Sans réponse, clos le"))
        let dossier = try await scene.lire(id)
        let mairie = try await Browser(scene.mairie).get("/operations/\(dossier.operationId)/dossiers/\(id)")
        #expect(try !mairie.says("Le lieu voisin suffit."))
    }

    @Test("chacun règle ses courriels ; la page dit quand rien ne part")
    func courriels() async throws {
        let scene = try await Scene()
        let prefecture = try await Browser(scene.prefecture)
        let page = try await prefecture.get("/courriels")
        #expect(try page.faults == [] && page.says("Les courriels ne partent pas encore"))
        _ = try await prefecture.submit(try page.form("Enregistrer").choosing("À chaque fois"))
        let garde = try await scene.base.app.read(as: scene.prefecture.identity) {
            try await RythmeCourriel.of(scene.prefecture.agent, in: $0)
        }
        #expect(garde == .immediat)
        let mairie = try await Browser(scene.mairie).get("/courriels")
        #expect(try mairie.faults == [] && mairie.says("Ce que vous recevez"))
        let programme = try await Browser(try await Acteur.responsable()).get("/courriels")
        #expect(try programme.faults == [] && programme.says("Où en est l’envoi"))
    }
}
