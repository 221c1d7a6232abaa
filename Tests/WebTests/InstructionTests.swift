import Model
import Store
import TestSupport
import Testing
import Web

/// What the préfecture reads and does, on forms that come back and lists that turn.
@Suite("Instruire", .postgresql)
struct InstructionTests {
    @Test("ce qui ne tient pas dans l’enveloppe est annoncé, puis refusé sur le formulaire avec ce qui reste")
    func disponible() async throws {
        let scene = try await Scene(enveloppe: .euros(1_000))
        try await scene.passer(try await scene.recu(demandant: .euros(900)), a: .complet, par: scene.prefecture)
        let id = try await scene.recu(demandant: .euros(200))
        let prefecture = try await Browser(scene.prefecture)
        let page = try await prefecture.get("/prefecture/dossiers/\(id)")
        #expect(try page.says("L’enveloppe ne suffit pas") && page.says("Il reste 100,00 € et le dossier demande 200,00 €"))
        let refus = try await prefecture.press(try page.form("Constater la complétude"))
        #expect(
            try refus.status == 422 && refus.faults == [] && refus.says("n’a pas assez de disponible pour ce dossier. Il reste 100,00 €"))
        #expect(try refus.form("Constater la complétude").value("Complet le") == jourDesEssais.description)
        #expect(try await scene.lire(id).etat == .recu)
        #expect(try await scene.situation().reserveCentimes == .euros(900))
    }

    @Test("un montant qui ne se lit pas, ou qui dépasse la dépense, revient avec son taux et tout ce qui était tapé")
    func montants() async throws {
        let scene = try await Scene(enveloppe: .euros(1_000))
        let id = try await scene.recu(demandant: .euros(900))
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        let prefecture = try await Browser(scene.prefecture)
        let form = try await prefecture.get("/prefecture/dossiers/\(id)").form("Accorder")
        #expect(try form.value("Montant accordé") == "900,00")
        let trop = try await prefecture.press(form.filling("Montant accordé", "900,01").filling("Engagement juridique", "EJ-77"))
        #expect(try trop.status == 422 && trop.faults == [] && trop.says("dépasse la dépense retenue, 900,00 €"))
        #expect(
            try trop.form("Accorder").value("Montant accordé") == "900,01" && trop.form("Accorder").value("Engagement juridique") == "EJ-77"
        )
        let illisible = try await prefecture.press(form.filling("Montant accordé", "neuf cents"))
        #expect(try illisible.status == 422 && illisible.says("« neuf cents » n’est pas un montant"))
        #expect(try await scene.lire(id).etat == .complet)
    }

    @Test("une case cochée ne vaut que pour les montants dont on a lu les avertissements")
    func avertissementsLus() async throws {
        let scene = try await Scene(enveloppe: .euros(20_000))
        let id = try await scene.recu(demandant: .euros(12_000))
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        let prefecture = try await Browser(scene.prefecture)
        let page = try await prefecture.get("/prefecture/dossiers/\(id)")
        #expect(try page.says("Le montant dépasse le plafond du dispositif, 10 000,00 € par opération"))
        let lu = try page.form("Accorder").choosing("J’ai lu ces avertissements").filling("Montant accordé", "11 000")
        let refus = try await prefecture.press(lu)
        #expect(try refus.status == 422 && refus.says("Taux de l’arrêté : 91,67 %") && refus.title.hasPrefix("Erreur"))
        #expect(try await scene.lire(id).etat == .complet)
    }

    @Test("sans motif, la correction, le refus et le classement reviennent dépliés, avec leur phrase")
    func motifs() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        let id = try await scene.recu(demandant: .euros(500))
        let prefecture = try await Browser(scene.prefecture)
        let page = try await prefecture.get("/prefecture/dossiers/\(id)")
        for (bouton, adresse) in [("Demander la correction", "correction"), ("Classer sans suite", "decision")] {
            let retour = try await prefecture.press(try page.form(bouton), button: bouton)
            #expect(try retour.status == 422 && retour.faults == [] && retour.says("Écrivez le motif"), "\(adresse)")
            #expect(try retour.document.all("details").contains { $0["open"] != nil && $0.text.contains("Motif") })
        }
        let corrige = try await prefecture.submit(
            try page.form("Demander la correction").filling("Motif", "Le devis n’est pas daté."), button: "Demander la correction")
        #expect(try corrige.says("Le porteur corrige son dossier") && corrige.says("Le devis n’est pas daté."))
        #expect(try await scene.lire(id).etat == .aCorriger)
    }

    @Test("une date à venir, ou antérieure au dépôt, est refusée à côté du champ")
    func dates() async throws {
        let scene = try await Scene(enveloppe: .euros(5_000))
        let id = try await scene.recu(demandant: .euros(500))
        let prefecture = try await Browser(scene.prefecture)
        let form = try await prefecture.get("/prefecture/dossiers/\(id)").form("Constater la complétude")
        for (texte, phrase) in [
            (jourDesEssais.adding(days: 1).description, "pas encore arrivée"), ("2019-01-01", "antérieure"),
            ("bientôt", "Écrivez une date"),
        ] {
            let retour = try await prefecture.press(try form.filling("Complet le", texte))
            #expect(try retour.status == 422 && retour.says(phrase), "\(texte) : \(retour.errors)")
        }
    }

    @Test("un acte dont le papier ne s’imprime pas reste enregistré ; la page le dit et propose de l’écrire")
    func papierManquant() async throws {
        let scene = try await Scene(enveloppe: .euros(1_000))
        // Its amount is not of any plan: the receipt that would print it is refused.
        let id = try await scene.recu(demandant: .euros(300))
        let prefecture = try await Browser(scene.prefecture)
        let page = try await prefecture.submit(try await prefecture.get("/prefecture/dossiers/\(id)").form("Constater la complétude"))
        #expect(try page.status == 200 && page.faults == [] && page.says("L’acte est enregistré, mais son papier n’a pas pu être écrit"))
        #expect(try await scene.lire(id).etat == .complet)
        let encore = try await prefecture.submit(try page.form("Écrire ce qui manque"))
        #expect(try encore.says("n’a pas pu être écrit") && encore.form("Écrire ce qui manque").method == "post")
    }

    @Test("la liste tourne par clé : 25 dossiers, les suivants, et retour à la même page")
    func pages() async throws {
        let scene = try await Scene(enveloppe: .euros(20_000))
        for rang in 0..<27 { _ = try await scene.recu(demandant: .euros(100 + Int64(rang))) }
        let prefecture = try await Browser(scene.prefecture)
        let premiere = try await prefecture.get("/prefecture/dossiers")
        #expect(try dossiers(premiere).count == 25 && premiere.says("27 dossiers : coût total 3 051 € HT, sollicité 3 051 €"))
        let seconde = try await prefecture.click("Suivant", on: premiere)
        #expect(try dossiers(seconde).count == 2 && Set(dossiers(premiere)).isDisjoint(with: dossiers(seconde)))
        let retour = try await prefecture.click("Précédent", on: seconde)
        #expect(try dossiers(retour) == dossiers(premiere))
        #expect(try await prefecture.get("/prefecture/dossiers?q=introuvable&apres=nimporte").says("Rien ne répond"))
        let csv = try await prefecture.click("Exporter cette liste", on: premiere)
        #expect(csv.headers["content-type"] == "text/csv; charset=utf-8" && csv.body.split(separator: "\r\n").count == 28)
    }

    @Test("chaque figure de l’enveloppe mène aux mouvements de la commune, et à l’allocation que toute préfecture peut lire")
    func mouvements() async throws {
        let scene = try await Scene(enveloppe: .euros(2_000))
        let id = try await scene.recu(demandant: .euros(700))
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        let enveloppe = try #require(scene.enveloppe)
        let prefecture = try await Browser(scene.prefecture)
        let page = try await prefecture.get("/enveloppes/\(enveloppe)")
        #expect(try page.says("1 300 €") && page.says("un repère, pas un droit") && page.says("Allocation"))
        let commune = try await prefecture.get("/enveloppes/\(enveloppe)?commune=\(scene.mairie.codeInsee ?? "")")
        #expect(try commune.says("Réservation") && commune.says("700,00 €") && !commune.says("Allocation"))
        let voisine = try await Browser(try await Acteur.prefecture(Departements.suivant()))
        let dehors = try await voisine.get("/enveloppes/\(enveloppe)")
        let numero = try await scene.lire(id).numero
        #expect(try dehors.says("Allocation") && !dehors.says("Réservation") && !dehors.says(numero))
    }

    /// The dossiers of the table, in its order.
    private func dossiers(_ page: Page) throws -> [String] {
        try page.document.all("table").flatMap { $0.all("a") }.compactMap { $0["href"] }.filter { $0.hasPrefix("/prefecture/dossiers/") }
    }
}
