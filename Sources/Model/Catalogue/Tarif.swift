/// A price range, HT for one unit, with the days it holds: `du` and `au` are both included; `au` nil, until another takes its place.
public struct Tarif: Codable, Sendable, Hashable {
    public let du: LocalDate
    public let au: LocalDate?
    public let prix: Prix
    /// Who gave it: a quote, a supplier's catalogue; nil: the catalogue's own files.
    public let source: String?
    public init(du: LocalDate, au: LocalDate? = nil, prix: Prix, source: String? = nil) {
        (self.du, self.au, self.prix, self.source) = (du, au, prix, source)
    }

    /// The same price, over at the latest on a day.
    func finissant(_ jour: LocalDate) -> Tarif {
        Tarif(du: du, au: au.map { min($0, jour) } ?? jour, prix: prix, source: source)
    }
}

extension Article {
    /// What the prices become when a file is brought over those already known: the file decides from its first day to the start of its last
    /// period; what is older stays as history, what is more recent (a supplier's price accepted meanwhile) stays in force.
    /// - Parameter connus: in the order of days, without overlap.
    public func tarifs(apres connus: [Tarif]) -> [Tarif] {
        let (premier, dernier) = (tarifs.first?.du ?? datePrix, tarifs.last?.du ?? datePrix)
        let avant = connus.filter { $0.du < premier }.map { $0.finissant(premier.adding(days: -1)) }
        let ensuite = connus.filter { $0.du > dernier }
        var propres = tarifs
        if let suivant = ensuite.first, let dernier = propres.popLast() { propres.append(dernier.finissant(suivant.du.adding(days: -1))) }
        return avant + propres + ensuite
    }
}
