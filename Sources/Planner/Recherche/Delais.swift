import Foundation
import Model

/// When the money of each candidate comes after the suppliers are paid: what «soonest» is counted with. The days turn on the last decision
/// that a set of dispositifs waits for, of which there are few: each is worked out once.
struct Delais {
    /// Beyond this number of days a centime received is worth nothing more than one never received: past the year of the FCTVA.
    static let horizon: Int64 = 1_826

    /// The day the decision of each candidate is expected.
    private let decisions: [LocalDate]
    /// By last decision, what one centime of each candidate is worth, in percents × days before the horizon.
    private let valeurs: [LocalDate: [Int64]]

    init(_ codes: [String], _ contexte: Contexte) {
        let decisions = codes.map { contexte.previsions([$0]).decision }
        self.decisions = decisions
        valeurs = Dictionary(
            Set(decisions).map { decision in
                let previsions = contexte.previsions(decision: decision)
                return (decision, codes.map { Self.valeur(contexte.versements($0, previsions), previsions) })
            }, uniquingKeysWith: { $1 })
    }

    /// For a set of candidates; empty: as if nothing was waited for.
    func valeurs(_ indices: [Int]) -> [Int64] {
        guard let derniere = indices.map({ decisions[$0] }).max() else { return decisions.map { _ in 0 } }
        return valeurs[derniere] ?? decisions.map { _ in 0 }
    }

    private static func valeur(_ versements: [(part: Rate, libelle: String, date: LocalDate)], _ previsions: Previsions) -> Int64 {
        versements.reduce(0) {
            $0 + Rounding.halfUp.cents($1.part.value * 100).cents * max(0, horizon - Int64(previsions.paiement.days(to: $1.date)))
        }
    }
}
