import Model
import Testing

@Suite("Les nombres de la loi, à leur date")
struct ParametresTests {
    private let parametres = Parametres([
        Parametre(cle: "seuil", valeur: "40000", du: LocalDate(2020, 1, 1)!, au: LocalDate(2026, 3, 31)!, source: "A", confiance: .vu),
        Parametre(cle: "seuil", valeur: "60000", du: LocalDate(2026, 4, 1)!, au: nil, source: "B", confiance: .vu),
    ])

    @Test(
        "la version en vigueur est celle du jour demandé, bornes comprises",
        arguments: [("2019-12-31", nil), ("2020-01-01", 40_000), ("2026-03-31", 40_000), ("2026-04-01", 60_000), ("2099-01-01", 60_000)]
            as [(String, Int?)])
    func version(date: String, attendu: Int?) throws {
        #expect(parametres.integer("seuil", en: try #require(LocalDate(iso: date))) == attendu)
    }

    @Test("une clé absente n’a pas de valeur")
    func absente() throws { #expect(parametres.money("autre", en: try #require(LocalDate(iso: "2026-05-01"))) == nil) }

    @Test("la règle de l’exercice exact passe avant la règle sans exercice")
    func regleDepartement() {
        func regle(_ exercice: Int?, _ nombre: Int, _ dispositif: String = "DETR") -> RegleDepartement {
            RegleDepartement(
                departementCode: "03", dispositif: dispositif, exercice: exercice, tauxMin: nil, tauxMax: nil, plancherDepense: nil,
                plafondDepense: nil, tauxMedianObserve: nil, nombreObserve: nombre, arrondi: .halfUp, source: "Essai", confiance: .vu)
        }
        let referentiel = Referentiel(
            parametres: parametres, dispositifs: [], regles: [regle(nil, 1), regle(2026, 2), regle(nil, 3, "DSIL")])
        #expect(referentiel.regle("DETR", departement: "03", exercice: 2026)?.nombreObserve == 2)
        #expect(referentiel.regle("DETR", departement: "03", exercice: 2025)?.nombreObserve == 1)
        #expect(referentiel.regle("DSIL", departement: "03", exercice: 2026)?.nombreObserve == 3)
        #expect(referentiel.regle("DETR", departement: "04", exercice: 2026) == nil)
    }
}
