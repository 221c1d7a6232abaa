import Foundation
import Model

extension Contexte {
    /// The FCTVA of the plan: on the TTC of every investment line. DETR, DSIL and the others are computed on HT, so nothing is deducted (FCTVA-2).
    func fctva() -> Plan.FCTVA {
        let (regime, motifsRegime) = fctva4()
        let (montant, motif) = fctva1()
        return Plan.FCTVA(montant: montant, exercice: anneePaiement + regime.annees, motifs: [motif] + motifsRegime)
    }

    /// FCTVA-1 — CGCT L1615-6: 16.404 % of the eligible TTC, at the rate of the year of payment.
    private func fctva1() -> (Money, Motif) {
        let paiement = LocalDate(anneePaiement, 12, 31) ?? arrete
        guard let parametre = parametres.en(paiement, "fctva.rate"), let taux = Rate(parametre.valeur) else {
            return (
                .zero,
                Motif("FCTVA-1", "CGCT, art. L. 1615-6", "Le taux du FCTVA de \(anneePaiement) n'est pas chargé : il n'est pas compté.")
            )
        }
        return (
            assiette.investissementTTC.times(taux),
            Motif(
                "FCTVA-1", "CGCT, art. L. 1615-6",
                "\(taux.decimal(places: 5).replacingOccurrences(of: ".", with: ",")) du montant TTC de l'investissement, \(assiette.investissementTTC.french).",
                ["taux": taux.decimal, "ttc_eligible": assiette.investissementTTC.decimal])
        )
    }

    /// FCTVA-4 — CGCT L1615-6: year N for EPCI and communes nouvelles, N+1 for those of the 2009–2010 convention, N+2 otherwise.
    /// FCTVA-4-26: the finance bill for 2026 wanted N+1 for EPCI; the final text was not confirmed, so N is kept and said.
    private func fctva4() -> (RegimeFCTVA, [Motif]) {
        let source = "CGCT, art. L. 1615-6"
        let regime = porteur.regimeFCTVA ?? (porteur.nature == .epci || porteur.communeNouvelle != nil ? .n : .n2)
        var motifs = [
            Motif(
                "FCTVA-4", source,
                "Versé en \(anneePaiement + regime.annees), pour des dépenses payées en \(anneePaiement) (régime \(regime.rawValue)).",
                ["regime": regime.rawValue])
        ]
        if porteur.nature == .epci, regime == .n, anneePaiement >= 2026 {
            motifs.append(
                Motif(
                    "FCTVA-4-26", "Projet de loi de finances pour 2026, art. 32",
                    "À vérifier : le projet de loi de finances pour 2026 reportait d'un an le FCTVA des EPCI ; l'adoption définitive n'a pas été confirmée."
                ))
        }
        return (regime, motifs)
    }
}
