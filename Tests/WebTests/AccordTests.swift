import Model
import TestSupport
import Testing
import Web

/// The decision of a préfecture: base, rate and amount move together, and what the law refuses comes with the nearest that it allows.
@Suite("Accorder dans la loi", .postgresql)
struct AccordTests {
    /// One for the suite: départements are counted.
    private static let commune = Task { try await Scene(enveloppe: .euros(20_000)) }

    private func complet(_ montant: Int64) async throws -> (scene: Scene, page: Page, prefecture: Browser) {
        let scene = try await Self.commune.value
        let id = try await scene.recu(demandant: .euros(montant))
        try await scene.passer(id, a: .complet, par: scene.prefecture)
        let prefecture = try await Browser(scene.prefecture)
        return (scene, try await prefecture.get("/prefecture/dossiers/\(id)"), prefecture)
    }

    @Test("C14, C19 — au-delà de 80 %, refusé avec le maximum, qu’un lien prend tel quel")
    func plusProche() async throws {
        let (_, page, prefecture) = try await complet(900)
        #expect(try page.faults == [] && page.says("Le maximum permis est 720,00 € (80,00 %)"))
        let refus = try await prefecture.press(try page.form("Accorder"))
        #expect(try refus.status == 422 && refus.faults == [] && refus.says("Le maximum permis est 720,00 € (80,00 %)"))
        let pris = try await prefecture.click("Prendre 720,00 €", on: refus)
        #expect(try pris.status == 200 && pris.faults == [] && !pris.says("Le maximum permis"))
        #expect(try pris.form("Accorder").value("Montant accordé") == "720,00" && pris.form("Accorder").value("Taux") == "80,0")
        #expect(try pris.says("Le plan avec cette décision") && pris.says("720,00 €"))
        #expect(try await prefecture.press(try pris.form("Accorder")).status == 303)
    }

    @Test("C16 — le montant suit la dépense ou le taux, le taux suit le montant")
    func ensemble() async throws {
        let (_, page, prefecture) = try await complet(900)
        let parTaux = try await prefecture.submit(try page.form("Accorder").filling("Taux", "50"), button: "Recalculer")
        #expect(try parTaux.form("Accorder").value("Montant accordé") == "450,00" && !parTaux.address.contains("jeton="))
        let parBase = try await prefecture.submit(
            try parTaux.form("Accorder").filling("Dépense retenue", "600"), button: "Recalculer")
        #expect(try parBase.form("Accorder").value("Montant accordé") == "300,00" && parBase.form("Accorder").value("Taux") == "50,0")
        let parMontant = try await prefecture.submit(
            try parBase.form("Accorder").filling("Montant accordé", "150"), button: "Recalculer")
        #expect(try parMontant.form("Accorder").value("Taux") == "25,0" && parMontant.faults == [])
        let oubli = try await prefecture.press(try parMontant.form("Accorder").filling("Taux", "40"))
        #expect(try oubli.status == 422 && oubli.says("« Recalculer » le met à jour avant d’accorder"))
        let base = try await prefecture.submit(
            try page.form("Accorder").filling("Dépense retenue", "1 000"), button: "Recalculer")
        #expect(try base.says("La dépense retenue ne dépasse pas le coût de l’opération, 900,00 €") && base.says("Retenir 900,00 €"))
    }

    @Test("un essai illisible garde ce qui était tapé")
    func illisible() async throws {
        let (_, page, prefecture) = try await complet(900)
        let retour = try await prefecture.press(try page.form("Accorder").filling("Dépense retenue", "beaucoup"), button: "Recalculer")
        #expect(try retour.status == 422 && retour.faults == [] && retour.form("Accorder").value("Dépense retenue") == "beaucoup")
    }
}
