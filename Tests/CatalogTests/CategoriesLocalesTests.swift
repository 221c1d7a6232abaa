import CatalogFiles
import Foundation
import Model
import Testing

/// The departmental lists of categories, brackets and windows (RULES 10.3, 10.4), as they ship.
@Suite("Les règles des départements")
struct CategoriesLocalesTests {
    let regles: [RegleDepartement]

    init() throws { regles = try shipped.get().referentiel.regles }

    private func regle(_ departement: String, _ exercice: Int = 2026) throws -> RegleDepartement {
        try #require(regles.first { $0.departementCode == departement && $0.dispositif == "DETR" && $0.exercice == exercice })
    }

    @Test("45 départements ont une liste de 2026, avec 90 catégories ; chacune a un libellé, une source et une place pour la demande")
    func nombres() {
        let listes = regles.filter { $0.exercice == 2026 && !$0.categories.isEmpty }
        #expect(listes.count == 45 && listes.flatMap(\.categories).count == 90)
        #expect(listes.allSatisfy { $0.confiance == .vu && $0.source.contains("copie de test du 31 octobre 2025") })
        #expect(listes.flatMap(\.categories).allSatisfy { !$0.natures.isEmpty })
    }

    @Test(
        "un libellé réel répond à la nature d’un projet",
        arguments: [
            ("38", NatureProjet.pointNumerique, "Points numériques"), ("86", .pointNumerique, "7 - Points numériques"),
            ("61", .pointNumerique, "3-3-1 Installation d'espaces numériques"),
            ("21", .mairie, "10.2 Équipement numérique dans les mairies et dans les EPCI"),
            ("19", .mairie, "Priorité 22 : Informatisation des mairies, des EPCI et des Maisons France Services"),
            ("2B", .dematerialisation, "Raccordement Actes (Aide au Contrôle de légalité dématérialisé)"),
            ("83", .cybersecurite, "Sécurité et résilience des systèmes d’information des collectivités (Circulaire 2025)."),
            ("72", .tiersLieu, "6-4 Tiers-lieux"), ("81", .franceServices, "Sous Catégorie : Espaces France Services"),
            // Without a place of its own, help with procedures goes with the other public services.
            ("24", .pointNumerique, "Espaces France services"),
        ])
    func libelles(departement: String, nature: NatureProjet, libelle: String) throws {
        #expect(try regle(departement).categorie(pour: nature)?.libelle == libelle)
    }

    @Test("une fourchette de catégorie resserre celle du département, jamais au-delà")
    func fourchettes() throws {
        let somme = try regle("80")
        #expect((somme.tauxMin, somme.tauxMax) == (Rate("0.30"), Rate("0.40")))
        let mairie = try #require(somme.categorie(pour: .mairie))
        #expect((mairie.tauxMin, mairie.tauxMax) == (Rate("0.30"), Rate("0.35")))
        #expect(somme.categorie(pour: .pointNumerique)?.tauxMin == Rate("0.35"))
        let indre = try regle("36")
        #expect(indre.categorie(pour: .ecole)?.tauxMax == Rate("0.60") && indre.categorie(pour: .pointNumerique)?.tauxMax == Rate("0.40"))
        #expect(try regle("84").categorie(pour: .dematerialisation)?.tauxMax == Rate("0.60") && regle("84").tauxMax == nil)
        for regle in regles {
            for categorie in regle.categories {
                #expect((categorie.tauxMin ?? regle.tauxMin ?? .zero) >= (regle.tauxMin ?? .zero), "\(regle.departementCode)")
                #expect((categorie.tauxMax ?? regle.tauxMax ?? .one) <= (regle.tauxMax ?? .one), "\(regle.departementCode)")
            }
        }
    }

    @Test("le Tarn de 2018 a un plancher de 10 000 €, sauf pour le numérique des écoles et les espaces numériques")
    func tarn() throws {
        let tarn = try regle("81", 2018)
        #expect(tarn.plancherDepense == .euros(10_000) && tarn.confiance == .paraphrase)
        #expect(tarn.categorie(pour: .ecole)?.plancherDepense == .zero && tarn.categorie(pour: .pointNumerique)?.plancherDepense == .zero)
        #expect(tarn.categorie(pour: .mairie) == nil)
    }

    @Test("les conditions imprimées sont gardées")
    func conditions() throws {
        #expect(try regle("61").categorie(pour: .ecole)?.condition == "1er équipement uniquement")
        #expect(try regle("91").categorie(pour: .mairie)?.condition == "Communes de 1 000 habitants et moins")
        #expect(try regle("25", 2017).categorie(pour: .ecole)?.tauxMax == Rate("0.50"))
        #expect(try regle("03", 2015).categories.map(\.plafondDepense) == [.euros(500_000), .euros(100_000)])
    }

    @Test("une date limite relevée est la fenêtre de son année")
    func fenetres() throws {
        #expect(try regle("18", 2021).fenetre == FenetreDepot(ouvre: nil, ferme: try #require(LocalDate(2021, 1, 29))))
        #expect(try regle("63", 2023).fenetre?.ferme == LocalDate(2023, 2, 8) && regle("63", 2021).fenetre?.ferme == LocalDate(2021, 1, 8))
        #expect(try regle("55", 2021).fenetre?.ferme == LocalDate(2021, 2, 26))
        #expect(try regle("18").fenetre == nil)
    }

    @Test("où la liste ne nomme pas le numérique, un libellé générique le remplace, et se dit interprétation")
    func repli() throws {
        for code in ["03", "FR"] {
            let regle = try regle(code)
            #expect(regle.libelleRepli == "Maintien et développement des services publics en milieu rural")
            #expect(regle.categories.isEmpty && regle.confiance == .interpretation)
        }
        #expect(regles.count { $0.libelleRepli != nil } == 2)
    }

    private static let liste = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../shared/domain/catalogue/detr_categories_numerique.csv"
    ).standardized

    @Test(
        "chaque libellé de la liste publique y est, mot pour mot, dans son département",
        .enabled(if: FileManager.default.fileExists(atPath: liste.path(percentEncoded: false)), "sans ../shared/domain/catalogue"))
    func motPourMot() throws {
        let lignes = try String(contentsOf: Self.liste, encoding: .utf8).split(separator: "\n").dropFirst()
        var absents: [String] = []
        for ligne in lignes {
            let cellules = ligne.split(separator: ";", maxSplits: 3).map(String.init)
            let libelle = cellules[3].trimmingPrefix("\"").replacing("\"\"", with: "\"").replacing(/"$/, with: "")
            let connus = regles.filter { $0.departementCode == cellules[0] }.flatMap(\.categories).map {
                $0.libelle.replacing(/"$/, with: "")
            }
            if !connus.contains(String(libelle).trimmingCharacters(in: .whitespaces)) { absents.append("\(cellules[0]) \(libelle)") }
        }
        #expect(lignes.count == 69 && absents.allSatisfy { $0.hasPrefix("987") } && absents.count == 1, "\(absents)")
    }
}
