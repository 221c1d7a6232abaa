import Documents
import Foundation
import Model
import Testing

@Suite("L’atelier qui tombe", .enabled(if: Banc.pret, Banc.manque), .serialized)
struct SecoursTests {
    /// A stand-in interpreter: a shell script that runs the true one, or misbehaves.
    private func avecInterprete<Result>(
        _ script: String, delai: Duration = .seconds(60), _ body: (Atelier, URL) async throws -> Result
    ) async throws -> Result {
        let dossier = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: dossier, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: dossier) }
        let path = dossier.appendingPathComponent("python")
        let vrai = try Interprete.trouver()
        try "#!/bin/sh\ncd \(dossier.path)\necho $$ >> naissances\n\(script.replacingOccurrences(of: "PYTHON", with: vrai))\n"
            .write(to: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path.path)
        let atelier = Atelier(environnement: ["TROUSSE_PYTHON": path.path], delai: delai)
        let result: Result
        do { result = try await body(atelier, dossier) } catch {
            await atelier.stop()
            throw error
        }
        await atelier.stop()
        return result
    }

    private func naissances(_ dossier: URL) throws -> [String] {
        try String(contentsOf: dossier.appendingPathComponent("naissances"), encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test("repart tout seul quand son processus a été tué")
    func tue() async throws {
        try await avecInterprete("exec PYTHON \"$@\"") { (atelier, dossier) async throws in
            _ = try await atelier.pdf(.attestation(Exemple.dossier()))
            let pid = try #require(try naissances(dossier).first)
            try Banc.executer("kill", ["-9", pid])
            let pdf = try await atelier.pdf(.attestation(Exemple.dossier()))
            #expect(pdf.starts(with: Data("%PDF-".utf8)))
            #expect(try naissances(dossier).count == 2)
        }
    }

    @Test("ne repart qu’une fois quand le processus meurt toujours, et le dit")
    func meurtToujours() async throws {
        try await avecInterprete("exit 3") { (atelier, dossier) async throws in
            let error = await #expect(throws: AtelierError.self) { try await atelier.pdf(.attestation(Exemple.dossier())) }
            #expect(error?.description.contains("make outils") == true)
            #expect(try naissances(dossier).count == 2)
        }
    }

    @Test("met fin à un document trop long sans recommencer")
    func tropLong() async throws {
        try await avecInterprete("exec sleep 60", delai: .seconds(2)) { (atelier, dossier) async throws in
            await #expect(throws: AtelierError.tropLong(secondes: 2)) { try await atelier.pdf(.attestation(Exemple.dossier())) }
            #expect(try naissances(dossier).count == 1)
        }
    }
}

@Suite("L’atelier sans outils")
struct SansOutilsTests {
    @Test("dit quoi lancer")
    func absent() async throws {
        let atelier = Atelier(environnement: ["TROUSSE_PYTHON": "/nulle/part/python3"])
        let error = await #expect(throws: AtelierError.self) { try await atelier.pdf(.attestation(Exemple.dossier())) }
        #expect(error == .pythonAbsent(cherche: "/nulle/part/python3"))
        #expect(error?.description.contains("make outils") == true)
    }
}
