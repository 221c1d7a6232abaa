public import Model

/// One dated line of an operation's calendar: what happened, what must be done before, what is expected.
public struct EntreeCalendrier: Sendable, Hashable {
    public enum Nature: String, Sendable, Hashable, CaseIterable {
        /// It happened.
        case fait
        /// A deadline: of the law, of the arrêté or of the préfecture.
        case limite
        /// Expected, or possible: nothing is lost when it passes.
        case prevision
    }

    public let date: LocalDate
    public let titre: String
    /// `DELAY-1`, as RULES names it.
    public let regle: String
    /// `CGCT, art. R. 2334-28`
    public let article: String
    public let explication: String
    public let nature: Nature
    /// Tells two entries of one rule apart in one operation: the dossier's number, `proroge`. Stable from one day to the next.
    public let cle: String

    init(_ nature: Nature, _ date: LocalDate, _ titre: String, _ regle: String, _ article: String, _ explication: String, cle: String = "")
    {
        (self.nature, self.date, self.titre, self.regle, self.article) = (nature, date, titre.typographie, regle, article)
        (self.explication, self.cle) = (explication.typographie, cle)
    }

    /// DELAY-4: what is said of a deadline on a day when offices are closed; nil for what is past or expected.
    public var ferme: String? {
        guard nature == .limite else { return nil }
        return date.chomage.map { "C'est un \($0) : aucun texte ne reporte cette date, agissez avant.".typographie }
    }
}
