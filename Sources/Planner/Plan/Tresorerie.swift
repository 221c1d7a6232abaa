import Foundation
import Model

/// The days that a plan turns on, as far as they can be foreseen.
struct Previsions {
    /// The last decision that the plan waits for.
    let decision: LocalDate
    let commande: LocalDate
    let livraison: LocalDate
    /// Suppliers are paid thirty days after delivery (LATE-1).
    let paiement: LocalDate
}

extension Contexte {
    /// Decisions are expected on the usual day of each dispositif (the DETR notifies 80 % of its credits in the first semester, WHAT-5) and not
    /// before the delay of completeness has run (APP-2); the order follows the last one, delivery two months later, payment within the legal
    /// thirty days, always within the year of payment.
    func previsions(_ codes: [String]) -> Previsions {
        let complet = reception.adding(months: parametres.integer("complete.months", en: reception) ?? 3)
        let milieu = LocalDate(demande.exercice, 6, 30) ?? complet
        let attendues = codes.map { referentiel.dispositif($0)?.versement.decision?.en(demande.exercice) ?? milieu }
        return previsions(decision: attendues.isEmpty ? max(milieu, complet) : attendues.reduce(complet, max))
    }

    func previsions(decision: LocalDate) -> Previsions {
        let finAnnee = LocalDate(anneePaiement, 12, 31) ?? reception
        let commande = min(decision.adding(days: 15), finAnnee)
        let livraison = min(commande.adding(months: 2), finAnnee)
        let jours = parametres.integer("late.days", en: livraison) ?? 30
        return Previsions(
            decision: decision, commande: commande, livraison: livraison, paiement: min(livraison.adding(days: jours), finAnnee))
    }

    /// How one funder pays: PAY-2, PAY-3, PAY-4 (CGCT R2334-30) for those whose dispositif says so, all at once after the proofs for the others.
    func versements(_ code: String, _ previsions: Previsions) -> [(part: Rate, libelle: String, date: LocalDate)] {
        let regles = referentiel.dispositif(code)?.versement ?? .init(avance: sousPlafondEtat(code), acomptes: sousPlafondEtat(code))
        let solde = previsions.paiement.adding(months: regles.delaiSoldeMois)
        var (versements, verse): ([(part: Rate, libelle: String, date: LocalDate)], Decimal) = ([], 0)
        if regles.avance, let avance = parametres.rate("pay.avance", en: arrete) {
            versements.append((avance, "Avance \(nom(code))", min(previsions.commande.adding(months: 2), previsions.paiement)))
            verse += avance.value
        }
        if regles.acomptes, let plafond = parametres.rate("pay.acomptes_max", en: arrete), plafond.value > verse {
            versements.append((Rate(plafond.value - verse), "Acompte \(nom(code))", previsions.paiement.adding(months: 1)))
            verse = plafond.value
        }
        versements.append((Rate(1 - verse), versements.isEmpty ? nom(code) : "Solde \(nom(code))", solde))
        return versements
    }

    /// What goes out and comes in until the porteur is whole; the sum is minus the remaining cost.
    func tresorerie(_ financements: [Plan.Financement], _ fctva: Plan.FCTVA) -> [Plan.Echeance] {
        guard assiette.coutTTC > .zero else { return [] }
        let previsions = previsions(financements.filter { $0.statut == .demande }.map(\.dispositif))
        var echeances = financements.filter { $0.montant > .zero }.flatMap { self.echeances($0, previsions) }
        echeances.append(.init(date: previsions.paiement, libelle: "Paiement des fournisseurs", montant: -assiette.coutTTC))
        if fctva.montant > .zero {
            let mois = fctva.exercice == anneePaiement ? 12 : 6
            let date = LocalDate(fctva.exercice, mois, mois == 12 ? 31 : 30) ?? previsions.paiement
            echeances.append(.init(date: date, libelle: "FCTVA", montant: fctva.montant))
        }
        return echeances.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)
    }

    /// The advance to the cent, then what keeps the sum under its ceiling (C35), the last payment taking what is left.
    private func echeances(_ financement: Plan.Financement, _ previsions: Previsions) -> [Plan.Echeance] {
        let versements = versements(financement.dispositif, previsions)
        var (verse, part) = (Money.zero, Decimal(0))
        return versements.enumerated().compactMap { index, versement -> Plan.Echeance? in
            part += versement.part.value
            let cumul =
                index == versements.count - 1
                ? financement.montant : financement.montant.times(Rate(part), index == 0 ? .halfUp : .down)
            let montant = cumul - verse
            verse += montant
            return montant > .zero ? .init(date: versement.date, libelle: versement.libelle, montant: montant) : nil
        }
    }
}
