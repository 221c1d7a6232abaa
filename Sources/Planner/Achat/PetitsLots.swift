public import Model

/// The lots of a formal market that may follow an adapted procedure: each strictly under an amount, together at most a share of the whole
/// (NEED-7, CCP R2123-1 2°). Amounts HT.
public struct PetitsLots: Sendable, Hashable {
    /// Positions of the lots that may, smallest first taken while the share lasts: as many lots as the text allows.
    public let admis: [Int]

    public init(_ lots: [Money], total: Money? = nil, en date: LocalDate, _ parametres: Parametres) {
        guard let plafond = parametres.money("ccp.small_lot", en: date), let part = parametres.rate("ccp.small_lots_share", en: date) else {
            admis = []
            return
        }
        var reste = (total ?? lots.sum()).times(part, .down)
        var choisis: [Int] = []
        for (index, lot) in lots.enumerated().sorted(by: { ($0.element, $0.offset) < ($1.element, $1.offset) })
        where lot > .zero && lot < plafond && lot <= reste {
            reste -= lot
            choisis.append(index)
        }
        admis = choisis.sorted()
    }
}
