import Model

/// A dispositif that may be asked: between which amounts, on which base.
struct Candidat {
    let financeur: Financeur
    /// Dépense subventionnable HT.
    let base: Money
    let taux: Rate
    let minimum: Money
    let maximum: Money
    let codeMinimum: String
    let tauxMinimum: Rate
    let grain: Int64
    let sousPlafondEtat: Bool
    /// The maximum is what the rate gives; otherwise a ceiling of the grant binds.
    let maximumAuTaux: Bool
    let motifs: [Motif]

    var code: String { financeur.dispositif }
    var estPublic: Bool { financeur.estPublic }
}

/// Why a dispositif cannot be asked. `definitif`: the law or the request says no; else something is only unknown.
struct Refus: Error {
    let motif: Motif
    let definitif: Bool
}

extension Contexte {
    /// The dépense subventionnable of one funder: the eligible base under its local ceiling (RULES 0.3).
    func base(_ financeur: Financeur) -> Money {
        let regle = referentiel.regle(financeur.dispositif, departement: porteur.departement, exercice: demande.exercice)
        guard let plafond = financeur.plafondDepense ?? (financeur.statut == .acquis ? nil : regle?.plafondDepense) else {
            return assiette.eligibleHT
        }
        return min(assiette.eligibleHT, plafond)
    }

    func chercher(_ financeur: Financeur) throws(Refus) -> Candidat {
        let code = financeur.dispositif
        if case .non(let motif) = verdict(code) { throw Refus(motif: motif, definitif: true) }
        if let motif = what2(code) ?? plancherDepense(financeur) { throw Refus(motif: motif, definitif: true) }
        guard var propose = taux(financeur) else {
            throw Refus(
                motif: Motif(
                    "TAUX-INCONNU", "Règlement du financeur",
                    "\(nom(code)) : aucun taux connu ; indiquez un taux ou un montant acquis.", ["dispositif": code]),
                definitif: false)
        }
        let base = base(financeur)
        if base < assiette.eligibleHT {
            propose.motifs.append(
                Motif(
                    "PLAFOND-DEPENSE", "Règle locale", "La dépense retenue est plafonnée à \(base.french).",
                    ["plafond_depense": base.decimal, "assiette": assiette.eligibleHT.decimal]))
        }
        var maximum = base.times(propose.taux, propose.estPlafond ? propose.arrondi.auPlafond : propose.arrondi)
        var maximumAuTaux = true
        if let plafond = referentiel.dispositif(code)?.aide.plafondMontant, plafond < maximum {
            (maximum, maximumAuTaux) = (plafond, false)
            propose.motifs.append(
                Motif(
                    "PLAFOND-PROGRAMME", referentiel.dispositif(code)?.source ?? "Règlement du financeur",
                    "\(nom(code)) : aide plafonnée à \(plafond.french) par opération.", ["plafond_montant": plafond.decimal]))
        }
        let minimum = try minimum(base, propose, &maximum, code)
        return Candidat(
            financeur: financeur, base: base, taux: propose.taux, minimum: minimum, maximum: maximum, codeMinimum: propose.codeMinimum,
            tauxMinimum: propose.minimum, grain: propose.arrondi.grain, sousPlafondEtat: sousPlafondEtat(code),
            maximumAuTaux: maximumAuTaux,
            motifs: propose.motifs)
    }

    /// The least amount that respects the floor, to the centime: the part of a centime that no payment can carry is not asked for.
    /// An estimate that rounding put under the floor is lifted; a ceiling that whole euros put under it is read to the centime.
    private func minimum(_ base: Money, _ propose: TauxPropose, _ maximum: inout Money, _ code: String) throws(Refus) -> Money {
        let minimum = base.times(propose.minimum, .down)
        if propose.taux >= propose.minimum {
            let plancher = propose.estPlafond ? minimum : base.auMoins(propose.minimum)
            let releve = propose.estPlafond ? base.times(propose.taux, .down) : plancher
            if maximum < plancher { maximum = max(maximum, min(releve, referentiel.dispositif(code)?.aide.plafondMontant ?? releve)) }
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

    /// The local floor of expense (RULES 0.2, COM-2): a smaller project is not examined.
    private func plancherDepense(_ financeur: Financeur) -> Motif? {
        let code = financeur.dispositif
        let regle = referentiel.regle(code, departement: porteur.departement, exercice: demande.exercice)
        guard let plancher = financeur.plancherDepense ?? regle?.plancherDepense, assiette.eligibleHT < plancher else { return nil }
        return Motif(
            "PLANCHER-DEPENSE", financeur.plancherDepense != nil ? "Demande" : regle?.source ?? "Règle locale",
            "\(nom(code)) : la dépense éligible, \(assiette.eligibleHT.french), est inférieure au minimum de \(plancher.french). Un projet groupé avec d'autres communes peut l'atteindre.",
            ["dispositif": code, "plancher_depense": plancher.decimal, "assiette": assiette.eligibleHT.decimal])
    }

    func nom(_ code: String) -> String { referentiel.dispositif(code)?.nomCourt ?? code }
}
