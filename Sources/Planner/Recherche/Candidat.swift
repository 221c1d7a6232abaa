import Foundation
import Model

/// A dispositif that may be asked: between which amounts, on which base.
struct Candidat {
    let financeur: Financeur
    /// Dépense subventionnable, HT or TTC as the dispositif counts.
    let base: Money
    let taux: Rate
    let minimum: Money
    var maximum: Money
    /// The most that the law, the bracket and the dispositif allow on this base, alone.
    let maximumLegal: Money
    /// What similar projects really got; nil: nothing was observed.
    let usage: UsageObserve?
    let codeMinimum: String
    let tauxMinimum: Rate
    let grain: Int64
    let sousPlafondEtat: Bool
    /// Dispositifs that it cannot go with.
    let exclut: Set<String>
    /// At most this share of what the porteur pays itself (CGCT L5214-16 V); nil: no such limit.
    let plafondPartPropre: Rate?
    /// State money computed on TTC: it takes the FCTVA of its amount away (FCTVA-2).
    let reduitFCTVA: Bool
    /// 0: open and verified; the eligibility to be verified counts 2, a selection 1.
    let incertitudes: Int
    /// The maximum is what the rate gives; otherwise a ceiling of the grant binds.
    let maximumAuTaux: Bool
    let motifs: [Motif]

    var code: String { financeur.dispositif }
    var estPublic: Bool { financeur.estPublic }

    /// What three awards in four reached.
    var tauxSur: Rate? { usage?.q1 }
    /// The amount above which it is more than what is usually granted; nil when nothing was observed.
    var montantSur: Money? { tauxSur.map { max(minimum, base.times($0, .down)) } }
}

/// Why a dispositif cannot be asked. `definitif`: the law or the request says no; else something is only unknown.
struct Refus: Error {
    let motif: Motif
    let definitif: Bool
}

extension Contexte {
    /// The dépense subventionnable of one funder: the eligible base, HT or TTC, under its local ceiling (RULES 0.3).
    func base(_ financeur: Financeur) -> Money {
        let aide = referentiel.dispositif(financeur.dispositif)?.aide
        let entiere = aide?.base == .ttc ? assiette.eligibleTTC : assiette.eligibleHT
        if let demandee = financeur.plafondDepense { return min(entiere, demandee) }
        guard financeur.statut == .demande else { return entiere }
        return [regleLocale(financeur.dispositif)?.plafondDepense, aide?.plafondDepense].compactMap(\.self).reduce(entiere, min)
    }

    func chercher(_ financeur: Financeur) throws(Refus) -> Candidat {
        let code = financeur.dispositif
        if case .non(let motif) = verdict(code) { throw Refus(motif: motif, definitif: true) }
        if let motif = what2(code) { throw Refus(motif: motif, definitif: true) }
        if let motif = plancherDepense(financeur) { throw Refus(motif: motif, definitif: true) }
        guard var propose = taux(financeur) else {
            throw Refus(
                motif: Motif(
                    "TAUX-INCONNU", "Règlement du financeur",
                    "\(nom(code)) : aucun taux connu ; indiquez un taux ou un montant acquis.", ["dispositif": code]),
                definitif: false)
        }
        let dispositif = referentiel.dispositif(code)
        let base = base(financeur)
        let entiere = dispositif?.aide.base == .ttc ? assiette.eligibleTTC : assiette.eligibleHT
        if base < entiere {
            propose.motifs.append(
                Motif(
                    "PLAFOND-DEPENSE", "Règle locale", "La dépense retenue est plafonnée à \(base.french).",
                    ["plafond_depense": base.decimal, "assiette": entiere.decimal]))
        }
        var maximum = base.times(propose.taux, propose.estPlafond ? propose.arrondi.auPlafond : propose.arrondi)
        var maximumAuTaux = true
        if let plafond = dispositif?.aide.plafondMontant, plafond < maximum {
            (maximum, maximumAuTaux) = (plafond, false)
            propose.motifs.append(
                Motif(
                    "PLAFOND-PROGRAMME", dispositif?.source ?? "Règlement du financeur",
                    "\(nom(code)) : aide plafonnée à \(plafond.french) par opération.", ["plafond_montant": plafond.decimal]))
        }
        let minimum = try minimum(base, propose, &maximum, code)
        let legal = base.times(propose.legal, .down)
        return Candidat(
            financeur: financeur, base: base, taux: propose.taux, minimum: minimum, maximum: maximum,
            maximumLegal: dispositif?.aide.plafondMontant.map { min($0, legal) } ?? legal, usage: propose.usage,
            codeMinimum: propose.codeMinimum, tauxMinimum: propose.minimum, grain: propose.arrondi.grain,
            sousPlafondEtat: sousPlafondEtat(code), exclut: Set(dispositif?.cumul.exclut ?? []),
            plafondPartPropre: dispositif?.aide.plafondPartPropre,
            reduitFCTVA: dispositif.map { $0.aide.base == .ttc && $0.cumul.estEtat } ?? false, incertitudes: incertitudes(code),
            maximumAuTaux: maximumAuTaux, motifs: propose.motifs + [categorie(code)].compactMap(\.self))
    }

