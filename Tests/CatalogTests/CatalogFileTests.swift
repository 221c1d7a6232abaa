import Foundation
import Model
import Testing

@testable import CatalogFiles

/// Files that are not what a catalogue is made of.
@Suite("Les fichiers du catalogue qui ne se lisent pas")
struct CatalogFileTests {
    private func erreur(_ name: String = "kits/K01.yaml", _ spoil: (URL) throws -> Void) throws -> [CatalogError] {
        let fixture = try CatalogFixture()
        let url = fixture.root.appending(path: name)
        try FileManager.default.removeItem(at: url)
        try spoil(url)
        return fixture.catalogueErrors().filter { $0.file == name }
    }

    @Test(
        "un alias se refuse avant d’être lu, où qu’il se cache",
        arguments: [
            "a: &a [x]\nb: *a\n", "a: &a x\n? *a\n: 1\n", "a: &a [x]\nb: [x, *a]\n", "a: &a x\nb: {c: *a}\n", "a: &a x\nc:\n  *a\n",
            "t: |\n  \"\na: &a x\nb: *a\n", "a: &a x\u{85}b: *a\n", "a: 'l''un' # \"\nb: &b x\nc: *b\n",
        ])
    func alias(_ text: String) throws {
        let errors = try erreur { try Data(text.utf8).write(to: $0) }
        #expect(errors.count == 1 && errors[0].line > 0 && errors[0].message.contains("alias"), "\(errors)")
    }

    @Test("une étoile dans un texte n’en est pas un", arguments: ["2 * 3", "voir la note*", "a*b", "\"*\"", "5 *étoiles"])
    func etoile(_ text: String) throws {
        let fixture = try CatalogFixture()
        try fixture.replace("nom: Accueil", by: "nom: \(text)", in: "kits/K01.yaml")
        #expect(fixture.catalogueErrors() == [])
    }

    @Test("un fichier de plus de 2 Mo n’est pas lu ; juste en dessous, il l’est")
    func taille() throws {
        let errors = try erreur { try Data(repeating: UInt8(ascii: "#"), count: BoundedFile.yamlLimit + 1).write(to: $0) }
        #expect(errors.map(\.message).first?.contains("dépasse 2\u{A0}Mo") == true && errors.count == 1)
        let vide = try erreur { try Data((String(repeating: "#", count: BoundedFile.yamlLimit - 1) + "\n").utf8).write(to: $0) }
        #expect(vide.map(\.message) == ["fichier vide"])
    }

    @Test("le premier octet qui n’est pas de l’UTF-8 a sa ligne")
    func latin1() throws {
        let errors = try erreur { try Data([UInt8]("code: K01\nnom: caf".utf8) + [0xE9, 0x0A]).write(to: $0) }
        #expect(errors.map(\.line) == [2] && errors[0].message.contains("UTF-8"))
    }

    @Test("un lien, un dossier, un tube ne se lisent pas")
    func genres() throws {
        let cible = try CatalogFixture()
        #expect(
            try erreur {
                try FileManager.default.createSymbolicLink(at: $0, withDestinationURL: cible.root.appending(path: "kits/K01.yaml"))
            }.first?.message.contains("lien symbolique") == true)
        #expect(
            try erreur { try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: false) }.first?.message.contains(
                "dossier") == true)
        let tube = try erreur { guard mkfifo($0.path(percentEncoded: false), 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) } }
        #expect(tube.first?.message.contains("ordinaire") == true)
    }

    @Test("un fichier sans retour à la ligne à la fin est peut-être coupé")
    func coupe() throws {
        let fixture = try CatalogFixture()
        try fixture.write("kits/K01.yaml", String(CatalogFixture.files["kits/K01.yaml"]!.dropLast()))
        #expect(fixture.catalogueErrors().map(\.message).first?.contains("coupé") == true)
    }

    @Test("l’historique des prix se lit dans l’ordre des jours, avec ses sources")
    func historique() throws {
        let fixture = try CatalogFixture()
        let list =
            "prix:\n              - {du: 2025-07-01, min: \"2.00\", ref: \"3.00\", max: \"4.00\"}\n"
            + "              - {du: 2024-01-01, au: 2025-06-30, min: \"1.00\", ref: \"2.00\", max: \"3.00\", source: Devis}"
        try fixture.replace(
            "prix: {min: \"620.00\", ref: \"750.00\", max: \"950.00\"}", by: list.replacing("              ", with: "      "),
            in: "articles/INF.yaml")
        let article = try CatalogFiles.catalogue(in: fixture.root).articles[0]
        #expect(article.tarifs.map(\.du) == [LocalDate(2024, 1, 1)!, LocalDate(2025, 7, 1)!] && article.tarifs[0].source == "Devis")
        #expect(article.prix?.ref == .euros(3) && article.datePrix == LocalDate(2025, 7, 1)!)
    }
}
