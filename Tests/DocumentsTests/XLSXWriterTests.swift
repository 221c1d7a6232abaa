import Documents
import Foundation
import Model
import Testing

@Suite("Un classeur")
struct XLSXWriterTests {
    private let colonnes: [XLSXWriter.Column] = [
        .init("Commune", .text), .init("Dossiers", .integer), .init("Montant (€)", .money), .init("Taux", .rate), .init("Déposé le", .date),
    ]

    /// The parts of the workbook, by name.
    private func parties(_ data: Data) throws -> [String: String] {
        try Banc.dossierTemporaire { dossier in
            let path = dossier.appendingPathComponent("a.xlsx")
            try data.write(to: path)
            try Banc.executer("python3", ["-m", "zipfile", "-e", path.path, dossier.path])
            let noms = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "docProps/core.xml"]
            return try noms.reduce(into: [:]) { $0[$1] = try String(contentsOf: dossier.appendingPathComponent($1), encoding: .utf8) }
        }
    }

    @Test("porte des nombres, des dates et des textes, pas des formules")
    func cellules() throws {
        let parts = try parties(
            try XLSXWriter.xlsx(
                titre: "Situation : 2026/03", colonnes: colonnes,
                lignes: [
                    [
                        .text("Bourbon-l’Archambault"), .integer(3), .money(Money(cents: 329_401)), .rate(.percent(45)),
                        .date(LocalDate(2026, 1, 12)!),
                    ],
                    [.text("=1+1"), .vide, .money(Money(cents: -5)), .vide, .vide],
                ]))
        let feuille = try #require(parts["xl/worksheets/sheet1.xml"])
        #expect(feuille.contains("<v>3294.01</v>"))
        #expect(feuille.contains("<v>-0.05</v>"))
        #expect(feuille.contains("<v>0.45</v>") || feuille.contains("<v>0.45000000000000001</v>"))
        #expect(feuille.contains("<v>46034</v>"), "12/01/2026 en jours")
        #expect(!feuille.contains("<f>"))
        #expect(feuille.contains("state=\"frozen\""))
        #expect(feuille.contains("<autoFilter ref=\"A1:E3\"/>"))
        #expect(try #require(parts["xl/sharedStrings.xml"]).contains("=1+1"))
        #expect(try #require(parts["xl/styles.xml"]).contains("#,##0.00"))
        #expect(try #require(parts["xl/workbook.xml"]).contains("name=\"Situation - 2026-03\""))
        #expect(try #require(parts["docProps/core.xml"]).contains("<dc:title>Situation : 2026/03</dc:title>"))
    }

    @Test("sans ligne s’ouvre encore")
    func vide() throws {
        let feuille = try #require(try parties(try XLSXWriter.xlsx(titre: "", colonnes: colonnes, lignes: []))["xl/worksheets/sheet1.xml"])
        #expect(feuille.contains("<autoFilter ref=\"A1:E1\"/>"))
    }

    @Test("refuse plus de lignes qu’une feuille n’en tient")
    func tropDeLignes() {
        #expect(throws: XLSXError.tropDeLignes(1_048_576)) {
            try XLSXWriter.xlsx(titre: "a", colonnes: colonnes, lignes: Array(repeating: [], count: 1_048_576))
        }
    }
}
