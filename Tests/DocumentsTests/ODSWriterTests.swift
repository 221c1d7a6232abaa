import Documents
import Foundation
import Model
import Testing

@Suite("Une feuille OpenDocument")
struct ODSWriterTests {
    @Test("s’ouvre comme un zip sain, son type d’abord et tel quel ; nombres, taux et jours y sont des valeurs")
    func contenu() throws {
        let octets = try ODSWriter.ods(
            titre: "Dossiers",
            colonnes: [.init("Projet", .text), .init("Montant (€)", .money), .init("Taux", .rate), .init("Déposé le", .date)],
            lignes: [
                [.text("Aide & <accueil>\u{1}"), .money(Money(cents: 329_401)), .rate(.percent(45)), .date(LocalDate(2026, 1, 12)!)],
                [.text("=1+1"), .vide, .vide, .vide],
            ])
        #expect(
            String(decoding: octets[30..<38], as: UTF8.self) == "mimetype"
                && String(decoding: octets[38..<50], as: UTF8.self) == "application/")
        let xml = try Banc.dossierTemporaire { dossier in
            let path = dossier.appendingPathComponent("a.ods")
            try octets.write(to: path)
            try Banc.executer("python3", ["-m", "zipfile", "-t", path.path])
            try Banc.executer("python3", ["-m", "zipfile", "-e", path.path, dossier.path])
            let contenu = dossier.appendingPathComponent("content.xml")
            try Banc.executer("python3", ["-c", "import sys,xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])", contenu.path])
            return try String(contentsOf: contenu, encoding: .utf8)
        }
        #expect(xml.contains("office:value=\"3294.01\"") && xml.contains("office:value-type=\"percentage\" office:value=\"0.45\""))
        #expect(xml.contains("office:date-value=\"2026-01-12\"") && xml.contains("<text:p>Aide &amp; &lt;accueil&gt;</text:p>"))
        #expect(xml.contains("<text:p>=1+1</text:p>") && !xml.contains("table:formula"))
    }
}
