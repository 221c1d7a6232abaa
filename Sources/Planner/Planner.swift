public import Model

/// Eligibility, rates, caps, FCTVA and the search for the best lawful plan. Pure: the same demand on the same law gives the same plan; there
/// is no clock, no file, no floating point.
public struct Planner: Sendable {
    let referentiel: Referentiel

    /// - Parameter referentiel: the dated parameters of law, the dispositifs and the departmental rules (`Catalog/`).
    public init(_ referentiel: Referentiel) { self.referentiel = referentiel }

    /// The funding plan of a demand: HT for who pays what, TTC for what remains. It never throws: what the law forbids is in `refus`, what is
    /// unknown is `aVerifier` or a warning.
    ///
    /// With `financeurs`, every set of the asked dispositifs is considered; without, those of `perimetre`. The best for `objectif` is kept (see
    /// `Recherche`), and the others that nobody beats on cost, files, sureness and date at once are its alternatives.
    public func plan(_ demande: DemandePlan) -> Plan {
        let contexte = Contexte(demande, referentiel)
        let financeurs = contexte.financeurs()
        let composition = Composition(contexte, financeurs, objectif: demande.objectif)
        var plan = composition.plan
        plan.alertes += contexte.variantesAbsentes(plan)
        plan.alternatives = contexte.alternatives(composition, plan, financeurs)
        plan.effets = effets(contexte, plan)
        plan.alertes += plan.effets?.filter { $0.code == "DELIB-500" } ?? []
        return plan
    }

    /// What remains to the porteur once every aid of its plan and the FCTVA are in, TTC: the figure of `plan(_:)` without its reasons and its
    /// alternatives, for lists of kits.
    public func resteACharge(_ demande: DemandePlan) -> Money {
        let contexte = Contexte(demande, referentiel)
        return Composition(contexte, contexte.financeurs(), objectif: demande.objectif).resteACharge
    }

    /// The plan of the same project once something is changed, without its own alternatives: what an effect is measured with.
    func refaire(_ demande: DemandePlan) -> Plan {
        let contexte = Contexte(demande, referentiel)
        return Composition(contexte, contexte.financeurs(), objectif: demande.objectif).plan
    }
}
