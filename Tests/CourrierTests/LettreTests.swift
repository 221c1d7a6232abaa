import Courrier
import Foundation
import Model
import Testing

@Suite("Les lettres")
struct LettreTests {
    private let adresse = "https://trousse.exemple.fr"

    @Test("chaque genre a sa lettre : un objet d’une ligne, un seul lien, un titre, la langue", arguments: GenreCourriel.allCases)
    func chacun(genre: GenreCourriel) throws {
        let lettre = try #require(Lettre.exemples.first { $0.nom == genre.rawValue }?.lettre)
        let (texte, html) = (lettre.texte(adresse: adresse), lettre.html(adresse: adresse))
        #expect((10...150).contains(lettre.objet.count) && !lettre.objet.contains("\n") && !lettre.objet.contains("nil"))
        #expect(html.components(separatedBy: "<a ").count == 2 && html.components(separatedBy: "<h1").count == 2)
        #expect(html.contains("<html lang=\"fr\">") && !html.contains("<img") && !html.contains("<script"))
        #expect(texte.contains("\(adresse)/") && html.contains("href=\"\(adresse)/"))
        #expect(html.utf8.count < 8_000 && !texte.contains("<") && !texte.contains("Optional"))
        for phrase in texte.split(separator: "\n") where phrase.contains("'") { Issue.record("apostrophe droite : \(phrase)") }
    }

    @Test("l’objet dit les mots que le porteur connaît, le numéro et le dispositif")
    func objets() throws {
        let objets = Dictionary(Lettre.exemples.map { ($0.nom, $0.lettre.objet) }, uniquingKeysWith: { $1 })
        for (genre, suite) in [
            ("depose", "a bien été déposé"), ("en_instruction", "va être examiné"), ("reexamine", "est en train d’être réexaminé"),
            ("accepte", "a été accepté"), ("refuse", "a été refusé"), ("classe_sans_suite", "a été classé sans suite"),
        ] { #expect(objets[genre] == "Votre dossier n°\u{A0}TR-2027-03-000042 \(suite) (DETR)") }
        #expect(objets["resume"] == "Vos dossiers du 23 novembre 2026\u{A0}: 2 nouveaux dossiers, 1 message reçu, 1 date qui approche")
    }

    @Test("ce qu’une personne a écrit n’est jamais du HTML, ni une ligne d’en-tête de plus")
    func echappe() {
        var faits = FaitsCourriel()
        (faits.texte, faits.auteur, faits.numero) = ("<script>alert(1)</script>\n\nDeux", "A & B", "1\r\nBcc: x@y.fr")
        let lettre = Lettre(.message, faits)
        let html = lettre.html(adresse: adresse)
        #expect(html.contains("&lt;script&gt;") && !html.contains("<script>") && html.contains("A &amp; B"))
        #expect(lettre.objet.unicodeScalars.allSatisfy { $0.value >= 32 })
    }

    @Test("hors DETR et DSIL, aucun article du CGCT n’est cité")
    func autresAides() {
        var faits = FaitsCourriel()
        faits.dispositif = "Lieux"
        for genre in [GenreCourriel.depose, .accepte] { #expect(!Lettre(genre, faits).texte(adresse: adresse).contains("CGCT")) }
    }
}

@Suite("Les réglages de l’envoi")
struct ReglagesTests {
    @Test("le chiffrement est exigé, sauf vers cette machine ou si c’est dit")
    func chiffrement() throws {
        let attendus: [(url: String, tls: ServeurSMTP.TLS, port: Int)] = [
            ("smtps://a:b@smtp.exemple.fr", .direct, 465), ("smtp://a:b@smtp.exemple.fr", .starttls, 587),
            ("smtp://smtp.exemple.fr:2525", .starttls, 2_525), ("smtp://127.0.0.1:1025", .aucun, 1_025),
            ("smtp://[::1]:1025", .aucun, 1_025), ("smtp://relais.interne?tls=aucun", .aucun, 25),
        ]
        for attendu in attendus {
            let serveur = try ServeurSMTP(url: attendu.url)
            #expect(serveur.tls == attendu.tls && serveur.port == attendu.port, "\(attendu.url)")
        }
    }

    @Test(
        "ce qui ne se lit pas est dit sans montrer le secret",
        arguments: [
            "http://a:secret@b", "smtp://", "smtp://b?tls=peut-etre", "smtp://b?x=1", "smtp://a:secret@b.fr?tls=aucun", "n’importe quoi",
        ])
    func illisible(url: String) {
        let refus = #expect(throws: ReglageCourrier.self) { try ServeurSMTP(url: url) }
        #expect(refus?.description.contains("secret@b") == false)
    }

    @Test("sans serveur rien ne part ; avec lui, l’adresse d’envoi est exigée")
    func environnement() throws {
        for vide in [[:], ["TROUSSE_SMTP_URL": ""]] {
            let lus = try ReglagesCourrier.lire(vide)
            #expect(lus == nil)
        }
        #expect(throws: ReglageCourrier.self) { try ReglagesCourrier.lire(["TROUSSE_SMTP_URL": "smtp://127.0.0.1"]) }
        for de in ["a", "a@b\nBcc: c@d", "A <a@b.fr>", "a@b, c@d"] {
            #expect(throws: ReglageCourrier.self) {
                try ReglagesCourrier.lire(["TROUSSE_SMTP_URL": "smtp://127.0.0.1", "TROUSSE_COURRIEL_DE": de])
            }
        }
        let lus = try ReglagesCourrier.lire([
            "TROUSSE_SMTP_URL": "smtp://127.0.0.1", "TROUSSE_COURRIEL_DE": "trousse@exemple.fr", "TROUSSE_ADRESSE": "https://a.fr/t/",
        ])
        #expect(lus?.adresse == "https://a.fr/t" && lus?.expediteur == "trousse@exemple.fr")
    }
}
