public import Model
import Planner

/// The price after subsidy of a kit for one porteur: what a card shows.
public struct Estimation: Sendable, Hashable {
    public let plan: Plan
    /// HT lines only, without a demand: the plan supposes a demand of that day.
    public init(_ kit: KitChiffre, pour porteur: Porteur, le date: LocalDate, _ referentiel: Referentiel) {
        let demande = DemandePlan(
            dateDemande: date, exercice: date.exerciceDeProgrammation, porteur: porteur, lignes: kit.lignesPlan())
        plan = Planner(referentiel).plan(demande)
    }

    /// What remains for the commune, TTC, once aids and FCTVA are in; nil when some price is missing.
    public var resteAChargeTTC: Money? { plan.estPartiel ? nil : plan.resteAChargeTTC }
}
