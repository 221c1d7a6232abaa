extension LocalDate {
    /// Why offices are closed on this day: `samedi`, `dimanche`, or `jour férié` with its name; nil on a working day.
    ///
    /// The public holidays are those of the Code du travail, art. L3133-1, all over France; local ones (Alsace-Moselle, overseas) are not counted.
    public var chomage: String? {
        if let fete { return "jour férié (\(fete))" }
        return weekday == 6 ? "samedi" : weekday == 7 ? "dimanche" : nil
    }

    private var fete: String? {
        switch (month, day) {
        case (1, 1): return "jour de l’an"
        case (5, 1): return "fête du travail"
        case (5, 8): return "8 mai"
        case (7, 14): return "fête nationale"
        case (8, 15): return "Assomption"
        case (11, 1): return "Toussaint"
        case (11, 11): return "11 novembre"
        case (12, 25): return "Noël"
        default: break
        }
        return switch LocalDate.paques(year).days(to: self) {
        case 1: "lundi de Pâques"
        case 39: "Ascension"
        case 50: "lundi de Pentecôte"
        default: nil
        }
    }

    /// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
    static func paques(_ year: Int) -> LocalDate {
        let (golden, century, ofCentury) = (year % 19, year / 100, year % 100)
        let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * weekday) / 451
        let index = epact + weekday - 7 * late + 114
        return LocalDate(year, index / 31, index % 31 + 1)!
    }
}
