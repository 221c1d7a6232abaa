import Foundation
import Model

extension Contexte {
    /// The FCTVA of the plan: on the TTC of every investment line.
    /// - Parameter surTTC: State money computed on TTC.
    func fctva(surTTC: Money) -> Plan.FCTVA {
        let (regime, motifsRegime) = fctva4()
        let (montant, motif) = fctva1(surTTC)
        return Plan.FCTVA(montant: montant, exercice: anneePaiement + regime.annees, motifs: [motif] + motifsRegime)
    }

    /// The rate of the year of payment; nil when it is not loaded.
    var tauxFCTVA: Rate? { LocalDate(anneePaiement, 12, 31).flatMap { parametres.rate("fctva.rate", en: $0) } }

    /// Does this dispositif take its amount out of the base (FCTVA-2, CGCT L1615-10)?
    func estEtatSurTTC(_ code: String) -> Bool {
        referentiel.dispositif(code).map { $0.aide.base == .ttc && $0.cumul.estEtat } ?? false
    }

    /// FCTVA-1 — CGCT L1615-6: 16.404 % of the eligible TTC, at the rate of the year of payment.
    /// FCTVA-2 — L1615-10: State subsidies computed on TTC are deducted; DETR and DSIL are on HT, so nothing is.
    private func fctva1(_ surTTC: Money) -> (Money, Motif) {
        guard let taux = tauxFCTVA else {
            return (
                .zero,
                Motif("FCTVA-1", "CGCT, art. L. 1615-6", "Le taux du FCTVA de \(anneePaiement) n'est pas chargé : il n'est pas compté.")
            )
        }
        let base = max(.zero, assiette.investissementTTC - surTTC)
        let deduit = surTTC > .zero ? ", moins \(surTTC.french) de subventions de l'État calculées sur le TTC" : ""
        return (
            base.times(taux),
            Motif(
                surTTC > .zero ? "FCTVA-2" : "FCTVA-1", surTTC > .zero ? "CGCT, art. L. 1615-10" : "CGCT, art. L. 1615-6",
                "\(taux.pourcentExact) du montant TTC de l'investissement, \(assiette.investissementTTC.french)\(deduit).",
                ["taux": taux.decimal, "ttc_eligible": base.decimal])
        )
    }

    /// FCTVA-4 — CGCT L1615-6: year N for EPCI and communes nouvelles, N+1 for those of the 2009–2010 convention, N+2 otherwise.
    /// FCTVA-4-26: the finance bill for 2026 wanted N+1 for EPCI; as long as the dated regime is not certain, it is said.
    private func fctva4() -> (RegimeFCTVA, [Motif]) {
        let cle =
            switch porteur.nature {
            case .epci: "fctva.regime.epci"
            case .commune where porteur.communeNouvelle != nil: "fctva.regime.commune_nouvelle"
            case .commune, .syndicat: "fctva.regime.commune"
            }
        let parametre = LocalDate(anneePaiement, 12, 31).flatMap { parametres.en($0, cle) }
        let regime = porteur.regimeFCTVA ?? parametre.flatMap { RegimeFCTVA(rawValue: $0.valeur) } ?? .n2
        var motifs = [
            Motif(
                "FCTVA-4", "CGCT, art. L. 1615-6",
                "Versé en \(anneePaiement + regime.annees), pour des dépenses payées en \(anneePaiement) (régime \(regime.rawValue)).",
                ["regime": regime.rawValue])
        ]
        if let parametre, porteur.regimeFCTVA == nil, !parametre.peutRefuser { motifs.append(.fctva426(parametre.source)) }
        return (regime, motifs)
    }
}

extension Motif {
    /// FCTVA-4-26: the year of the FCTVA of an EPCI from 2026.
    static func fctva426(_ source: String) -> Motif {
        Motif(
            "FCTVA-4-26", source,
            "À vérifier : le projet de loi de finances pour 2026 reportait d'un an le FCTVA des EPCI ; l'adoption définitive n'a pas été confirmée."
        )
    }
}
