import Documents
import Foundation
import Model
import Testing

@Suite("Le QR code des documents", .enabled(if: Banc.pret, Banc.manque))
struct MarqueQRTests {
    @Test("se relit sur chaque page d’un document numérisé à 100 points par pouce, longueur permise comprise")
    func relu() async throws {
        var decision = Exemple.decision
        decision.motifs = Array(repeating: Exemple.decision.motifs[0], count: 120)
        for prefixe in ["TR1:2026-03-0042:D:A", String(repeating: "Z9", count: MarqueQR.longueurPermise / 2)] {
            let marque = try #require(MarqueQR(prefixe))
            let pdf = try await Banc.atelier.pdf(.decision(Exemple.dossier(), decision), marque: marque)
            let lus = try Self.marques(pdf)
            #expect(lus.count > 4, "plus de pages que de codes préparés d’avance")
            #expect(lus == lus.indices.map { marque.contenu(page: $0 + 1) })
        }
    }

    @Test("laisse le document conforme et ses octets stables ; sans lui, aucun code")
    func conforme() async throws {
        let document = Document.decision(Exemple.dossier(), Exemple.decision)
        let marque = try #require(MarqueQR("TR1:2026-03-0042:D:A"))
        let pdf = try await Banc.atelier.pdf(document, marque: marque)
        #expect(try await Banc.atelier.pdf(document, marque: marque) == pdf)
        for marque in ["<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"] {
            #expect(pdf.range(of: Data(marque.utf8)) != nil)
        }
        #expect(try Self.marques(try await Banc.atelier.pdf(document)).allSatisfy(\.isEmpty))
    }

    @Test(
        "ne prend que ce que le mode alphanumérique écrit", arguments: ["", "été", "minuscule", "A\nB", String(repeating: "A", count: 49)])
    func refuse(prefixe: String) { #expect(MarqueQR(prefixe) == nil) }

    @Test("accompagne un lot, un document à la fois, que l’on assemble pour l’imprimer")
    func lot() async throws {
        let lot = (1...5).map { rang in (document: Document.attestation(Exemple.dossier()), marque: MarqueQR("LOT:\(rang)")) }
        var rendus: [Data] = []
        try await Banc.atelier.lot(lot) { rang, octets in
            #expect(rang == rendus.count)
            rendus.append(octets)
        }
        let ensemble = try await Banc.atelier.assembler(rendus, titre: "Attestations", date: LocalDate(2026, 1, 15)!)
        #expect(try Self.marques(ensemble) == (1...5).map { "LOT:\($0)/1" })
        #expect(try await Banc.atelier.assembler(rendus, titre: "Attestations", date: LocalDate(2026, 1, 15)!) == ensemble)
    }

    /// What a scanner would read, page after page; empty for a page without a code.
    private static func marques(_ pdf: Data) throws -> [String] {
        try Banc.dossierTemporaire { dossier in
            let url = dossier.appendingPathComponent("a.pdf")
            try pdf.write(to: url)
            let lus = try Banc.executer(
                try Interprete.trouver(),
                [
                    "-c",
                    """
                    import pypdfium2, sys, zxingcpp
                    for page in pypdfium2.PdfDocument(sys.argv[1]):
                        lus = zxingcpp.read_barcodes(page.render(scale=100/72, grayscale=True).to_pil())
                        print("".join(code.text for code in lus))
                    """, url.path,
                ])
            return lus.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
    }
}
