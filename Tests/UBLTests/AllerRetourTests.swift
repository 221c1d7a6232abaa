import Foundation
import Model
import Testing

@testable import UBL

@Suite("Le catalogue en UBL, aller et retour")
struct AllerRetourTests {
    @Test("le catalogue livré revient le même, article par article et kit par kit")
    func livreEntier() throws {
        let catalogue = try livre.get()
        let lu = try LecteurUBL.lire(try ecrire(catalogue.articles, catalogue.kits)).articlesEtKits()
        #expect(lu.articles.count == 140 && lu.kits.count == 18)
        for (avant, apres) in zip(catalogue.articles, lu.articles) { #expect(avant == apres) }
        for (avant, apres) in zip(catalogue.kits, lu.kits) { #expect(avant == apres) }
    }

    @Test("un historique de prix, ses sources, un prix non publié reviennent au centime")
    func historique() throws {
        let prix = [
            Tarif(du: LocalDate(2024, 1, 1)!, au: LocalDate(2024, 12, 31)!, prix: Prix(1, 999_99, 123_456_789_01)),
            Tarif(du: LocalDate(2025, 6, 1)!, prix: Prix(62_000, 75_000, 95_001), source: "Devis « été » <n° 12>"),
        ]
        let articles = [
            article(tarifs: prix, taux: Rate("0.055")!), article("INF-002"),
            article("INF-003", tarifs: [prix[0]], remarque: "Deux\nlignes\tet « & < > \" '", taux: .zero),
        ]
        let lu = try LecteurUBL.lire(try ecrire(articles, []))
        #expect(try lu.articlesEtKits().articles == articles)
        let xml = String(decoding: try ecrire(articles, []), as: UTF8.self)
        #expect(xml.contains("<cbc:PriceAmount currencyID=\"EUR\">999.99</cbc:PriceAmount>"))
        #expect(xml.contains("<cbc:Percent>5.5</cbc:Percent>") && xml.contains("<cbc:ID>Z</cbc:ID>"))
        #expect(lu.fournisseur == "Trousse & compagnie" && lu.identifiant == "73282932000074")
    }

    @Test("ce que XML ne sait pas écrire devient une espace, le reste est échappé")
    func echappement() throws {
        let lu = try LecteurUBL.lire(try ecrire([article(libelle: "a\u{0}b\u{1F}c]]>&amp;<!DOCTYPE x>")], []))
        #expect(lu.lignes[0].nom == "a b c]]>&amp;<!DOCTYPE x>")
    }

    @Test("10 000 articles s’écrivent par morceaux de 64 Ko")
    func morceaux() throws {
        var (tailles, total) = ([Int](), 0)
        let partie = PartieUBL(nom: "Trousse")
        var ecriture = try EcritureUBL(
            .init(numero: "1", nom: "n", emission: jour, debut: jour, emetteur: partie, destinataire: partie, mention: "m"),
            vers: { tailles.append($0.count) })
        for rang in 0..<10_000 { try ecriture.ajouter(article("INF-\(rang)", tarifs: [Tarif(du: jour, prix: Prix(1, 2, 3))])) }
        try ecriture.terminer()
        total = tailles.reduce(0, +)
        #expect(total > 20_000_000 && tailles.max()! < 100_000)
    }
}
