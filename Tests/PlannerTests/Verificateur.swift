import Foundation
import Model

/// Checks a plan against the law again, apart from the planner: whole-number arithmetic, its own thresholds, nothing shared. Slow and plain.
struct Verificateur {
    let demande: DemandePlan

    /// What the plan breaks, in a few words each; empty when it breaks nothing.
    func fautes(_ plan: Plan) -> [String] {
        guard plan.refus.isEmpty else { return [] }
        return sommes(plan) + plafonds(plan) + planchers(plan) + eligibilites(plan) + demandes(plan) + fctva(plan) + tresorerie(plan)
    }

    private struct Ligne { let ht: Int, ttc: Int, investissement: Bool, eligible: Bool }

    /// Half up, for products of natural numbers.
    private func arrondi(_ produit: Int, sur diviseur: Int) -> Int { (2 * produit + diviseur) / (2 * diviseur) }

    /// Quantities are whole and VAT has at most three decimals in the generated demands.
    private var lignes: [Ligne] {
        demande.lignes.map { ligne in
            let quantite = NSDecimalNumber(decimal: ligne.quantite).intValue
            let ht = quantite * Int(ligne.prixUnitaireHT?.cents ?? 0)
            let tva = NSDecimalNumber(decimal: ligne.tauxTva.value * 1000).intValue
            return Ligne(
                ht: ht, ttc: arrondi(ht * (1000 + tva), sur: 1000), investissement: ligne.section == .investissement,
                eligible: ligne.eligible)
        }
    }
    private var investissement: Int { lignes.filter(\.investissement).map(\.ht).reduce(0, +) }
    private var eligible: Int { lignes.filter { $0.investissement && $0.eligible }.map(\.ht).reduce(0, +) }

    private func sommes(_ plan: Plan) -> [String] {
        var fautes: [String] = []
        let total = plan.financements.reduce(0) { $0 + Int($1.montant.cents) }
        if Int(plan.coutTotalHT.cents) != lignes.map(\.ht).reduce(0, +) { fautes.append("coût HT") }
        if Int(plan.coutTotalTTC.cents) != lignes.map(\.ttc).reduce(0, +) { fautes.append("coût TTC") }
        if Int(plan.investissementHT.cents) != investissement || Int(plan.assietteHT.cents) != eligible { fautes.append("assiette") }
        if total + Int(plan.autofinancementHT.cents) != Int(plan.coutTotalHT.cents) { fautes.append("qui paie le HT") }
        if Int(plan.resteAChargeTTC.cents) != Int(plan.coutTotalTTC.cents) - total - Int(plan.fctva.montant.cents) {
            fautes.append("reste à charge")
        }
        if plan.autofinancementHT < .zero { fautes.append("aidé au-delà du coût") }
        return fautes
    }

    /// R2334-27 al. 2 and L1111-10 III, since 6 October 2021 and 2012.
    private func plafonds(_ plan: Plan) -> [String] {
        var fautes: [String] = []
        let etats = plan.financements.filter { ["DETR", "DSIL", "DPV", "DSID"].contains($0.dispositif) }
        let totalEtat = etats.reduce(0) { $0 + Int($1.montant.cents) }
        if etats.contains(where: { 100 * totalEtat > 80 * Int($0.depenseSubventionnable.cents) }) { fautes.append("80 % de l’État") }
        let publics = plan.financements.filter(\.estPublic).reduce(0) { $0 + Int($1.montant.cents) }
        let prives = plan.financements.filter { !$0.estPublic }.reduce(0) { $0 + Int($1.montant.cents) }
        let outreMer = ["971", "972", "973", "974", "975", "976", "977", "978"].contains(demande.porteur.departement)
        let part = outreMer ? 100 : demande.chefDeFile ? 70 : 80
        if publics > 0, investissement > 0, 100 * publics > part * (investissement - prives) { fautes.append("part propre") }
        for fonds in plan.financements where fonds.dispositif == "FONDS-CONCOURS" && fonds.statut == .demande {
            if Int(fonds.montant.cents) > investissement - publics - prives { fautes.append("fonds de concours au-delà de la part propre") }
        }
        return fautes
    }

