/// One month of the commune's cash for the project.
public struct MoisDeTresorerie: Sendable, Hashable {
    /// First day of the month.
    public let mois: LocalDate
    public let entrees: Money
    public let sorties: Money
    /// What the project has brought (positive) or cost (negative) since its beginning, at the end of the month.
    public let solde: Money
}

extension [Plan.Echeance] {
    /// The deepest balance and the first day it is reached; nil without any movement.
    public var pointBas: (date: LocalDate, solde: Money)? {
        var (solde, bas): (Money, (date: LocalDate, solde: Money)?) = (.zero, nil)
        for echeance in sorted(by: { $0.date < $1.date }) {
            solde += echeance.montant
            if bas.map({ solde < $0.solde }) ?? true { bas = (echeance.date, solde) }
        }
        return bas
    }

    /// Month by month, from the first movement to the last, every month in between.
    public var parMois: [MoisDeTresorerie] {
        guard let debut = map(\.date).min()?.premierDuMois, let fin = map(\.date).max()?.premierDuMois else { return [] }
        let mouvements = Dictionary(grouping: self) { $0.date.premierDuMois }
        var (mois, solde, lignes): (LocalDate, Money, [MoisDeTresorerie]) = (debut, .zero, [])
        while mois <= fin {
            let montants = mouvements[mois, default: []].map(\.montant)
            solde += montants.sum()
            lignes.append(
                MoisDeTresorerie(
                    mois: mois, entrees: montants.filter { $0 > .zero }.sum(), sorties: montants.filter { $0 < .zero }.sum(), solde: solde))
            mois = mois.adding(months: 1)
        }
        return lignes
    }
}

extension LocalDate {
    fileprivate var premierDuMois: LocalDate { adding(days: 1 - day) }
}