    private func incertitudes(_ code: String) -> Int {
        (verdict(code).reponse == .oui ? 0 : 2) + (referentiel.dispositif(code)?.cumul.proposition == .variante ? 1 : 0)
    }

    /// The least amount that respects the floor, to the centime: the part of a centime that no payment can carry is not asked for.
    /// An estimate that rounding put under the floor is lifted; a ceiling that whole euros put under it is read to the centime.
    private func minimum(_ base: Money, _ propose: TauxPropose, _ maximum: inout Money, _ code: String) throws(Refus) -> Money {
        let minimum = base.times(propose.minimum, .down)
        if propose.taux >= propose.minimum {
            let plancher = propose.estPlafond ? minimum : base.auMoins(propose.minimum)
            let releve = propose.estPlafond ? base.times(propose.taux, .down) : plancher
            let plafond = referentiel.dispositif(code)?.aide.plafondMontant
            if maximum < plancher { maximum = max(maximum, min(releve, plafond ?? releve)) }
            if minimum <= maximum { return minimum }
            if propose.codeMinimum != "RATE-A1" { return maximum }
        }
        throw Refus(
            motif: Motif(
                propose.codeMinimum, propose.codeMinimum == "RATE-A1" ? "CGCT, art. R. 2334-27, al. 1" : "Règle du financeur",
                "\(nom(code)) : le taux possible, \(propose.taux.french), est inférieur au minimum de \(propose.minimum.french).",
                ["dispositif": code, "taux": propose.taux.decimal, "taux_min": propose.minimum.decimal]),
            definitif: true)
    }

    /// WHAT-2 — CGCT L2334-36: running costs are not funded. Without any eligible investment there is nothing to ask.
    private func what2(_ code: String) -> Motif? {
        guard assiette.eligibleHT <= .zero else { return nil }
        return Motif(
            "WHAT-2", "CGCT, art. L. 2334-36",
            "\(nom(code)) : aucune dépense d'investissement éligible. Ces dépenses sont à financer sur le budget de fonctionnement.",
            ["dispositif": code, "assiette": assiette.eligibleHT.decimal, "fonctionnement_ht": assiette.fonctionnementHT.decimal])
    }

    /// The floor of expense (RULES 0.2, COM-2): a smaller project is not examined. The request's own binds, then this year's local one, then
    /// the dispositif's.
    func plancher(_ financeur: Financeur) -> (montant: Money, source: String)? {
        if let demande = financeur.plancherDepense { return (demande, "Demande") }
        if let locale = regleLocale(financeur.dispositif), locale.peutRefuser, let plancher = locale.plancherDepense {
            return (plancher, locale.regle.source)
        }
        let dispositif = referentiel.dispositif(financeur.dispositif)
        return dispositif.flatMap { dispositif in dispositif.aide.plancherDepense.map { ($0, dispositif.source) } }
    }

    private func plancherDepense(_ financeur: Financeur) -> Motif? {
        let code = financeur.dispositif
        guard let (plancher, source) = plancher(financeur), assiette.eligibleHT < plancher else { return nil }
        return Motif(
            "PLANCHER-DEPENSE", source,
            "\(nom(code)) : la dépense éligible, \(assiette.eligibleHT.french), est inférieure au minimum de \(plancher.french). Un projet groupé avec d'autres communes peut l'atteindre.",
            ["dispositif": code, "plancher_depense": plancher.decimal, "assiette": assiette.eligibleHT.decimal])
    }

    func nom(_ code: String) -> String { referentiel.dispositif(code)?.nomCourt ?? code }
}
