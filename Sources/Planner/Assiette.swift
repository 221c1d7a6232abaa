import Foundation
import Model

/// The sums of the basket, by what the law may count (RULES 0.3: total cost, eligible base and grant are never merged).
struct Assiette {
    let coutHT: Money
    let coutTTC: Money
    /// Section d'investissement, HT: the operation of L1111-10 III.
    let investissementHT: Money
    /// Same lines, TTC: the base of the FCTVA.
    let investissementTTC: Money
    /// Investment that the line says eligible, HT: the dépense subventionnable before any local ceiling (RULES WHAT-2, 5.2).
    let eligibleHT: Money
    /// The same, TTC: the base of a dispositif that counts TTC.
    let eligibleTTC: Money
    /// Running costs, HT: never in the base (L2334-36).
    let fonctionnementHT: Money
    /// Running costs that a council's decision would make investment (RULES 5.1 step 3), HT.
    let deliberationHT: Money
    /// Lines whose price is not published: every sum is then a lower bound.
    let sansPrix: [String]

    /// One pass: each line's products are computed once.
    init(_ lignes: [LignePlan]) {
        var (coutHT, coutTTC, eligible, deliberation) = (Money.zero, Money.zero, Money.zero, Money.zero)
        var (investissementHT, investissementTTC, eligibleTTC) = (Money.zero, Money.zero, Money.zero)
        for ligne in lignes {
            let (ht, ttc) = (ligne.totalHT, ligne.totalTTC)
            coutHT += ht
            coutTTC += ttc
            if ligne.attendDeliberation { deliberation += ht }
            guard ligne.section == .investissement else { continue }
            investissementHT += ht
            investissementTTC += ttc
            guard ligne.eligible else { continue }
            eligible += ht
            eligibleTTC += ttc
        }
        (self.coutHT, self.coutTTC) = (coutHT, coutTTC)
        (self.investissementHT, self.investissementTTC, self.eligibleTTC) = (investissementHT, investissementTTC, eligibleTTC)
        (eligibleHT, deliberationHT, fonctionnementHT) = (eligible, deliberation, coutHT - investissementHT)
        sansPrix = lignes.filter { $0.prixUnitaireHT == nil }.map(\.libelle)
    }
}

extension LignePlan {
    /// Small equipment under 500 € TTC outside the nomenclature, still running cost because the council has not decided.
    var attendDeliberation: Bool { siDeliberation && section == .fonctionnement }

    /// The same line once the council has decided (arrêté du 26 octobre 2001, RULES 5.1 step 3).
    var apresDeliberation: LignePlan {
        guard attendDeliberation else { return self }
        var ligne = self
        (ligne.section, ligne.eligible) = (.investissement, true)
        return ligne
    }
}
