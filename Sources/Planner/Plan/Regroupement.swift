import Foundation
import Model

extension Planner {
    /// When a floor of expense blocks, the smallest group of like communes that passes it: one order, the EPCI as lead, one file, each commune
    /// with its share of the aid.
    func regroupements(_ contexte: Contexte) -> [Motif] {
        guard contexte.porteur.nature == .commune else { return [] }
        return contexte.planchersManques().compactMap { manque in
            let communes = Int((manque.plancher.cents + contexte.assiette.eligibleHT.cents - 1) / contexte.assiette.eligibleHT.cents)
            guard communes <= 50 else { return nil }
            var demande = contexte.demande
            demande.lignes = demande.lignes.map { ligne in
                var ligne = ligne
                ligne.quantite *= Decimal(communes)
                return ligne
            }
            let aide = refaire(demande).financements.first { $0.dispositif == manque.code }?.montant ?? .zero
            guard aide > .zero else { return nil }
            let part = aide.repartie(Array(repeating: 1, count: communes)).last ?? .zero
            return Motif(
                "REGROUPEMENT", "CCP, art. L. 2113-6 ; \(manque.source)",
                "À \(communes) communes avec le même équipement, portées ensemble par votre intercommunalité, le projet atteindrait le minimum de \(manque.plancher.french) : \(part.french) d'aide \(contexte.nom(manque.code)) pour chacune, sous réserve que l'intercommunalité y soit éligible.",
                [
                    "dispositif": manque.code, "communes": String(communes), "aide_totale": aide.decimal, "aide_par_commune": part.decimal,
                ])
        }
    }
}
