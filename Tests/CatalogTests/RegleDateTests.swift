import Foundation
import Model
import Testing

@Suite("Les règles datées livrées")
struct RegleDateTests {
    let referentiel: Referentiel

    init() throws { referentiel = try shipped.get().referentiel }

    struct Case: Sendable, CustomTestStringConvertible {
        let cle: String
        let date: String
        let valeur: String?
        var testDescription: String { "\(cle) au \(date)" }
        init(_ cle: String, _ date: String, _ valeur: String?) { (self.cle, self.date, self.valeur) = (cle, date, valeur) }
    }

    static let cases: [Case] = [
        .init("detr.commission.avis_above", "2017-12-31", "150000"),
        .init("detr.commission.avis_above", "2018-01-01", "100000"),
        .init("ccp.no_procedure.supplies", "2019-12-31", "25000"),
        .init("ccp.no_procedure.supplies", "2026-03-31", "40000"),
        .init("ccp.no_procedure.supplies", "2026-04-01", "60000"),
        .init("start.rule", "2018-09-30", "not_before_complete"),
        .init("start.rule", "2018-10-01", "not_before_receipt"),
        .init("state.cap", "2021-10-05", nil),
        .init("state.cap", "2021-10-06", "0.80"),
        .init("public_aid.cap", "2021-10-05", "0.80"),
        .init("public_aid.cap", "2021-10-06", nil),
        .init("fctva.rate", "2014-12-31", "0.15761"),
        .init("fctva.rate", "2026-11-21", "0.16404"),
        .init("late.rate", "2023-06-30", "0.1050"),
        .init("late.rate", "2026-01-01", nil),
        .init("agec.it_share", "2027-01-01", "0.25"),
        .init("ccp.env_criterion_required", "2026-08-20", nil),
        .init("ccp.env_criterion_required", "2026-08-21", "true"),
        .init("own_share.exempt_territories", "2026-01-01", "GP|GF|RE|MQ|YT|BL|MF|PM"),
        .init("fctva.regime.commune", "2026-01-01", "N+2"),
    ]

    @Test("la valeur est celle du jour demandé", arguments: cases)
    func lookup(_ expected: Case) throws {
        let date = try #require(LocalDate(iso: expected.date))
        #expect(referentiel.parametres.en(date, expected.cle)?.valeur == expected.valeur)
    }

    @Test("la confiance suit ce qui a été lu : plancher DETR connu de 2011 à 2021, vu avant et après")
    func confidence() throws {
        let vu = try #require(LocalDate(2011, 5, 12))
        let connu = try #require(LocalDate(2011, 5, 13))
        let revu = try #require(LocalDate(2021, 10, 6))
        #expect([vu, connu, revu].map { referentiel.parametres.en($0, "detr.rate_min")?.confiance } == [.vu, .connu, .vu])
    }

    @Test("le régime de FCTVA des EPCI en 2026 est une interprétation, qui le dit")
    func epciRegime() throws {
        let date = try #require(LocalDate(2026, 1, 1))
        let regime = try #require(referentiel.parametres.en(date, "fctva.regime.epci"))
        #expect(regime.valeur == "N")
        #expect(regime.confiance == .interpretation)
        #expect(regime.precision?.contains("N+1") == true)
    }

    @Test("un département a sa fourchette de l’exercice et, à défaut, son usage observé")
    func departement() throws {
        let somme = try #require(referentiel.regle("DETR", departement: "80", exercice: 2026))
        #expect((somme.tauxMin, somme.tauxMax) == (Rate("0.30"), Rate("0.40")))
        #expect(somme.confiance == .vu && somme.sourceObservation?.hasPrefix("DGCL et ANCT") == true)
        let avant = try #require(referentiel.regle("DETR", departement: "80", exercice: 2025))
        #expect(avant.tauxMin == nil)
        #expect(avant.tauxMedianObserve == somme.tauxMedianObserve)
        #expect(avant.nombreObserve > 0)
    }

    @Test("un département sans observation n’en invente pas, et la médiane nationale existe")
    func noObservation() throws {
        let maineEtLoire = try #require(referentiel.regle("DETR", departement: "49", exercice: 2026))
        #expect(maineEtLoire.tauxMedianObserve == nil)
        #expect(maineEtLoire.nombreObserve == 0)
        #expect(referentiel.regle("DETR", departement: "59", exercice: 2026) == nil)
        for dispositif in ["DETR", "DSIL"] {
            let france = try #require(referentiel.regle(dispositif, departement: "FR", exercice: 2026))
            #expect(france.tauxMedianObserve == Rate("0.4"))
            #expect(france.nombreObserve >= 200)
        }
    }
}
