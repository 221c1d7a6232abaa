import Documents
import Foundation
import Model
import Testing

@Suite("Les papiers écrits sur les modèles d’une préfecture", .enabled(if: Banc.pret, Banc.manque))
struct PapierDecisionTests {
    private static func papier(_ corps: String, paragraphes: Int = 0) throws -> PapierDecision {
        let long = (0..<paragraphes).map { "Paragraphe \($0) qui fait passer à la page suivante, avec {montant}." }.joined(
            separator: "\n\n")
        return PapierDecision(
            titre: "Arrêté d’essai", texte: try TexteModele(corps + "\n\n" + long),
            valeurs: [
                .montant: Money.euros(16_681).french, .montantLettres: Money.euros(16_681).enLettres, .demandeur: "Mairie de Molles",
            ],
            emetteur: "Préfecture de l’Allier", reference: "Dossier n° TR-2027-03-000042", dispositif: "DETR 2027",
            date: LocalDate(2026, 11, 23)!, signataire: "Le préfet de l’Allier")
    }

    @Test("impriment leurs mentions, en chiffres et en lettres ; une valeur absente laisse un blanc à remplir")
    func mentions() async throws {
        let pdf = try await Banc.atelier.papier(
            try Self.papier("# Arrête\n\nIl est accordé {montant} ({montant_lettres}) à {demandeur}.\n\n- engagement {numero_ej}"),
            marque: nil)
        let texte = try Banc.texte(de: pdf).replacing("\n", with: " ").replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
        #expect(texte.contains("16 681,00 €") && texte.contains("seize mille six cent quatre-vingt-un euros"))
        #expect(texte.contains("Mairie de Molles") && texte.contains("………") && !texte.contains("{"))
        for marque in ["<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"] {
            #expect(pdf.range(of: Data(marque.utf8)) != nil)
        }
    }

    @Test(
        "ce qui n’est pas du langage des modèles est dit avec sa ligne",
        arguments: [("a\n\n{inconnue}", 3), ("{montant", 1), ("un\ndeux }", 2), ("{}", 1), ("{{montant}}", 1)])
    func fautes(texte: String, ligne: Int) {
        #expect { _ = try TexteModele(texte) } throws: { ($0 as? TexteModele.Erreur)?.ligne == ligne }
    }

    @Test("rien de tapé n’est exécuté : un texte qui ressemble à du code s’imprime tel quel")
    func sansCode() async throws {
        let piege = "#import \"atelier.py\" $x$ *gras* _x_ <a> #panic(1) \\ `x` @ref"
        let texte = try Banc.texte(de: try await Banc.atelier.papier(try Self.papier(piege), marque: nil))
        #expect(texte.contains("#import") && texte.contains("#panic(1)") && texte.contains("*gras*"))
    }

    @Test("une fois imprimés, mêlés, tournés et numérisés à 150 points par pouce, se relisent et se séparent page par page")
    func numerises() async throws {
        let longs = try await Banc.atelier.papier(
            try Self.papier("Début.", paragraphes: 90), marque: MarqueQR("TR1:TR-2027-03-000042:DETR:A"))
        let court = try await Banc.atelier.papier(try Self.papier("Court."), marque: MarqueQR("TR1:TR-2027-03-000043:DETR:L"))
        let scan = try Banc.dossierTemporaire { dossier in
            for (nom, octets) in [("a.pdf", longs), ("b.pdf", court)] { try octets.write(to: dossier.appendingPathComponent(nom)) }
            try Banc.executer(
                try Interprete.trouver(),
                [
                    "-c",
                    """
                    import pypdfium2, sys
                    images = []
                    for nom in ("b.pdf", "a.pdf"):
                        for page in pypdfium2.PdfDocument(sys.argv[1] + "/" + nom):
                            images.append(page.render(scale=150/72, grayscale=True).to_pil())
                    # Upside down, slightly askew: what a feeder does.
                    images = [image.rotate((180, 1.5, -2)[rang % 3], fillcolor=255) for rang, image in enumerate(images)]
                    images.reverse()
                    images[0].save(sys.argv[1] + "/scan.pdf", save_all=True, append_images=images[1:], resolution=150)
                    """, dossier.path,
                ])
            return try Data(contentsOf: dossier.appendingPathComponent("scan.pdf"))
        }
        let date = LocalDate(2026, 11, 23)!
        let pages = try await Banc.atelier.lirePages(scan, date: date)
        #expect(pages.count > 3 && pages.map(\.page) == Array(1...pages.count))
        let attendus = (1..<pages.count).reversed().map { "TR1:TR-2027-03-000042:DETR:A/\($0)" } + ["TR1:TR-2027-03-000043:DETR:L/1"]
        #expect(pages.map(\.code) == attendus)
        let separes = try await Banc.atelier.extraire(scan, [Array((1..<pages.count).reversed()), [pages.count]], date: date)
        #expect(separes.count == 2)
        let relus = try await Banc.atelier.lirePages(separes[0], date: date).map(\.code)
        #expect(relus == (1..<pages.count).map { "TR1:TR-2027-03-000042:DETR:A/\($0)" }, "dans l’ordre du document")
        await #expect(throws: AtelierError.self) { _ = try await Banc.atelier.lirePages(Data("pas un PDF".utf8), date: date) }
    }
}
