import Foundation
import Model

extension Planner {
    /// What would change this plan, measured by making it again: each effect is a difference of two plans.
    func effets(_ contexte: Contexte, _ plan: Plan) -> [Motif] {
        guard !contexte.demande.lignes.isEmpty else { return [] }
        return [deliberation(contexte, plan)].compactMap(\.self) + planchers(contexte, plan)
            + regroupements(contexte)
    }

    /// What the council's decision on small equipment would change (RULES 5.1 step 3): the same plan with those lines in investment.
    private func deliberation(_ contexte: Contexte, _ plan: Plan) -> Motif? {
        let montant = contexte.assiette.deliberationHT
        guard montant > .zero else { return nil }
        var demande = contexte.demande
        demande.lignes = demande.lignes.map(\.apresDeliberation)
        let apres = refaire(demande)
        let aide = apres.totalFinancements - plan.totalFinancements
        let reste = apres.resteAChargeTTC - plan.resteAChargeTTC
        return Motif(
            "DELIB-500", "Arrêté du 26 octobre 2001, art. 1er",
            "La décision du conseil sur \(montant.french) de petit matériel changerait l'aide de \(aide.frenchSigne) et le reste à charge de \(reste.frenchSigne).",
            ["petit_materiel_ht": montant.decimal, "aide": aide.decimal, "reste_a_charge": reste.decimal])
    }

    /// How far the eligible expense is from a floor that blocks a dispositif, and what passing it would bring.
    private func planchers(_ contexte: Contexte, _ plan: Plan) -> [Motif] {
        contexte.planchersManques().compactMap { manque in
            var demande = contexte.demande
            demande.lignes.append(
                LignePlan(
                    libelle: "Complément", quantite: 1, prixUnitaireHT: manque.ecart, tauxTva: .percent(20), section: .investissement,
                    eligible: true))
            let apres = refaire(demande)
            let aide = apres.totalFinancements - plan.totalFinancements
            guard aide > .zero else { return nil }
            let reste = apres.resteAChargeTTC - plan.resteAChargeTTC
            return Motif(
                "EFFET-PLANCHER", manque.source,
                "\(manque.ecart.french) HT d'équipement éligible en plus feraient passer le minimum de \(manque.plancher.french) de \(contexte.nom(manque.code)) : \(aide.french) d'aide en plus, reste à charge \(reste.frenchSigne).",
                [
                    "dispositif": manque.code, "ecart_ht": manque.ecart.decimal, "plancher_depense": manque.plancher.decimal,
                    "aide": aide.decimal, "reste_a_charge": reste.decimal,
                ])
        }
    }
}

/// A floor of expense that the project does not reach.
struct PlancherManque {
    let code: String
    let plancher: Money
    let ecart: Money
    let source: String
}

extension Contexte {
    /// The floors that block an asked dispositif, each once.
    func planchersManques() -> [PlancherManque] {
        financeurs().filter { $0.statut == .demande }.compactMap { financeur in
            guard assiette.eligibleHT > .zero, let (montant, source) = plancher(financeur), assiette.eligibleHT < montant else {
                return nil
            }
            return PlancherManque(code: financeur.dispositif, plancher: montant, ecart: montant - assiette.eligibleHT, source: source)
        }
    }
}

extension Money {
    /// `+105,00 €`, `−141,34 €`: a difference.
    var frenchSigne: String { cents > 0 ? "+\(french)" : french }
}
