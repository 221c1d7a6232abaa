public import Model
import Planner

/// What a kit would cost one porteur: HT lines only, without a demand, hence as if it were made on the day given.
public struct Estimation: Sendable, Hashable {
    public let plan: Plan
    /// Short names of the dispositifs, by code.
    public let noms: [String: String]

    public init(_ kit: KitChiffre, pour porteur: Porteur, le date: LocalDate, _ referentiel: Referentiel) {
        plan = Planner(referentiel).plan(kit.demande(pour: porteur, le: date))
        noms = referentiel.nomsCourts
    }

    /// What remains for the commune, TTC, once aids and FCTVA are in; nil when some price is missing.
    public var resteAChargeTTC: Money? { plan.estPartiel ? nil : plan.resteAChargeTTC }

    /// The same without the plan that explains it: what a card shows.
    /// - Parameter decisionPetitMateriel: the council makes small equipment investment.
    public static func resteAChargeTTC(
        _ kit: KitChiffre, pour porteur: Porteur, le date: LocalDate, decisionPetitMateriel: Bool = false, _ referentiel: Referentiel
    ) -> Money? {
        kit.estPartiel
            ? nil : Planner(referentiel).resteACharge(kit.demande(pour: porteur, le: date, decisionPetitMateriel: decisionPetitMateriel))
    }
}

extension KitChiffre {
    fileprivate func demande(pour porteur: Porteur, le date: LocalDate, decisionPetitMateriel: Bool = false) -> DemandePlan {
        DemandePlan(
            dateDemande: date, exercice: date.exerciceDeProgrammation, porteur: porteur,
            lignes: lignesPlan(decisionPetitMateriel: decisionPetitMateriel), perimetre: .conseilles,
            nature: NatureProjet(besoins: [kit.besoin]))
    }
}
