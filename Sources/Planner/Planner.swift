public import Model

/// Eligibility, rates, caps, FCTVA and the search for the plan that costs the porteur least. Pure: the same demand on the same law gives the
/// same plan; there is no clock, no file, no floating point.
public struct Planner: Sendable {
    private let referentiel: Referentiel

    /// - Parameter referentiel: the dated parameters of law, the dispositifs and the departmental rules (`Catalog/`).
    public init(_ referentiel: Referentiel) { self.referentiel = referentiel }

    /// The funding plan of a demand: HT for who pays what, TTC for what remains. It never throws: what the law forbids is in `refus`, what is
    /// unknown is `aVerifier` or a warning.
    ///
    /// With `financeurs`, every set of the asked dispositifs is considered and the greatest lawful aid is kept (see `Recherche`). Without, the
    /// plan holds one State dotation — the DETR when it can serve, else the DSIL — and the funders of the programme; the DSIL beside the DETR is
    /// an alternative, because the préfet de région decides it and mostly for larger projects.
    public func plan(_ demande: DemandePlan) -> Plan {
        let contexte = Contexte(demande, referentiel)
        let financeurs = demande.financeurs ?? contexte.financeursParDefaut()
        var plan = Composition(contexte, financeurs).plan
        plan.alertes += contexte.dsil4(plan)
        plan.alertes += deliberation(contexte, financeurs, plan)
        plan.alternatives = contexte.alternatives(plan, financeurs)
        return plan
    }

    /// What remains to the porteur once every aid of its plan and the FCTVA are in, TTC: the figure of `plan(_:)` without its reasons and its
    /// alternatives, for lists of kits.
    public func resteACharge(_ demande: DemandePlan) -> Money {
        let contexte = Contexte(demande, referentiel)
        return Composition(contexte, demande.financeurs ?? contexte.financeursParDefaut()).resteACharge
    }

    /// What the council's decision on small equipment would change (RULES 5.1 step 3): the same plan with those lines in investment.
    private func deliberation(_ contexte: Contexte, _ financeurs: [Financeur], _ plan: Plan) -> [Motif] {
        let montant = contexte.assiette.deliberationHT
        guard montant > .zero else { return [] }
        var demande = contexte.demande
        demande.lignes = demande.lignes.map(\.apresDeliberation)
        let financeurs = contexte.demande.financeurs ?? Contexte(demande, referentiel).financeursParDefaut()
        let apres = Composition(Contexte(demande, referentiel), financeurs).plan
        let aide = apres.totalFinancements - plan.totalFinancements
        let reste = apres.resteAChargeTTC - plan.resteAChargeTTC
        return [
            Motif(
                "DELIB-500", "Arrêté du 26 octobre 2001, art. 1er",
                "La décision du conseil sur \(montant.french) de petit matériel changerait l'aide de \(aide.frenchSigne) et le reste à charge de \(reste.frenchSigne).",
                ["petit_materiel_ht": montant.decimal, "aide": aide.decimal, "reste_a_charge": reste.decimal])
        ]
    }
}

extension Money {
    /// `+105,00 €`, `−141,34 €`: a difference.
    fileprivate var frenchSigne: String { cents > 0 ? "+\(french)" : french }
}
