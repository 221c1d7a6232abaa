import CatalogFiles
import Foundation
import Model
import Testing

/// The folder that ships with the product.
let shippedCatalog = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Catalog").standardized
/// Read once: most tests only look at it.
let shipped = Result { try CatalogFiles.catalogue(in: shippedCatalog) }

@Suite("Le catalogue livré")
struct ShippedCatalogTests {
    let catalogue: Catalogue

    init() throws { catalogue = try shipped.get() }

    @Test("il a 140 articles, 18 kits, 265 lignes de kit et 8 pièces")
    func counts() {
        #expect(catalogue.articles.count == 140)
        #expect(catalogue.kits.count == 18)
        #expect(catalogue.kits.flatMap(\.lignes).count == 265)
        #expect(catalogue.kits.flatMap(\.lignes).count(where: \.option) == 51)
        #expect(catalogue.pieces.map(\.code) == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2"])
    }

    @Test("un article porte tous ses attributs, propres ou communs à sa famille")
    func article() throws {
        let loupe = try #require(catalogue.article("ACC-008"))
        #expect(loupe.famille == "Accessibilité")
        #expect(loupe.besoins == ["accessibilité", "seniors"])
        #expect(loupe.etat == "neuf")
        #expect(loupe.prix == Prix(min: .euros(320), ref: .euros(420), max: .euros(560)))
        #expect(loupe.tauxTva == Rate("0.055"))
        #expect(loupe.datePrix == LocalDate(2025, 6, 1))
        #expect((loupe.section, loupe.eligible) == (.investissement, .oui))
        #expect((loupe.compteM57, loupe.compteM57Abrege, loupe.compteSiInvestissement) == ("2188", "2188", "2188"))
        #expect((loupe.garantieMois, loupe.delaiJoursOuvres, loupe.quantiteMin, loupe.quantiteMax) == (24, 20, 1, 3))
        #expect(loupe.natureDonnee == "illustratif")
    }

    @Test("un petit matériel sous 500 € est du fonctionnement sauf délibération")
    func smallEquipment() throws {
        let clavier = try #require(catalogue.article("INF-015"))
        #expect((clavier.section, clavier.eligible) == (.fonctionnement, .siDeliberation))
        #expect((clavier.compteM57, clavier.compteSiInvestissement) == ("60632", "21838"))
    }

    @Test("les trois modèles réels n’ont pas de prix publié, et le disent")
    func unpublishedPrices() {
        let unpriced = catalogue.articles.filter { $0.prix == nil }
        #expect(unpriced.map(\.code) == ["MOB-R01", "MOB-R02", "MOB-R03"])
        #expect(unpriced.allSatisfy { $0.natureDonnee == "réel, sur devis" })
    }

    @Test("chaque kit dit à quoi il sert en une phrase, avec la bonne typographie")
    func sentences() {
        for kit in catalogue.kits {
            #expect(kit.phrase.hasSuffix(".") && kit.phrase.count(where: { $0 == "." }) == 1, "\(kit.code)")
            for text in [kit.nom, kit.phrase, kit.destinataire, kit.remarque ?? ""] {
                #expect(
                    !text.contains("'") && !text.contains(" :") && !text.contains(" ;") && !text.contains("« "), "\(kit.code) : \(text)")
            }
        }
    }

    @Test("DETR et DSIL sont sous le plafond de l’État, l’enveloppe lieux n’y est pas mais reste publique")
    func dispositifs() throws {
        let referentiel = catalogue.referentiel
        let codes = ["DETR", "DSIL", "LIEUX", "FNADT", "DPV", "FONDS-VERT", "DEPARTEMENT", "REGION", "FONDS-CONCOURS", "PRIVE"]
        #expect(referentiel.dispositifs.map(\.code) == codes)
        #expect(referentiel.dispositifs.filter(\.sousPlafondEtat).map(\.code) == ["DETR", "DSIL", "DPV"])
        #expect(referentiel.dispositifs.filter { !$0.estPublic }.map(\.code) == ["PRIVE"])
        #expect(referentiel.dispositifs.filter { $0.cumul.proposition == .conseille }.map(\.code) == ["DETR", "LIEUX"])
        let lieux = try #require(referentiel.dispositif("LIEUX"))
        #expect(lieux.aide.tauxPropose == Rate("0.20"))
        #expect(lieux.aide.plafondMontant == .euros(10_000))
        #expect(lieux.natureDonnee == "illustratif")
        #expect(lieux.pieces == ["1.1", "1.2", "1.3", "1.4"])
        #expect(referentiel.dispositif("DETR")?.pieces == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2"])
        #expect(catalogue.pieces.filter { $0.quand != .toujours }.map(\.code) == ["2.1", "2.2"])
        #expect(catalogue.pieces.first { $0.code == "1.4" }?.perimeeMois == 6)
    }

    @Test("C71 — 200 + 40 + 10 M€ font les 250 M€ annoncés, et 4 000 postes à 50 000 € font les 200")
    func programme() throws {
        let noeuds = try #require(catalogue.programmes.first).noeuds
        let volets = noeuds.filter { $0.parent == "FR250" }.map(\.montant)
        #expect(volets == [.euros(200_000_000), .euros(40_000_000), .euros(10_000_000)])
        #expect(volets.sum() == noeuds.first { $0.code == "FR250" }?.montant)
        #expect(Money.euros(50_000).times(4_000) == volets[0])
    }

    @Test("Trousse écrit les pièces du dossier, sauf le devis et les pièces de travaux")
    func pieces() {
        #expect(catalogue.pieces.filter(\.generee).map(\.code) == ["1.1", "1.2", "1.3", "1.5", "1.6"])
    }

    @Test("deux chargements donnent le même catalogue, dans le même ordre")
    func deterministic() throws {
        let again = try CatalogFiles.catalogue(in: shippedCatalog)
        #expect(again.articles == catalogue.articles)
        #expect(again.kits == catalogue.kits)
        #expect(again.referentiel.parametres.toutes == catalogue.referentiel.parametres.toutes)
        #expect(again.referentiel.regles == catalogue.referentiel.regles)
    }
}
