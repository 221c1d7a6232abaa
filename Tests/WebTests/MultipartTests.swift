import Model
import TestSupport
import Testing
import Web

/// The one body that the site reads by itself.
@Suite("Joindre un fichier", .postgresql)
struct MultipartTests {
    static let pdf = FichierEssai.pdf()

    /// A draft whose pieces are all to bring, as its page gives it.
    private func brouillon(_ scene: Scene) async throws -> String {
        let dossier = try await scene.lire(try await scene.dossier(demandant: .euros(500)), par: scene.mairie)
        return "/operations/\(dossier.operationId)/dossiers/\(dossier.dossierId)"
    }

    @Test("un PDF se joint et se relit octet pour octet, sous le nom que Trousse lui donne")
    func joindre() async throws {
        let scene = try await Monde.commun.scene
        let adresse = try await brouillon(scene)
        let browser = try await Browser(scene.mairie)
        // Bytes that look like the form around them, where a PDF may hold any.
        let octets = FichierEssai.pdf("a\r\n------trousse-essai-012345678\r\n\r\n--\r\n")
        let form = try await browser.get(adresse).form("Joindre la pièce").attaching("Fichier", name: "../../mon devis <b>.pdf", octets)
        let page = try await browser.submit(form)
        #expect(page.status == 200 && page.faults == [])
        let lien = try #require(try page.links.last { $0.hasPrefix("/pieces/") })
        let lus = try await browser.get(lien)
        let liens = try page.links.filter { $0.hasPrefix("/pieces/") }
        var retrouve = lus.bytes == octets
        for autre in liens where !retrouve { retrouve = try await browser.get(autre).bytes == octets }
        #expect(retrouve)
        #expect(!page.body.contains("../") && lus.headers["x-content-type-options"] == "nosniff")
    }

    @Test("un corps mal formé est une demande illisible : jamais une panne, jamais une pièce", arguments: [7, 42, 20_261_123])
    func malForme(graine: UInt64) async throws {
        let scene = try await Monde.commun.scene
        let adresse = try await brouillon(scene)
        let browser = try await Browser(scene.mairie)
        let page = try await browser.get(adresse)
        let pieces = try page.links.count { $0.hasPrefix("/pieces/") }
        let (type, valide) = try page.form("Joindre la pièce").attaching("Fichier", name: "devis.pdf", Self.pdf).encoded
        var hasard = Hasard(graine: graine)
        for _ in 0..<120 {
            let corps = hasard.abimer(valide)
            let reponse = try await browser.post(adresse + "/pieces", type: hasard.abimerType(type), corps)
            #expect(reponse.status < 500, "\(reponse.status) \(reponse.journal)")
        }
        // What was still a whole form may have been kept; nothing else.
        #expect(try await browser.get(adresse).links.count { $0.hasPrefix("/pieces/") } <= pieces + 120)
        for type in [
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
            "text/plain", "",
        ] {
            #expect([400, 403].contains(try await browser.post(adresse + "/pieces", type: type, valide).status), "\(type)")
        }
    }
}

/// What goes wrong with a body on its way.
extension Hasard {
    fileprivate mutating func abimer(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        switch Int.random(in: 0..<5, using: &self) {
        case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &self))
        case 1: bytes.removeFirst(Int.random(in: 1...bytes.count, using: &self))
        case 2: for _ in 0..<8 { bytes[Int.random(in: 0..<bytes.count, using: &self)] = UInt8.random(in: 0...255, using: &self) }
        case 3:
            let at = Int.random(in: 0..<bytes.count, using: &self)
            bytes.insert(contentsOf: Array("\r\n\r\n--".utf8), at: at)
        default:
            let start = Int.random(in: 0..<bytes.count, using: &self)
            bytes.removeSubrange(start..<min(bytes.count, start + 30))
        }
        return bytes
    }

    fileprivate mutating func abimerType(_ type: String) -> String {
        Int.random(in: 0..<6, using: &self) == 0 ? String(type.dropLast(3)) : type
    }
}