    private func planchers(_ plan: Plan) -> [String] {
        plan.financements.filter { $0.statut == .demande }.flatMap { financement -> [String] in
            let (montant, base) = (Int(financement.montant.cents), Int(financement.depenseSubventionnable.cents))
            var fautes: [String] = []
            if montant <= 0 || montant > base { fautes.append("montant de \(financement.dispositif)") }
            if base > eligible { fautes.append("base de \(financement.dispositif)") }
            if financement.dispositif == "DETR", 100 * montant <= 20 * base - 100 { fautes.append("20 % de la DETR") }
            if financement.dispositif == "LIEUX", montant > 1_000_000 { fautes.append("plafond des lieux") }
            if let legal = financement.maximumLegal, montant > Int(legal.cents) { fautes.append("au-dessus de son maximum légal") }
            return fautes
        }
    }

    /// L2334-33 and L2334-42, for what the facts settle.
    private func eligibilites(_ plan: Plan) -> [String] {
        let demandes = Set(plan.financements.filter { $0.statut == .demande }.map(\.dispositif))
        let (porteur, dom) = (demande.porteur, ["971", "972", "973", "974", "976"].contains(demande.porteur.departement))
        var fautes: [String] = []
        if demandes.contains("DETR"), porteur.nature == .commune, porteur.communeNouvelle == nil, !porteur.designeParContrat,
            !porteur.departement.hasPrefix("98"), let population = porteur.population, population > (dom ? 35_000 : 20_000)
        {
            fautes.append("DETR d’une grande commune")
        }
        if demandes.contains("DSIL"), porteur.nature == .syndicat, !porteur.designeParContrat, !porteur.departement.hasPrefix("98") {
            fautes.append("DSIL d’un syndicat")
        }
        if !demandes.isEmpty, eligible == 0 { fautes.append("aide sans investissement éligible") }
        return fautes
    }

    /// What the request fixes.
    private func demandes(_ plan: Plan) -> [String] {
        guard let financeurs = demande.financeurs else { return [] }
        var fautes: [String] = []
        for financement in plan.financements where financement.statut == .demande {
            let trouve = financeurs.first { $0.dispositif == financement.dispositif && $0.statut == .demande }
            guard let demandee = trouve else {
                fautes.append("\(financement.dispositif) n’était pas demandé")
                continue
            }
            let (montant, base) = (Decimal(financement.montant.cents), Decimal(financement.depenseSubventionnable.cents))
            if let maximum = demandee.tauxMax, montant > maximum.value * base { fautes.append("taux_max de \(demandee.dispositif)") }
            let auPlafond = demandee.dispositif == "LIEUX" && montant == 1_000_000
            if let minimum = demandee.tauxMin, !auPlafond, montant <= minimum.value * base - 1 {
                fautes.append("taux_min de \(demandee.dispositif)")
            }
            if let plafond = demandee.plafondDepense, base > Decimal(plafond.cents) { fautes.append("plafond_depense") }
            if let plancher = demandee.plancherDepense, eligible < Int(plancher.cents) { fautes.append("plancher_depense") }
        }
        let acquis = financeurs.filter { $0.statut == .acquis }
        let gardes = plan.financements.filter { $0.statut == .acquis }
        let montants = gardes.map { Optional($0.montant) }
        if acquis.map(\.dispositif) != gardes.map(\.dispositif) || acquis.map(\.montant) != montants {
            fautes.append("un acquis a changé")
        }
        return fautes
    }

    /// L1615-6: 16.404 % of the TTC of the investment; no dispositif of the generated demands counts on TTC.
    private func fctva(_ plan: Plan) -> [String] {
        let ttc = lignes.filter(\.investissement).map(\.ttc).reduce(0, +)
        return Int(plan.fctva.montant.cents) == arrondi(ttc * 16_404, sur: 100_000) ? [] : ["FCTVA"]
    }

    private func tresorerie(_ plan: Plan) -> [String] {
        var fautes: [String] = []
        if plan.tresorerie.map(\.montant).sum() != -plan.resteAChargeTTC, plan.coutTotalTTC > .zero {
            fautes.append("somme de la trésorerie")
        }
        if plan.tresorerie.map(\.date) != plan.tresorerie.map(\.date).sorted() { fautes.append("ordre de la trésorerie") }
        for financement in plan.financements where financement.statut == .demande {
            let recus = plan.tresorerie.filter { $0.libelle.hasPrefix("Avance") && $0.libelle.hasSuffix(financement.dispositif) }
            if recus.contains(where: { 10 * $0.montant.cents > 3 * financement.montant.cents + 10 }) {
                fautes.append("avance de plus de 30 %")
            }
        }
        return fautes
    }
}
