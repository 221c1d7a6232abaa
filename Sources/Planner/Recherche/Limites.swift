import Foundation
import Model

/// What binds several grants together: the two 80/20 tests (RULES 0.4, 1.6), which differ by base, funders, territory and date.
struct Limites {
    /// Cost of the investment operation, HT.
    let cout: Money
    /// OWN-1: share of the public financing that the maître d'ouvrage keeps; zero where it is exempt.
    let partPropre: Rate
    /// RATE-A2: share of the dépense subventionnable that the State's four funds may reach.
    let plafondEtat: Rate?
    /// RATE-A2-mid: share of the dépense subventionnable that all direct public aid is asked within (2011–2021).
    let plafondAides: Rate?
    let acquisEtat: Money
    let acquisPublics: Money
    let acquisPrives: Money
    /// The smallest dépense subventionnable of the grants already obtained, under the State cap; nil without any.
    let baseAcquisEtat: Money?

    /// Public money that may go with this much private money, rounded down: Σ public ≤ 80 % × (cost − private).
    func publics(avecPrives prives: Money) -> Money { (cout - prives).times(Rate(1 - partPropre.value), .down) }

    /// State money that may go with these bases, rounded down. Each arrêté has its own dépense subventionnable and none may be exceeded:
    /// the smallest binds. nil: no cap at that date.
    func etat(bases: [Money]) -> Money? {
        guard let plafondEtat, let base = (bases + [baseAcquisEtat].compactMap(\.self)).min() else { return nil }
        return base.times(plafondEtat, .down)
    }
}

extension Contexte {
    func limites(acquis: [Financeur]) -> Limites {
        let etat = acquis.filter { sousPlafondEtat($0.dispositif) }
        return Limites(
            cout: assiette.investissementHT, partPropre: own1(), plafondEtat: parametres.rate("state.cap", en: arrete),
            plafondAides: parametres.rate("public_aid.cap", en: arrete), acquisEtat: etat.compactMap(\.montant).sum(),
            acquisPublics: acquis.filter(\.estPublic).compactMap(\.montant).sum(),
            acquisPrives: acquis.filter { !$0.estPublic }.compactMap(\.montant).sum(), baseAcquisEtat: etat.map(base).min())
    }

    /// OWN-1 — CGCT L1111-10 III: the maître d'ouvrage brings at least 20 % of the public financing of an investment; private money leaves the
    /// base (OWN-2, circ. IOCB1203166C). Before 2012: none.
    /// OWN-3 — 30 % for a project in a competence that has a chef de file (L1111-9), outside any contract.
    private func own1() -> Rate {
        if own5() { return .zero }
        return parametres.rate(demande.chefDeFile ? "own_share.chef_de_file" : "own_share.min", en: arrete) ?? .zero
    }

    /// OWN-5 — CGCT L1111-10: the minimum does not apply overseas.
    func own5() -> Bool {
        let codes = [
            "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT", "977": "BL", "978": "MF",
        ]
        guard let code = codes[porteur.departement], let liste = parametres.en(arrete, "own_share.exempt_territories") else { return false }
        return liste.valeur.split(separator: "|").contains { $0 == code }
    }

    /// RATE-A2-mid — between 13/05/2011 and 05/10/2021 the cap is read on all direct public aid; the text was not
    /// found (K): what is asked stays within it, what is obtained only warns.
    func rateA2Mid(_ financements: [Plan.Financement]) -> Motif? {
        let publics = financements.filter(\.estPublic).map(\.montant).sum()
        guard let cap = parametres.rate("public_aid.cap", en: arrete), publics > assiette.eligibleHT.times(cap, .down) else { return nil }
        return Motif(
            "RATE-A2-mid", "CGCT, art. R. 2334-27 (2011–2021, texte non retrouvé)",
            "Les aides publiques dépassent \(cap.french) de la dépense éligible : à vérifier, le texte de cette période n'a pas été retrouvé.",
            ["plafond": cap.decimal, "aides": publics.decimal])
    }

