import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing

/// From a call to a kit of the catalogue, each by its own browser.
@Suite("Le concours, de la consultation au catalogue", .postgresql, .freshDatabase)
struct ConcoursTests {
    @Test("une conceptrice propose, une préfecture note, le programme publie : le kit est au catalogue avec sa provenance")
    func deBoutEnBout() async throws {
        let base = try await TestDatabase.current
        let (programme, conceptrice, relectrice) = (
            try await Acteur.responsable(), try await Acteur.concepteur(), try await Acteur.prefecture("03")
        )
        let bureau = try await Browser(programme)
        var page = try await bureau.get("/concours/nouvelle")
        page = try await bureau.submit(page.form("Ouvrir la consultation").with(["titre": "Un guichet", "criteres": "Utilité 60"]))
        #expect(try page.status == 422 && page.text.contains("suivi de son poids"))
        page = try await bureau.submit(
            page.form("Ouvrir la consultation").with([
                "objet": "Un guichet qui se plie", "jury": "Trois maires", "ouverte_le": "2020-01-01", "cloture_le": "2090-01-01",
                "jury_le": "2090-02-01", "criteres": "Utilité : 60\nCoût : 40",
            ]))
        #expect(try page.status == 200 && page.text.contains("60,0"))
        let consultation = page.address

        let atelier = try await Browser(conceptrice)
        page = try await atelier.get(consultation)
        page = try await atelier.submit(page.form("Commencer la proposition").with(["titre": "X"]))
        #expect(page.status == 422)
        page = try await atelier.submit(
            page.form("Commencer la proposition").with([
                "titre": "Guichet pliant", "phrase": "Un guichet qui tient dans un coffre de voiture.", "destinataire": "Mairie rurale",
                "licence": "CC BY-SA 4.0",
            ]))
        let adresse = page.address
        page = try await atelier.submit(page.form("Déposer la proposition"))
        #expect(try page.status == 422 && page.text.contains("aucun article de base"))
        page = try await atelier.submit(page.form("Ajouter l’article").with(["article": "inf-999"]))
        #expect(try page.status == 422 && page.text.contains("INF-999"))
        page = try await atelier.submit(page.form("Ajouter l’article").with(["article": "inf-002", "quantite": "3"]))
        #expect(try page.text.contains("1\u{202F}140,00") || page.text.contains("1 140,00"))
        page = try await atelier.submit(
            page.form("Joindre le fichier").attaching("Fichier", name: "plans.pdf", FichierEssai.pdf("plans")))
        #expect(try page.status == 200 && page.text.contains("plans.pdf"))
        // A reviewer sees nothing of a draft.
        #expect(try await Browser(relectrice).visit(adresse).status == 404)
        page = try await atelier.submit(page.form("Déposer la proposition"))
        #expect(try page.text.contains("En revue"))

        let prefecture = try await Browser(relectrice)
        page = try await prefecture.get(adresse)
        page = try await prefecture.submit(page.form("Garder mon avis").with(["note_1": "21", "note_2": "11"]))
        #expect(try page.status == 422 && page.text.contains("0 à 20"))
        page = try await prefecture.submit(page.form("Garder mon avis").with(["note_1": "16", "avis": "Utile partout."]))
        #expect(try page.status == 200 && page.text.contains("Votre avis est gardé"))

        page = try await bureau.get(consultation)
        #expect(try page.text.contains("14,0"), "16 × 60 % + 11 × 40 %")
        #expect(try await Browser().visit(adresse).status == 404)
        page = try await bureau.submit(try await bureau.get(adresse).form("Présenter au jury"))
        page = try await bureau.submit(page.form("Publier au catalogue"))
        #expect(try page.text.contains("Lauréate") && page.text.contains("Kit K1001"))
        let visiteur = try await Browser()
        #expect(try await visiteur.get(adresse).faults == [])
        let kit = try await visiteur.get("/catalogue/kits/K1001")
        #expect(try kit.text.contains("Guichet pliant") && kit.text.contains("Lauréat du concours"))
        let provenance = try await base.app.read(as: .visiteur) { try await Provenance.of(kit: "K1001", in: $0) }
        #expect(provenance?.atelier == conceptrice.organisationNom && provenance?.estLaureate == true && provenance?.publieeLe != nil)
        #expect(try await base.app.read(as: .visiteur) { try await Provenance.of(kit: "K02", in: $0) } == nil)
        // Withdrawing says why; the kit leaves the catalogue, its version stays.
        page = try await bureau.submit(try await bureau.get(adresse).form("Retirer du catalogue").with(["motif_retire": ""]))
        #expect(try page.status == 422 && page.text.contains("Écrivez le motif"))
        page = try await bureau.submit(page.form("Retirer du catalogue").with(["motif_retire": "Le fabricant a fermé."]))
        #expect(try page.text.contains("Retirée du catalogue"))
        #expect(try await visiteur.visit("/catalogue/kits/K1001").status == 404)
    }

    @Test("une commune déclare une intention, la change, la retire ; le programme lit les totaux et le fichier")
    func intentions() async throws {
        let (programme, mairie, autre) = (
            try await Acteur.responsable(), try await Acteur.mairie(), try await Acteur.mairie(departement: "63")
        )
        let bureau = try await Browser(programme)
        var page = try await bureau.submit(
            try await bureau.get("/achats-groupes").form("Ouvrir l’achat groupé").with([
                "titre": "Portables", "code": "k99", "cloture_le": "2090-01-01",
            ]))
        #expect(try page.status == 422 && page.text.contains("K99"))
        page = try await bureau.submit(page.form("Ouvrir l’achat groupé").with(["code": "K17"]))
        let adresse = page.address
        for (acteur, quantite) in [(mairie, "3"), (autre, "4")] {
            let browser = try await Browser(acteur)
            page = try await browser.submit(
                try await browser.get(adresse).form("Déclarer l’intention").with(["quantite": quantite, "precision": "=1+1"]))
            #expect(try page.status == 200 && page.text.contains("Ce n’est pas une commande"))
            #expect(page.faults == [])
        }
        page = try await bureau.get(adresse)
        #expect(try page.faults == [] && page.text.contains("Puy-de-Dôme (63)") && page.text.contains("7"))
        let csv = try await bureau.visit(adresse + "/intentions.csv")
        let lines = String(decoding: csv.bytes, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.count == 3 && lines[1].hasPrefix("03;Allier;") && lines[1].contains(";3;'=1+1;"))
        let browser = try await Browser(mairie)
        page = try await browser.submit(try await browser.get(adresse).form("Changer l’intention").with(["quantite": "0"]))
        #expect(try page.form("Déclarer l’intention").action.isEmpty == false)
        #expect(
            String(decoding: try await bureau.visit(adresse + "/intentions.csv").bytes, as: UTF8.self).split(separator: "\r\n").count == 2)
        let prefecture = try await Browser(try await Acteur.prefecture("03"))
        #expect(try await !(prefecture.get(adresse).text.contains("Puy-de-Dôme")))
    }
}

extension Form {
    /// Fields by their names.
    fileprivate func with(_ champs: [String: String]) -> Form { champs.reduce(self) { $0.forging($1.key, $1.value) } }
}
