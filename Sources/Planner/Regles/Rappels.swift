public import Model

extension Regles {
    /// What else plays in a plan that was computed: rules that its figures already respect, or that turn on facts which Trousse does not
    /// have. To be shown folded; nothing here refuses, and nothing is repeated of the plan's own reasons.
    public static func rappels(_ demande: DemandePlan, _ plan: Plan, _ parametres: Parametres) -> [Motif] {
        let (date, porteur) = (demande.dateDemande, demande.porteur)
        let aide = plan.totalFinancements > .zero
        let detr = plan.financements.contains { $0.dispositif == "DETR" }
        let horsPart = own5(departement: porteur.departement, le: date, parametres)
        let fonctionnement = demande.lignes.filter { $0.section == .fonctionnement }
        let motifs: [Motif?] = [
            detr ? eligPOP(porteur, exercice: demande.exercice, parametres) : nil,
            detr ? eligPETR(porteur) : nil,
            eligMOD(plan.eligibilite, le: date, parametres),
            aide ? what3(fonctionnement: plan.coutTotalHT - plan.investissementHT, cout: plan.coutTotalHT, le: date, parametres) : nil,
            what6(plan.financements),
            rateA3(plan.financements),
            own2(plan.financements, cout: plan.investissementHT),
            aide && horsPart == nil && !demande.chefDeFile ? own3(part: plan.partAutofinancement, le: date, parametres) : nil,
            aide && horsPart == nil ? own4(part: plan.partAutofinancement, le: date, parametres) : nil,
            horsPart,
            aide ? own6(fctva: plan.fctva.montant) : nil,
            dsil6(plan.financements, le: date),
            dsil7(plan.financements),
            fctva7(fonctionnement: fonctionnement.map(\.totalTTC).sum()),
            aide ? pub4(coutHT: plan.coutTotalHT, coutTTC: plan.coutTotalTTC, le: date, parametres) : nil,
        ]
        let dits = Set(plan.alertes.map(\.code))
        return motifs.compactMap(\.self).filter { !dits.contains($0.code) }
    }
}
