import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing
import Web

@Suite("Les documents à imprimer", .postgresql)
struct EditionsTests {
    /// A draft with a true plan.
    private func brouillon(_ scene: Scene) async throws -> (String, Browser) {
        let projet = try await scene.projet("K02")
        let mairie = try await Browser(scene.mairie)
        let page = try await mairie.submit(try await mairie.get("/operations/\(projet)/plan").form("Préparer les"))
        let lien = try #require(try page.links.first { $0.contains("/dossiers/") && !$0.contains("#") })
        return (lien.split(separator: "?")[0].description, mairie)
    }

    @Test("la délibération se reprend avec les mots de la mairie, pas avec d’autres montants ; elle s’imprime et s’ouvre en ODT")
    func deliberation() async throws {
        let scene = try await Scene(enveloppe: .euros(20_000))
        let (adresse, mairie) = try await brouillon(scene)
        let page = try await mairie.get(adresse + "/deliberation")
        #expect(page.status == 200 && page.faults == [], "\(page.journal)")
        let form = try page.form("Enregistrer le texte")
        let faux = try await mairie.press(try form.filling("Article 1", "L’opération est adoptée pour un coût de 1,00 €."))
        #expect(try faux.status == 422 && (faux.says("doit dire le montant du plan")))
        #expect(try faux.form("Enregistrer le texte").value("Article 1").contains("1,00"), "rien de ce qui est tapé ne se perd")
        let ajout = "Le conseil donne délégation au maire pour signer l’emprunt du relais."
        let garde = try await mairie.submit(
            try form.filling("Article de plus", ajout).filling("Exposé", "Un exposé bien à nous.\n\nEn deux paragraphes."))
        #expect(try garde.says("est enregistré") && garde.faults == [])
        let pdf = try await mairie.get(adresse + "/editions/deliberation.pdf")
        #expect(pdf.status == 200 && pdf.headers["content-type"] == "application/pdf")
        let odt = try await mairie.get(adresse + "/editions/deliberation.odt")
        #expect(odt.bytes.starts(with: [0x50, 0x4B]) && odt.headers["content-disposition"]?.hasPrefix("attachment") == true)
        let repris = try await mairie.submit(try await mairie.get(adresse + "/deliberation").form("Reprendre le texte de Trousse"))
        #expect(try repris.form("Enregistrer le texte").value("Article de plus") == "")
    }

    @Test("la lettre, la synthèse et le panneau s’impriment, du brouillon comme du dossier déposé ; une autre mairie ne les voit pas")
    func editions() async throws {
        let scene = try await Scene(enveloppe: .euros(20_000))
        let (adresse, mairie) = try await brouillon(scene)
        #expect(try await mairie.get(adresse).links.count { $0.contains("/editions/") } == 3)
        for nom in ["lettre", "synthese", "panneau"] {
            let pdf = try await mairie.get("\(adresse)/editions/\(nom)")
            #expect(pdf.status == 200 && pdf.bytes.starts(with: Array("%PDF".utf8)), "\(nom) \(pdf.journal)")
        }
        #expect(try await mairie.get(adresse + "/editions/autre").status == 404)
        let voisine = try await Browser(try await Acteur.mairie(departement: scene.departement))
        #expect(try await voisine.get(adresse + "/editions/lettre").status == 404)
        #expect(try await voisine.get(adresse + "/deliberation").status == 404)
    }
}
