import Foundation
import Model
import Testing

@Suite("Les jours du calendrier")
struct LocalDateTests {
    private func jour(_ texte: String) throws -> LocalDate { try #require(LocalDate(iso: texte)) }

    /// The next day, counted the plain way: the reference for the arithmetic by eras.
    private func lendemain(_ a: Int, _ m: Int, _ j: Int) -> (Int, Int, Int) {
        let bissextile = (a % 4 == 0 && a % 100 != 0) || a % 400 == 0
        let longueurs = [31, bissextile ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        if j < longueurs[m - 1] { return (a, m, j + 1) }
        return m < 12 ? (a, m + 1, 1) : (a + 1, 1, 1)
    }

    @Test("de 1899 à 2101, chaque jour suit le précédent, en date, en écart et en jour de semaine")
    func boucle() throws {
        let depart = try jour("1899-01-01")
        var (a, m, j) = (1899, 1, 1)
        var nombre = 0
        // Le 1er janvier 1899 était un dimanche.
        var semaine = 7
        while a < 2101 {
            let date = try #require(LocalDate(a, m, j))
            guard depart.adding(days: nombre) == date, depart.days(to: date) == nombre, date.weekday == semaine,
                date.adding(days: -nombre) == depart
            else {
                Issue.record("\(date) : \(depart.adding(days: nombre)), jour \(date.weekday) au lieu de \(semaine)")
                return
            }
            (a, m, j) = lendemain(a, m, j)
            nombre += 1
            semaine = semaine % 7 + 1
        }
        #expect(nombre == 73_779)
    }

    @Test("le 21 novembre 2026 est un samedi, le 19 avril 2026 un dimanche, le 11 novembre 1918 un lundi")
    func semaine() throws {
        #expect(try jour("2026-11-21").weekday == 6 && jour("2026-04-19").weekday == 7 && jour("1918-11-11").weekday == 1)
    }

    @Test(
        "ajouter des mois garde le jour, ou prend le dernier du mois",
        arguments: [
            ("2025-11-30", 3, "2026-02-28"), ("2023-11-30", 3, "2024-02-29"), ("2026-01-31", 1, "2026-02-28"),
            ("2026-01-15", 12, "2027-01-15"),
            ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"), ("2024-02-29", 12, "2025-02-28"),
            ("2026-12-31", 2, "2027-02-28"),
        ])
    func mois(depart: String, mois: Int, attendu: String) throws {
        #expect(try jour(depart).adding(months: mois).description == attendu)
    }

    @Test(
        "un jour qui n’existe pas, ou mal écrit, n’est pas un jour",
        arguments: [
            "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-15", "2026-+1-15", "26-01-15", "2026/01/15",
            "2026-01-15 ", "٢٠٢٦-٠١-١٥", "",
        ])
    func refus(texte: String) { #expect(LocalDate(iso: texte) == nil) }

    @Test("une date se lit et s’écrit en français ; une année à deux chiffres n’est pas devinée")
    func francais() throws {
        #expect(LocalDate(french: "15/01/2026") == LocalDate(2026, 1, 15) && LocalDate(french: "5/1/2026") == LocalDate(2026, 1, 5))
        #expect(LocalDate(french: "2026-01-15") == LocalDate(2026, 1, 15))
        #expect(LocalDate(french: "15/01/26") == nil && LocalDate(french: "+5/01/2026") == nil && LocalDate(french: "31/02/2026") == nil)
        #expect(try jour("2026-01-15").french == "15/01/2026" && jour("2026-02-01").longFrench == "1er février 2026")
        #expect(try jour("2000-02-29").longFrench == "29 février 2000")
    }

    @Test("les jours s’ordonnent")
    func ordre() throws { #expect(try jour("2025-12-31") < jour("2026-01-01") && jour("2026-02-01") > jour("2026-01-31")) }

    @Test("dans les fichiers, un jour est un texte AAAA-MM-JJ")
    func codable() throws {
        let date = try jour("2026-01-15")
        #expect(try String(decoding: JSONEncoder().encode([date]), as: UTF8.self) == #"["2026-01-15"]"#)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([LocalDate].self, from: Data(#"["2026-02-30"]"#.utf8)) }
    }
}
