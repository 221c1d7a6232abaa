import Model

extension Contexte {
    /// What goes out and comes in until the porteur is whole: a simple forecast, the sum of which is minus the remaining cost.
    /// The decision is expected at mid-exercice (80 % of the credits are notified in the first semester, RULES WHAT-5) and not before the delay
    /// of completeness has run; the order follows, delivery and payment three months later, always within the year of payment.
    func tresorerie(_ financements: [Plan.Financement], _ fctva: Plan.FCTVA) -> [Plan.Echeance] {
        guard assiette.coutTTC > .zero, let finAnnee = LocalDate(anneePaiement, 12, 31) else { return [] }
        let complet = reception.adding(months: parametres.integer("complete.months", en: reception) ?? 3)
        let decision = max(LocalDate(demande.exercice, 6, 30) ?? complet, complet)
        let commande = min(decision.adding(days: 15), finAnnee)
        let paiement = min(commande.adding(months: 3), finAnnee)
        var echeances: [Plan.Echeance] = []
        for financement in financements where financement.montant > .zero {
            let avance = pay2(financement)
            if avance > .zero {
                echeances.append(
                    .init(
                        date: min(commande.adding(months: 2), paiement), libelle: "Avance \(nom(financement.dispositif))", montant: avance))
            }
            let libelle = avance > .zero ? "Solde \(nom(financement.dispositif))" : nom(financement.dispositif)
            echeances.append(.init(date: paiement.adding(months: 3), libelle: libelle, montant: financement.montant - avance))
        }
        echeances.append(.init(date: paiement, libelle: "Paiement des fournisseurs", montant: -assiette.coutTTC))
        if fctva.montant > .zero {
            let mois = fctva.exercice == anneePaiement ? 12 : 6
            let date = LocalDate(fctva.exercice, mois, mois == 12 ? 31 : 30) ?? finAnnee
            echeances.append(.init(date: date, libelle: "FCTVA", montant: fctva.montant))
        }
        return echeances.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)
    }

    /// PAY-2 — CGCT R2334-30 II: an advance of 30 % once the porteur has told the préfet that the operation began; DETR and the funds that follow it.
    private func pay2(_ financement: Plan.Financement) -> Money {
        guard sousPlafondEtat(financement.dispositif), let taux = parametres.rate("pay.avance", en: arrete) else { return .zero }
        return financement.montant.times(taux)
    }
}
