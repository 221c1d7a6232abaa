import Foundation
public import Model

/// What the law lets the préfet grant to one dispositif on one base, HT: from the floor to the lowest ceiling, each with its rule.
public struct MontantPermis: Sendable, Hashable {
    /// A floor or a ceiling, and why.
    public struct Borne: Sendable, Hashable {
        public let montant: Money
        /// As RULES names it.
        public let code: String
        public let source: String
        /// A clause that ends a sentence.
        let raison: String
    }

    /// Dépense retenue, HT.
    public let base: Money
    /// The most that the base may be: the cost of the operation, HT.
    public let coutTotal: Money
    public let minimum: Borne?
    /// The lowest first; never empty.
    public let plafonds: [Borne]
    /// The département's.
    public let arrondi: Rounding

    public var maximum: Borne { plafonds[0] }
    /// Something may be granted at all.
    public var estPossible: Bool { maximum.montant > .zero && minimum.map { $0.montant <= maximum.montant } ?? true }

    /// What a rate gives on this base, in the rounding of the département; down to the ceiling when it reaches it (RULES 1.6).
    public func montant(taux: Rate) -> Money { min(base.times(taux, arrondi), surLaGrille(maximum.montant)) }

    /// The lawful amount that is the nearest of this one, on the grain of the département; nil when nothing may be granted.
    public func plusProche(de montant: Money) -> Money? {
        guard estPossible else { return nil }
        if montant > maximum.montant { return max(surLaGrille(maximum.montant), minimum?.montant ?? .zero) }
        guard let minimum, montant < minimum.montant else { return montant }
        let grain = arrondi.grain
        return min(Money(cents: (minimum.montant.cents + grain - 1) / grain * grain), maximum.montant)
    }

    /// Why an amount may not be granted on this base, with the nearest that may; nil when it may.
    public func refus(_ montant: Money) -> Motif? {
        if base > coutTotal { return baseTropGrande }
        guard estPossible else { return rienDePossible }
        guard let proche = plusProche(de: montant), proche != montant else { return nil }
        let trop = montant > maximum.montant
        guard let borne = trop ? maximum : minimum else { return nil }
        return Motif(
            borne.code, borne.source,
            "Le \(trop ? "maximum" : "minimum") permis est \(proche.french) (\(proche.pourcent(de: base))) : \(borne.raison).",
            ["montant": montant.decimal, "permis": proche.decimal, "base": base.decimal])
    }

    private var baseTropGrande: Motif {
        Motif(
            "SURFINANCEMENT", "CGCT, art. R. 2334-26",
            "La dépense retenue ne dépasse pas le coût de l'opération, \(coutTotal.french).",
            ["base": base.decimal, "permis": coutTotal.decimal])
    }

    private var rienDePossible: Motif {
        let plancher = minimum.map { ", alors que le minimum est \($0.montant.french)" } ?? ""
        return Motif(
            maximum.code, maximum.source,
            "Aucun montant n'est permis : \(maximum.raison), ce qui laisse \(max(.zero, maximum.montant).french)\(plancher).",
            ["base": base.decimal])
    }

    private func surLaGrille(_ montant: Money) -> Money { arrondi.auPlafond.cents(Decimal(montant.cents)) }
}

extension Planner {
    /// The bounds of one grant, given what the operation has from elsewhere.
    /// - Parameters:
    ///   - demande: the operation, its `dateDemande` being the day of the arrêté, which picks the rates and the ceilings (RULES 0.1).
    ///   - base: dépense retenue, HT.
    ///   - autres: what the same operation has obtained elsewhere.
    public func montantPermis(
        _ code: String, sur base: Money, avec autres: [Financeur], _ demande: DemandePlan
    ) -> MontantPermis {
        var demande = demande
        demande.financeurs = autres
        return Contexte(demande, referentiel).montantPermis(code, sur: base, avec: autres)
    }
}

extension Contexte {
    fileprivate func montantPermis(_ code: String, sur base: Money, avec autres: [Financeur]) -> MontantPermis {
        let limites = limites(acquis: autres)
        let locale = regleLocale(code)
        let plafonds = [etat(code, base, limites), partPropre(code, limites)] + reglement(code, base, locale)
        return MontantPermis(
            base: base, coutTotal: assiette.coutHT, minimum: minimum(code, base, locale),
            plafonds: ([depense(base)] + plafonds.compactMap(\.self)).sorted { $0.montant < $1.montant },
            arrondi: locale?.arrondi ?? .halfUp)
    }

