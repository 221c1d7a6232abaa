import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing
import Web

/// What somebody sends to break the server or to hide something in it: a French sentence, and nothing left behind.
@Suite("Un envoi hostile", .postgresql, .freshDatabase, .serialized)
struct EnvoisHostilesTests {
    private static func zip(_ nom: String) -> [UInt8] { Array("PK\u{3}\u{4}".utf8) + Array(nom.utf8) + FichierEssai.finDeZip }
    private static func png(_ cote: UInt32) -> [UInt8] {
        // The size that the header announces is changed, its checksum is not: the chunk no longer holds.
        var bytes = FichierEssai.png
        bytes.replaceSubrange(16..<20, with: withUnsafeBytes(of: cote.bigEndian, Array.init))
        return bytes
    }

    private struct Cas: CustomTestStringConvertible, Sendable {
        let nom: String
        let octets: [UInt8]
        let phrase: String
        init(_ nom: String, _ octets: [UInt8], _ phrase: String) { (self.nom, self.octets, self.phrase) = (nom, octets, phrase) }
        var testDescription: String { nom }
    }

    private static let cas: [Cas] = [
        Cas("page.pdf", Array("<html><script>alert(1)</script>".utf8), "ni un PDF, ni une image"),
        Cas("programme.pdf", Array("MZ\u{0}\u{0}".utf8), "ni un PDF, ni une image"),
        Cas("vide.pdf", [], "est vide"),
        Cas("bombe.zip", zip("a"), "C’est une archive"),
        Cas("devis.docx", zip("[Content_Types].xml"), "document de bureautique"),
        Cas("photo.heic", [0, 0, 0, 24] + Array("ftypheic".utf8), "n’est ni PNG, ni JPEG"),
        Cas("coupé.pdf", Array(FichierEssai.pdf().prefix(200)), "incomplet"),
        Cas("abîmé.pdf", Array("%PDF-1.7\n%%EOF\n".utf8), "ne s’ouvre pas"),
        Cas("zip.pdf", FichierEssai.pdf(apres: zip("a")), "contient autre chose"),
        Cas("html.pdf", Array("%PDF-1.7\n<html><body>".utf8) + FichierEssai.pdf().dropFirst(9), "contient autre chose"),
        Cas("js.pdf", FichierEssai.pdf(catalogue: "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "un programme ou une action"),
        Cas("lance.pdf", FichierEssai.pdf(catalogue: "/OpenAction << /S /Launch /F (cmd.exe) >>"), "un programme ou une action"),
        Cas("pages.pdf", FichierEssai.pdf(pages: 501), "plus de 500 pages"),
        Cas("géante.png", png(60_000), "incomplet"),
        Cas("suivie.png", FichierEssai.png + Array("<script>".utf8), "contient autre chose"),
        Cas("coupée.png", Array(FichierEssai.png.dropLast(6)), "incomplet"),
    ]

    @Test("d’un faux document est refusé avec sa phrase, à son champ, sans laisser ni ligne, ni octet, ni fichier", arguments: cas)
    private func fichiers(_ cas: Cas) async throws {
        let (scene, adresse, mairie) = try await brouillon()
        let form = try await mairie.get(adresse).form("Joindre la pièce").selecting("Devis", in: "Pièce").attaching(
            "Fichier", name: cas.nom, cas.octets)
        let avant = try await traces(scene)
        let page = try await mairie.press(form)
        #expect(page.status == 422 && page.faults == [], "\(page.status) \(page.journal)")
        #expect(try page.title.hasPrefix("Erreur") && page.says(cas.phrase))
        #expect(try await traces(scene) == avant)
    }

    @Test(
        "au nom piégé est gardé sous un nom sûr",
        arguments: [
            ("../../etc/passwd", "1.4-passwd.pdf"), ("C:\\temp\\devis.pdf", "1.4-devis.pdf"),
            ("devis\u{202E}fdp.exe", "1.4-devisfdp.exe.pdf"),
            ("a\u{0009}b.pdf", "1.4-a b.pdf"), ("nul.pdf", "1.4-_nul.pdf"),
            (String(repeating: "é", count: 400) + ".pdf", String(repeating: "é", count: 100)),
        ])
    func noms(donne: String, garde: String) async throws {
        let (_, adresse, mairie) = try await brouillon()
        let form = try await mairie.get(adresse).form("Joindre la pièce").selecting("Devis", in: "Pièce").attaching(
            "Fichier", name: donne, FichierEssai.pdf("nom"))
        let page = try await mairie.submit(form)
        #expect(page.status == 200 && page.faults == [], "\(page.journal)")
        #expect(try page.says(garde))
    }

    @Test("en double prend un rang ; deux fichiers dans un même champ sont refusés")
    func doublons() async throws {
        let (scene, adresse, mairie) = try await brouillon()
        let depart = try await traces(scene)
        for attendu in ["1.4-devis.pdf", "1.4-devis_2.pdf"] {
            let form = try await mairie.get(adresse).form("Joindre la pièce").selecting("Devis", in: "Pièce")
            let page = try await mairie.submit(try form.attaching("Fichier", name: "devis.pdf", FichierEssai.pdf("double")))
            #expect(try page.says(attendu))
        }
        let avant = try await traces(scene)
        #expect(avant.pieces == depart.pieces + 2 && avant.contenus == depart.contenus + 1, "le même fichier deux fois : un contenu")
        let (type, octets) = try await mairie.get(adresse).form("Joindre la pièce").selecting("Devis", in: "Pièce").attaching(
            "Fichier", name: "a.pdf", FichierEssai.pdf("a")
        )
        .encoded
        let separateur = "--" + (type.split(separator: "=").last.map(String.init) ?? "")
        let autre = "\(separateur)\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"b.pdf\"\r\n\r\n%PDF-\r\n"
        let fin = Array("\(separateur)--\r\n".utf8)
        let page = try await mairie.post(adresse + "/pieces", type: type, octets.dropLast(fin.count) + Array(autre.utf8) + fin)
        #expect(try page.status == 422 && (page.says("Deux fichiers")), "\(page.status)")
        #expect(try await traces(scene) == avant)
    }

    @Test("coupé en route, de dix mille parties, ou sans jeton, ne laisse rien", arguments: ["coupé", "parties", "jeton"])
    func corps(_ quoi: String) async throws {
        let (scene, adresse, mairie) = try await brouillon()
        var (type, octets) = try await mairie.get(adresse).form("Joindre la pièce").selecting("Devis", in: "Pièce").attaching(
            "Fichier", name: "a.pdf", FichierEssai.pdf()
        )
        .encoded
        let avant = try await traces(scene)
        let phrase: String
        switch quoi {
        case "coupé": (octets, phrase) = (Array(octets.dropLast(300)), "avant la fin")
        case "parties":
            let partie = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
            (type, octets) = ("multipart/form-data; boundary=x", Array(String(repeating: partie, count: 10_000).utf8))
            phrase = "trop d’éléments"
        default:
            octets = Array(String(decoding: octets, as: UTF8.self).replacing("name=\"jeton\"", with: "name=\"autre\"").utf8)
            phrase = "ouverte depuis trop longtemps"
        }
        let page = try await mairie.post(adresse + "/pieces", type: type, octets)
        #expect(try [422, 403].contains(page.status) && (page.says(phrase)), "\(page.status)")
        #expect(try await traces(scene) == avant)
    }

    @Test("de deux gigaoctets est refusé tôt : annoncé, rien n’est lu ; sinon, on s’arrête, sans mémoire ni disque")
    func deuxGigaoctets() async throws {
        let (scene, adresse, mairie) = try await brouillon()
        let (type, octets) = try await mairie.get(adresse).form("Joindre la pièce").selecting("Devis", in: "Pièce").attaching(
            "Fichier", name: "a.pdf", []
        ).encoded
        let entete = "Content-Type: application/octet-stream\r\n\r\n"
        let debut = Array(String(decoding: octets, as: UTF8.self).split(separator: entete)[0].utf8) + Array(entete.utf8)
        let avant = try await traces(scene)
        let annonce = try await mairie.post(adresse + "/pieces", type: type, debut, puis: 0, longueur: 2 << 30)
        #expect(try annonce.page.status == 413 && (annonce.page.says("20 Mo")) && annonce.envoyes == 0)
        let memoire = try Self.memoire()
        let (page, envoyes) = try await mairie.post(adresse + "/pieces", type: type, debut, puis: 2_048, longueur: nil)
        #expect(try page.status == 413 && (page.says("20 Mo")))
        #expect(envoyes < 80, "\(envoyes) Mo lus sur 2 048")
        #expect(try Self.memoire() - memoire < 40)
        #expect(try await traces(scene) == avant)
    }

    @Test("d’un fichier un peu trop lourd revient à son champ, ce qui était choisi reste choisi")
    func unPeuTropLourd() async throws {
        let (scene, adresse, mairie) = try await brouillon()
        let lourd = FichierEssai.pdf() + [UInt8](repeating: 32, count: 21 * 1024 * 1024)
        let avant = try await traces(scene)
        let page = try await mairie.press(
            try await mairie.get(adresse).form("Joindre la pièce").filling("Date du document", "2026-01-05")
                .attaching("Fichier", name: "gros.pdf", lourd))
        #expect(try page.status == 422 && page.says("dépasse 20 Mo") && page.faults == [])
        #expect(try page.form("Joindre la pièce").value("Date du document") == "2026-01-05")
        #expect(try await traces(scene) == avant)
    }

    @Test("d’un visiteur n’écrit rien : il n’envoie aucun fichier")
    func visiteur() async throws {
        let visiteur = try await Browser()
        let (type, octets) = ("multipart/form-data; boundary=x", [UInt8](repeating: 45, count: 300_000))
        #expect(try await visiteur.post("/connexion", type: type, octets).status < 500)
    }

    private func brouillon() async throws -> (Scene, String, Browser) {
        let scene = try await Scene(enveloppe: .euros(20_000))
        let dossier = try await scene.lire(try await scene.dossier(demandant: .euros(500)), par: scene.mairie)
        return (scene, "/operations/\(dossier.operationId)/dossiers/\(dossier.dossierId)", try await Browser(scene.mairie))
    }

    private struct Traces: Equatable {
        var pieces: Int
        var contenus: Int
        var examens: Int
        var fichiers: Int
    }

    /// Rows, and files of the temporary folder that bear our name.
    private func traces(_ scene: Scene) async throws -> Traces {
        let (pieces, contenus, examens) = try await scene.base.owner.read(as: .systeme("essais")) { tx in
            (
                try await tx.value("select count(*) from financement.piece", as: Int.self),
                try await tx.value("select count(*) from financement.contenu", as: Int.self),
                try await tx.value("select count(*) from financement.examen", as: Int.self)
            )
        }
        let noms = try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
        return Traces(pieces: pieces, contenus: contenus, examens: examens, fichiers: noms.count { $0.hasPrefix("trousse-recu-") })
    }

    /// Mebibytes that this process holds.
    private static func memoire() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
        return (Int(pages) ?? 0) * 4096 / (1 << 20)
    }
}