    /// The two tests on what is already obtained, which the plan keeps as it is given.
    func controlerAcquis(_ acquis: [Financeur], _ limites: Limites) -> (refus: [Motif], alertes: [Motif]) {
        var refus = acquis.compactMap(rateA1Acquis)
        let alertes = acquis.compactMap(rateA4Acquis)
        if let plafond = limites.etat(bases: []), limites.acquisEtat > plafond { refus.append(rateA2Depasse(limites, plafond)) }
        let plafond = limites.publics(avecPrives: limites.acquisPrives)
        if limites.cout > .zero, limites.acquisPublics > max(.zero, plafond) { refus.append(own1Depasse(limites, plafond)) }
        if let motif = surfinancement(limites) { refus.append(motif) }
        return (refus, alertes)
    }

    private func rateA1Acquis(_ financeur: Financeur) -> Motif? {
        guard financeur.dispositif == "DETR", let montant = financeur.montant, let parametre = parametres.en(arrete, "detr.rate_min"),
            parametre.peutRefuser, let plancher = Rate(parametre.valeur)
        else { return nil }
        let minimum = base(financeur).times(plancher, .down)
        guard montant < minimum else { return nil }
        return Motif(
            "RATE-A1", "CGCT, art. R. 2334-27, al. 1",
            "Une subvention DETR de \(montant.french) est inférieure au minimum de \(plancher.french) de la dépense subventionnable, \(minimum.french).",
            ["dispositif": "DETR", "montant": montant.decimal, "minimum": minimum.decimal, "taux_min": plancher.decimal])
    }

    private func rateA4Acquis(_ financeur: Financeur) -> Motif? {
        guard let montant = financeur.montant else { return nil }
        return rateA4(financeur.dispositif, montant, sur: base(financeur))
    }

    /// RATE-A4 — R2334-39 does not make the 20 % floor apply to the DSIL, the minister's answer n° 4800 says it does: warn only.
    func rateA4(_ code: String, _ montant: Money, sur base: Money) -> Motif? {
        guard code == "DSIL", let plancher = parametres.rate("detr.rate_min", en: arrete), montant < base.times(plancher, .down) else {
            return nil
        }
        return Motif(
            "RATE-A4", "CGCT, art. R. 2334-39 ; réponse ministérielle AN n° 4800 du 10/06/2025",
            "La DSIL est inférieure à \(plancher.french) de la dépense subventionnable : les textes se contredisent sur ce minimum, demandez à la préfecture.",
            ["dispositif": "DSIL", "montant": montant.decimal, "taux_min": plancher.decimal])
    }

    /// What is obtained, public and private, never exceeds the cost of the basket.
    private func surfinancement(_ limites: Limites) -> Motif? {
        let total = limites.acquisPublics + limites.acquisPrives
        guard total > assiette.coutHT else { return nil }
        return Motif(
            "SURFINANCEMENT", "Plan de financement",
            "Les financements obtenus, \(total.french), dépassent le coût de l'opération, \(assiette.coutHT.french) : \((total - assiette.coutHT).french) de trop.",
            ["total": total.decimal, "cout_total_ht": assiette.coutHT.decimal])
    }

    private func rateA2Depasse(_ limites: Limites, _ plafond: Money) -> Motif {
        let trop = limites.acquisEtat - plafond
        return Motif(
            "RATE-A2", "CGCT, art. R. 2334-27, al. 2",
            "Les subventions de l'État obtenues, \(limites.acquisEtat.french), dépassent \((limites.plafondEtat ?? .zero).french) de la dépense subventionnable, soit \(plafond.french) : \(trop.french) de trop.",
            ["total_etat": limites.acquisEtat.decimal, "plafond": plafond.decimal, "depassement": trop.decimal])
    }

    private func own1Depasse(_ limites: Limites, _ plafond: Money) -> Motif {
        let maximum = max(.zero, plafond)
        let trop = limites.acquisPublics - maximum
        let propre = limites.cout - limites.acquisPrives - limites.acquisPublics
        return Motif(
            "OWN-1", "CGCT, art. L. 1111-10, III",
            limites.partPropre == .zero
                ? "Les aides dépassent le coût de l'opération : réduisez les aides publiques de \(trop.french)."
                : "Le porteur doit apporter au moins \(limites.partPropre.french) des financements publics ; il n'apporterait que \(propre.french). Réduisez les aides publiques de \(trop.french), à \(maximum.french) au plus.",
            [
                "aides_publiques": limites.acquisPublics.decimal, "maximum": maximum.decimal, "reduire_de": trop.decimal,
                "part_min": limites.partPropre.decimal,
            ])
    }
}
