import HTML
import Model
import Parcours

/// What the council's decision on small equipment changes or would change (arrêté du 26/10/2001; RULES 5.1), read from the plan's data.
struct EffetDeliberation: Sendable {
    /// HT of the small equipment concerned.
    let montantHT: Money
    /// Difference of aid and of remaining cost; nil once the decision is taken: the plan already counts it.
    let difference: (aide: Money, reste: Money)?
    /// Unit price TTC under which equipment is small: a dated parameter.
    let seuil: Money?

    /// nil: no such equipment in the project.
    init?(_ planifie: ProjetPlanifie, seuil: Money?) {
        self.seuil = seuil
        if let motif = planifie.plan.alertes.first(where: { $0.code == "DELIB-500" }), let montant = motif.montant("petit_materiel_ht"),
            let aide = motif.montant("aide"), let reste = motif.montant("reste_a_charge")
        {
            (montantHT, difference) = (montant, (aide, reste))
            return
        }
        let montant = planifie.demande.lignes.filter(\.siDeliberation).map(\.totalHT).sum()
        guard montant > .zero else { return nil }
        (montantHT, difference) = (montant, nil)
    }

    var libelleCase: String {
        "Le conseil décide d’inscrire en investissement le petit matériel" + (seuil.map { " de moins de \($0.frenchEuros) TTC" } ?? "")
    }

    /// Two short sentences: what would change, where the decision will be written.
    var phrase: String {
        guard let difference else {
            return
                "\(montantHT.french) HT de petit matériel comptent maintenant pour l’aide. La délibération écrite par Trousse contient cette décision."
        }
        let aide = difference.aide > .zero ? "l’aide augmenterait de \(difference.aide.french)" : "l’aide ne changerait pas"
        let reste =
            difference.reste < .zero
            ? "votre reste à payer baisserait de \((-difference.reste).french)" : "votre reste à payer ne baisserait pas"
        return
            "Avec cette décision sur \(montantHT.french) HT, \(aide) et \(reste). Trousse l’écrira dans la délibération (arrêté du 26 octobre 2001)."
    }
}

extension Motif {
    /// A value of the reason that is an amount.
    fileprivate func montant(_ cle: String) -> Money? { valeurs[cle].flatMap { try? Money(french: $0) } }
}
