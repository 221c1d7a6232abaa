import Foundation
import FoundationXML
import Model
import Testing

@testable import UBL

/// What OASIS and OpenPEPPOL publish, when a copy is beside the repository.
@Suite("Le catalogue UBL face aux schémas officiels")
struct SchemaTests {
    static let xsd = partage.appending(path: "ubl-2.1/maindoc/UBL-Catalogue-2.1.xsd")
    static let structure = partage.appending(path: "peppol-catalogue/ubl-catalogue.structure.xml")
    static let xmllint = ["/usr/bin/xmllint", "/usr/local/bin/xmllint"].first { FileManager.default.isExecutableFile(atPath: $0) }

    private func exemple() throws -> Data {
        let catalogue = try livre.get()
        let historique = [
            Tarif(du: LocalDate(2024, 1, 1)!, au: LocalDate(2024, 12, 31)!, prix: Prix(1, 2, 3)),
            Tarif(du: LocalDate(2025, 6, 1)!, prix: Prix(62_000, 75_000, 95_001), source: "Devis"),
        ]
        return try ecrire(catalogue.articles + [article("ZZZ-001", tarifs: historique, taux: .zero)], catalogue.kits)
    }

    @Test(
        "il est valide contre le XSD d’UBL 2.1, et un élément mal placé ne le serait pas",
        .enabled(if: existe(xsd), "sans ../shared/data/schemas/ubl-2.1"),
        .enabled(if: xmllint != nil || ProcessInfo.processInfo.environment["CI"] != nil, "sans xmllint (libxml2-utils)"))
    func valide() throws {
        let (bon, dit) = try valider(try exemple())
        #expect(bon, "\(dit)")
        let faux = String(decoding: try exemple(), as: UTF8.self).replacing("cbc:ProfileID", with: "cbc:Note")
        #expect(try !valider(Data(faux.utf8)).bon)
    }

    private func valider(_ document: Data) throws -> (bon: Bool, dit: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "catalogue-\(UUID().uuidString).xml")
        try document.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: try #require(Self.xmllint))
        process.arguments = ["--noout", "--nonet", "--schema", Self.xsd.path(percentEncoded: false), file.path(percentEncoded: false)]
        process.standardError = pipe
        try process.run()
        let said = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus == 0, String(said.prefix(2_000)))
    }

    /// The published Schematron of T19 includes `T19-basic.sch`, which OpenPEPPOL generates from this description: what is checked here is what
    /// it generates (elements and attributes allowed, cardinalities, code lists).
    @Test(
        "il suit la structure Peppol T19 : éléments, cardinalités, attributs, listes de codes",
        .enabled(if: existe(structure), "sans ../shared/data/schemas/peppol-catalogue"))
    func peppol() throws {
        let regles = try StructurePeppol(Self.structure)
        let document = try XMLDocument(data: try exemple())
        #expect(regles.fautes(document) == [])
        // It can fail: each official example follows it, a spoilt document does not.
        for numero in 1...5 {
            let officiel = try XMLDocument(contentsOf: partage.appending(path: "peppol-catalogue/exemple-use-case-\(numero).xml"))
            #expect(regles.fautes(officiel) == [], "exemple \(numero)")
        }
        for (avant, apres) in [
            ("<cbc:ProfileID>", "<cbc:Note>"), ("schemeID=\"0009\"", "schemeID=\"9999\""), ("unitCode=\"C62\"", "unitCode=\"PIECE\""),
        ] {
            let faux = String(decoding: try exemple(), as: UTF8.self).replacing(avant, with: apres).replacing(
                "</cbc:ProfileID>", with: apres.hasPrefix("<") ? "</cbc:Note>" : "</cbc:ProfileID>")
            #expect(try !regles.fautes(XMLDocument(data: Data(faux.utf8))).isEmpty, "\(apres)")
        }
    }

    @Test("il suit les règles de Peppol qui comparent : dates, quantités, prix, identifiants, TVA")
    func comparaisons() throws {
        let lu = try LecteurUBL.lire(try exemple())
        let debut = try #require(lu.debut)
        #expect(Set(lu.lignes.map(\.numero)).count == lu.lignes.count, "BII2-T19-R024")
        for ligne in lu.lignes {
            #expect(ligne.nom?.isEmpty == false, "R019")
            #expect(ligne.reference == ligne.numero, "R020")
            #expect(ligne.classements.allSatisfy { $0.liste == "STI" }, "R022")
            if let taux = ligne.tauxPourcent { #expect((ligne.categorieTVA == "S") == (taux > 0), "CL-T19-004, taux de la catégorie") }
            if let min = ligne.minimum, let max = ligne.maximum { #expect(min > 0 && max >= min, "R029, R030, R031") }
            for prix in ligne.tarifs {
                #expect(prix.montant >= 0, "R015")
                #expect(prix.debut.map { $0 >= debut } == true, "R018")
                if let fin = prix.fin, let du = prix.debut { #expect(du <= fin, "R006") }
            }
            #expect(ligne.proprietes.allSatisfy { !$0.nom.isEmpty && !$0.valeur.isEmpty }, "R027")
        }
        // Every amount is a price HT of ours: there is no place for a TTC in a UBL catalogue, and no sum of any kind.
        let amounts = String(decoding: try exemple(), as: UTF8.self).matches(of: /Amount currencyID="EUR">([0-9.]+)</).map { String($0.1) }
        let refs = try livre.get().articles.flatMap(\.tarifs).map(\.prix.ref.decimal) + ["0.02", "750.00"]
        #expect(amounts.sorted() == refs.sorted())
    }
}
