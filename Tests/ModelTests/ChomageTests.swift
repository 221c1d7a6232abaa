import Testing

@testable import Model

@Suite("Jours où les bureaux sont fermés")
struct ChomageTests {
    @Test(
        "Pâques, tel que le calendrier l’annonce",
        arguments: [
            "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2018-04-01", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
            "2038-04-25",
        ])
    func paques(_ iso: String) throws {
        let attendu = try #require(LocalDate(iso: iso))
        #expect(LocalDate.paques(attendu.year) == attendu)
    }

    @Test("onze jours fériés par an, et Pâques toujours un dimanche")
    func onze() throws {
        for year in 1990...2100 {
            let debut = try #require(LocalDate(year, 1, 1))
            let feries = (0..<debut.days(to: try #require(LocalDate(year + 1, 1, 1)))).compactMap { debut.adding(days: $0).chomage }
                .filter { $0.hasPrefix("jour férié") }
            #expect(LocalDate.paques(year).weekday == 7)
            // The Ascension and the first or the eighth of May may be one day.
            #expect(feries.count == 11 || feries.count == 10)
        }
    }

    @Test("un jour ouvré n’est pas chômé ; un samedi, un dimanche et un férié le sont")
    func jours() throws {
        #expect(try #require(LocalDate(iso: "2026-11-20")).chomage == nil)
        #expect(try #require(LocalDate(iso: "2026-11-21")).chomage == "samedi")
        #expect(try #require(LocalDate(iso: "2026-11-22")).chomage == "dimanche")
        #expect(try #require(LocalDate(iso: "2026-05-25")).chomage == "jour férié (lundi de Pentecôte)")
    }
}
