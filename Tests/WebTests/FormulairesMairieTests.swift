import Foundation
import Model
import Testing

@testable import Web

/// What the mairie's forms make of what was typed, before any database.
@Suite("Les formulaires de la mairie")
struct FormulairesMairieTests {
    private let aujourdhui = LocalDate(2026, 11, 21)!
    private let devis = PieceExigee(code: "1.4", nom: "Devis", fichier: "devis", description: "", source: "", generee: false)
    private let pdf = Data("%PDF-1.7\n…".utf8)

    private func piece(_ nom: String, _ octets: Data, code: String = "1.4", date: String? = nil) throws(FormErrors) -> PieceForm.Draft {
        var saisie = Saisie()
        saisie.add("code", code)
        if let date { saisie.add("date_document", date) }
        saisie.add("fichier", Saisie.Fichier(nom: nom, octets: octets))
        return try PieceForm(saisie).draft([devis], aujourdhui: aujourdhui)
    }

    @Test(
        "le nom gardé porte le numéro de la pièce et l’extension que son contenu mérite",
        arguments: [
            ("devis.pdf", "1.4-devis.pdf"), ("C:\\Bureau\\Mon devis.PDF", "1.4-Mon devis.pdf"), ("../../etc/passwd", "1.4-passwd.pdf"),
            ("1.4-devis signé.pdf", "1.4-devis signé.pdf"), ("\u{7}?*.pdf", "1.4-devis.pdf"), ("facture.exe", "1.4-facture.exe.pdf"),
            ("é\u{202E}fdp.pdf", "1.4-éfdp.pdf"), ("NUL.pdf", "1.4-_NUL.pdf"),
        ])
    func nom(donne: String, garde: String) throws { #expect(try piece(donne, pdf).nomFichier(.pdf) == garde) }

    @Test("un fichier absent, vide, trop lourd ou d’une pièce inconnue dit quoi faire, en une fois ; une date à venir aussi")
    func refus() throws {
        #expect(throws: FormErrors("fichier", "Choisissez un fichier PDF, PNG ou JPEG sur votre ordinateur.")) {
            var saisie = Saisie()
            saisie.add("code", "1.4")
            _ = try PieceForm(saisie).draft([devis], aujourdhui: aujourdhui)
        }
        #expect(throws: FormErrors.self) { try piece("vide.pdf", Data()) }
        #expect(throws: FormErrors.self) {
            _ = try PieceForm.fichier(Saisie.Fichier(nom: "lourd.pdf", octets: Data(), estTropLourd: true))
        }
        do {
            _ = try piece("a.txt", Data(), code: "9.9", date: "2026-11-22")
            Issue.record("rien n’a été refusé")
        } catch { #expect(error.messages.map(\.field) == ["code", "date_document", "fichier"]) }
        #expect(try piece("a.pdf", pdf, date: "21/11/2026").dateDocument == aujourdhui)
    }

    @Test("une commande porte un fournisseur et une date qui n’est pas à venir ; la date s’écrit des deux façons")
    func commande() throws {
        func draft(_ fournisseur: String, _ date: String) throws(FormErrors) -> LocalDate {
            try CommandeForm(Saisie(urlEncoded: "fournisseur=\(fournisseur)&passee_le=\(date)")).draft(aujourdhui: aujourdhui).passeeLe
        }
        #expect(try draft("Bocage", "2026-11-20") == LocalDate(2026, 11, 20))
        #expect(try draft("Bocage", "21/11/2026") == aujourdhui)
        for (fournisseur, date) in [("", "2026-11-20"), ("B", "2026-11-20"), ("Bocage", "2026-11-22"), ("Bocage", "demain")] {
            #expect(throws: FormErrors.self) { try draft(fournisseur, date) }
        }
    }

    @Test("un kit en route vers un projet garde sa quantité et ses options dans l’adresse")
    func kitChoisi() {
        let choix = KitChoisi(code: "K05", quantite: 2, options: ["MOB-R01", "MOB-R02"])
        let relu = KitChoisi { nom in choix.parametres.first { $0.name == nom }?.value }
        #expect(relu == choix)
        #expect(KitChoisi { _ in nil } == nil)
        #expect(KitChoisi { ["kit": "K05", "quantite": "1000"][$0] }?.quantite == 99)
    }
}
