import Documents
import Foundation
import Model
import Testing

@Suite("Le dossier zippé", .enabled(if: Banc.pret, Banc.manque))
struct DossierZipTests {
    @Test("range les pièces dans l’ordre du formulaire, avec un manifeste que sha256sum vérifie")
    func contenu() async throws {
        let devis = Data("un devis".utf8)
        let zip = try await Banc.atelier.dossierZip(
            Exemple.dossier(), pieces: [("1.4-devis.pdf", devis), ("../1.4-devis.pdf", Data("un autre".utf8))])
        try Banc.dossierTemporaire { dossier in
            let path = dossier.appendingPathComponent("dossier.zip")
            try zip.write(to: path)
            try Banc.executer("python3", ["-m", "zipfile", "-t", path.path])
            try Banc.executer("python3", ["-m", "zipfile", "-e", path.path, dossier.path])
            let noms = try String(contentsOf: dossier.appendingPathComponent("MANIFESTE.txt"), encoding: .utf8).split(separator: "\n")
                .map { $0.split(separator: " ", maxSplits: 1)[1].trimmingCharacters(in: .whitespaces) }
            #expect(
                noms == [
                    "1.1-note-explicative.pdf", "1.2-deliberation.pdf", "1.3-plan-de-financement.pdf", "1.4-devis.pdf", "1.4-devis_2.pdf",
                    "1.5-echeancier.pdf", "1.6-attestation-de-non-commencement.pdf",
                ])
            try Banc.executer("sh", ["-c", "cd '\(dossier.path)' && sha256sum --strict -c MANIFESTE.txt"])
            #expect(try Data(contentsOf: dossier.appendingPathComponent("1.4-devis.pdf")) == devis)
        }
    }

    @Test("a les mêmes octets pour les mêmes valeurs")
    func deterministe() async throws {
        let premier = try await Banc.atelier.dossierZip(Exemple.dossier(), pieces: [])
        #expect(try await Banc.atelier.dossierZip(Exemple.dossier(), pieces: []) == premier)
    }
}
