import Documents
import Foundation
import Model
import Parcours
import Postgres
import Store
import TestSupport
import Testing
import Web

/// An antivirus that speaks the protocol of clamd, on a socket of its own.
@Suite("L’antivirus", .postgresql, .freshDatabase, .serialized)
struct AntivirusTests {
    @Test("sain, le fichier s’ouvre ; infecté, il n’est pas gardé ; muet, personne ne l’ouvre avant sa réponse")
    func verdicts() async throws {
        try await avecClamd { (site, silence) async throws in
            let scene = try await Scene(enveloppe: .euros(20_000))
            let dossier = try await scene.lire(try await scene.dossier(demandant: .euros(500)), par: scene.mairie)
            let adresse = "/operations/\(dossier.operationId)/dossiers/\(dossier.dossierId)"
            let mairie = try await Browser(scene.mairie, site: site)
            func joindre(_ mot: String) async throws -> Page {
                try await mairie.submit(
                    try await mairie.get(adresse).form("Joindre la pièce").selecting("Devis", in: "Pièce").attaching(
                        "Fichier", name: "\(mot).pdf", FichierEssai.pdf(mot)))
            }
            func lien(_ page: Page, _ nom: String) throws -> String? {
                try page.document.all("a").first { $0.text.contains(nom) }?["href"]
            }

            let sain = try await joindre("sain")
            let ouvert = try await mairie.get(try #require(try lien(sain, "1.4-sain.pdf")))
            #expect(ouvert.status == 200 && ouvert.bytes == FichierEssai.pdf("sain"))
            #expect(
                ouvert.headers["x-content-type-options"] == "nosniff"
                    && ouvert.headers["content-security-policy"]?.contains("default-src 'none'") == true)
            let vignette = try await mairie.get(try #require(try lien(sain, "1.4-sain.pdf")) + "/vignette")
            #expect(vignette.headers["content-type"] == "image/jpeg" && vignette.bytes.starts(with: [0xFF, 0xD8]))

            let infecte = try await joindre("EICAR")
            #expect(try infecte.status == 422 && (infecte.says("a trouvé un virus")))
            let sans = try await mairie.get(adresse)
            #expect(try lien(sans, "EICAR") == nil)

            #expect(FileManager.default.createFile(atPath: silence, contents: nil))
            let attend = try await joindre("patient")
            #expect(try attend.says("dès que l’antivirus aura répondu") && attend.faults == [])
            #expect(try lien(attend, "patient") == nil && attend.says("L’antivirus ne répond pas encore"))
            let id = try await scene.base.owner.read(as: .systeme("essais")) { tx in
                try await tx.value("select max(piece_id) from financement.piece", as: ID<Piece>.self)
            }
            let refuse = try await mairie.get("/pieces/\(id)")
            #expect(try refuse.status == 422 && (refuse.says("attend l’antivirus")))
            #expect(try await Browser(scene.prefecture, site: site).get("/pieces/\(id)").status != 200)

            try FileManager.default.removeItem(atPath: silence)
            #expect(try await mairie.get("/pieces/\(id)").bytes == FichierEssai.pdf("patient"))
            let rendu = try await mairie.get(adresse)
            #expect(try lien(rendu, "1.4-patient.pdf") != nil)
        }
    }

    /// - Parameter body: receives the site, and the path of a file that silences the antivirus while it is there.
    private func avecClamd(_ body: (Site, String) async throws -> Void) async throws {
        let dossier = FileManager.default.temporaryDirectory.appending(path: "clamd-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: dossier, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: dossier) }
        let (prise, silence) = (dossier.appending(path: "s").path, dossier.appending(path: "silence").path)
        let clamd = Process()
        clamd.executableURL = URL(filePath: try Interprete.trouver())
        clamd.arguments = [URL(filePath: #filePath).deletingLastPathComponent().appending(path: "faux_clamd.py").path, prise, silence]
        let fin = Pipe()
        clamd.standardInput = fin
        // Nothing of ours stays open in it: a test run ends when its output is closed.
        let pret = Pipe()
        (clamd.standardOutput, clamd.standardError) = (pret, FileHandle.nullDevice)
        try clamd.run()
        defer { try? fin.fileHandleForWriting.close() }
        // It says so once it listens.
        #expect(!pret.fileHandleForReading.availableData.isEmpty)
        let atelier = Atelier(environnement: ProcessInfo.processInfo.environment.merging(["TROUSSE_CLAMD": "unix:\(prise)"]) { $1 })
        let site = Site(
            parcours: Parcours(database: try await TestDatabase.current.app, atelier: atelier),
            configuration: .init(aujourdhui: { jourDesEssais }))
        do { try await body(site, silence) } catch {
            await atelier.stop()
            throw error
        }
        await atelier.stop()
    }
}