    private func depense(_ base: Money) -> MontantPermis.Borne {
        .init(montant: base, code: "SURFINANCEMENT", source: "CGCT, art. R. 2334-26", raison: "une aide ne dépasse pas la dépense retenue")
    }

    /// RATE-A1 — CGCT R2334-27 al. 1, for the DETR; RATE-A5 inside it, when this year's bracket was seen.
    private func minimum(_ code: String, _ base: Money, _ locale: RegleLocale?) -> MontantPermis.Borne? {
        var bornes: [MontantPermis.Borne] = []
        if code == "DETR", let parametre = parametres.en(arrete, "detr.rate_min"), parametre.peutRefuser, let taux = Rate(parametre.valeur)
        {
            bornes.append(
                .init(
                    montant: base.times(taux, .down), code: "RATE-A1", source: "CGCT, art. R. 2334-27, al. 1",
                    raison: "une DETR est d'au moins \(taux.french) de la dépense retenue"))
        }
        if let locale, locale.peutRefuser, let taux = locale.tauxMin {
            bornes.append(
                .init(
                    montant: base.times(taux, .down), code: "RATE-A5", source: locale.regle.source,
                    raison: "le taux minimal du département est \(taux.french)"))
        }
        return bornes.max { $0.montant < $1.montant }
    }

    /// RATE-A2 — CGCT R2334-27 al. 2: the State's grants of one operation, on the smallest base.
    private func etat(_ code: String, _ base: Money, _ limites: Limites) -> MontantPermis.Borne? {
        guard sousPlafondEtat(code), let plafond = limites.etat(bases: [base]), let taux = limites.plafondEtat else { return nil }
        let autres = limites.acquisEtat > .zero ? ", et elle en a déjà \(limites.acquisEtat.french)" : ""
        return .init(
            montant: plafond - limites.acquisEtat, code: "RATE-A2", source: "CGCT, art. R. 2334-27, al. 2",
            raison: "l'opération reçoit de l'État \(taux.french) de la dépense retenue au plus\(autres)")
    }

    /// OWN-1 — CGCT L1111-10 III: what the porteur keeps of the public financing of the investment.
    private func partPropre(_ code: String, _ limites: Limites) -> MontantPermis.Borne? {
        guard referentiel.dispositif(code)?.estPublic ?? true else { return nil }
        let plafond = limites.publics(avecPrives: limites.acquisPrives)
        let deja = limites.acquisPublics > .zero ? ", avec \(limites.acquisPublics.french) d'autres aides publiques" : ""
        return .init(
            montant: plafond - limites.acquisPublics, code: "OWN-1", source: "CGCT, art. L. 1111-10, III",
            raison: "le porteur garde au moins \(limites.partPropre.french) des financements publics\(deja)")
    }

    /// What the funder's own rules allow, and the département's (RATE-A5), when they were seen: what is not verified only warns.
    private func reglement(_ code: String, _ base: Money, _ locale: RegleLocale?) -> [MontantPermis.Borne] {
        var bornes: [MontantPermis.Borne] = []
        if let locale, locale.peutRefuser, let taux = locale.tauxMax {
            bornes.append(
                .init(
                    montant: base.times(taux, .down), code: "RATE-A5", source: locale.regle.source,
                    raison: "le taux maximal du département est \(taux.french)"))
        }
        guard let dispositif = referentiel.dispositif(code), dispositif.confiance == .vu || dispositif.confiance == .paraphrase else {
            return bornes
        }
        if let taux = dispositif.aide.tauxMax {
            bornes.append(
                .init(
                    montant: base.times(taux, .down), code: "TAUX-PROGRAMME", source: dispositif.source,
                    raison: "le taux maximal de \(dispositif.nomCourt) est \(taux.french)"))
        }
        if let plafond = dispositif.aide.plafondMontant {
            bornes.append(
                .init(
                    montant: plafond, code: "PLAFOND-PROGRAMME", source: dispositif.source,
                    raison: "\(dispositif.nomCourt) est plafonnée à \(plafond.french) par opération"))
        }
        return bornes
    }
}

extension Money {
    /// `30,00 %`: two places always, as an arrêté prints a rate; never over the exact one.
    fileprivate func pourcent(de base: Money) -> String {
        guard base > .zero else { return "0,00 %" }
        let centiemes = Money(cents: cents * 10_000 / base.cents)
        return "\(centiemes.frenchNumber) %"
    }
}
