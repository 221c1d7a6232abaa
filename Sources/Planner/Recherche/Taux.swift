import Foundation
import Model

/// The rate to ask, where it comes from, and the lowest that the funder accepts.
struct TauxPropose {
    var taux: Rate
    /// The rate is a ceiling (request, bracket, law): its product is rounded down (RULES 1.6).
    var estPlafond: Bool
    /// Floor that binds: under it the dispositif cannot be used.
    var minimum: Rate
    /// Where the floor comes from.
    var codeMinimum: String
    let arrondi: Rounding
    var motifs: [Motif]
    /// The highest rate that the law, the bracket and the dispositif allow.
    var legal: Rate = .one
    /// What similar projects really got; nil when no award is known.
    var usage: UsageObserve?
}

/// A ceiling of one rate; its sentence is only written when it binds.
struct PlafondDeTaux {
    let taux: Rate
    let code: String
    let source: String
    let phrase: String

    var motif: Motif { Motif(code, source, "\(phrase) \(taux.french).", ["plafond": taux.decimal]) }
}

extension Contexte {
    /// The rate of a dispositif: what the request says, else the bracket that the commission d'élus published, else what was observed in the
    /// département, else in France, else the dispositif's own; always between the legal floor and the legal cap. nil: nothing gives a rate.
    func taux(_ financeur: Financeur) -> TauxPropose? {
        let code = financeur.dispositif
        let locale = regleLocale(code)
        // A rate of the request stands for the bracket: it knows this year's better than any list.
        let fourchette = financeur.tauxMin == nil && financeur.tauxMax == nil ? locale : nil
        guard let (taux, estPlafond, motif) = tauxDeDepart(financeur, locale) else { return nil }
        let fixe = fourchette.flatMap { $0.peutRefuser ? $0.tauxMin : nil }
        let plancher = financeur.tauxMin ?? fixe ?? referentiel.dispositif(code)?.aide.tauxMin ?? .zero
        var propose = TauxPropose(
            taux: taux, estPlafond: estPlafond, minimum: plancher,
            codeMinimum: financeur.tauxMin != nil ? "TAUX-DEMANDE" : fixe != nil ? "RATE-A5" : "TAUX-PROGRAMME",
            arrondi: locale?.arrondi ?? .halfUp, motifs: [motif])
        rateA1(code, &propose)
        if financeur.tauxMax == nil, propose.taux < propose.minimum { releverAuMinimum(&propose) }
        for plafond in plafondsDeTaux(code, fourchette) {
            propose.legal = min(propose.legal, plafond.taux)
            guard propose.taux >= plafond.taux else { continue }
            if propose.taux > plafond.taux { propose.motifs.append(plafond.motif) }
            (propose.taux, propose.estPlafond) = (plafond.taux, true)
        }
        if let demande = financeur.tauxMax { propose.legal = min(propose.legal, demande) }
        propose.usage = usage(code)
        return propose
    }

    /// The rates that similar projects got: same dispositif, this département or the nearest that say something, kind, size, porteur.
    func usage(_ code: String) -> UsageObserve? {
        referentiel.usages.estimer(
            dispositif: code, departement: porteur.departement, nature: demande.nature, coutHT: assiette.coutHT, porteur: porteur.nature)
    }

    private func tauxDeDepart(_ financeur: Financeur, _ locale: RegleLocale?) -> (Rate, Bool, Motif)? {
        let code = financeur.dispositif
        if let demande = financeur.tauxMax {
            return (
                demande, true,
                Motif("TAUX-DEMANDE", "Demande", "Taux maximal indiqué dans la demande : \(demande.french).", ["taux_max": demande.decimal])
            )
        }
        if let locale, let maximum = locale.tauxMax { return (maximum, true, rateA5(locale, maximum)) }
        if let usage = usage(code) { return (usage.mediane, false, observe(usage)) }
        if let regle = locale?.regle, let median = regle.tauxMedianObserve {
            return (median, false, observe("TAUX-OBSERVE", regle, median, "dans le département"))
        }
        if let france = referentiel.regle(code, departement: "FR", exercice: demande.exercice), let median = france.tauxMedianObserve {
            return (median, false, observe("TAUX-NATIONAL", france, median, "en France"))
        }
        return tauxDuDispositif(code)
    }

    /// RATE-A5 — CGCT L2334-37: inside the law, the département's own minimum and maximum of the year (COM-2).
    private func rateA5(_ locale: RegleLocale, _ maximum: Rate) -> Motif {
        let minimum = locale.tauxMin.map { "de \($0.french) à " } ?? "jusqu'à "
        let categorie = locale.categorie.map { " pour la catégorie « \($0.libelle) »" } ?? ""
        return Motif(
            "RATE-A5", locale.regle.source,
            "Fourchette publiée dans le département\(categorie)\(locale.reserve) : \(minimum)\(maximum.french). Le plan demande le maximum permis.",
            ["taux_max": maximum.decimal, "taux_min": locale.tauxMin?.decimal ?? "0.00"])
    }

    /// The dispositif's own figures; for the DETR and the DSIL without any observation, the legal floor, which the law guarantees to a funded file.
    private func tauxDuDispositif(_ code: String) -> (Rate, Bool, Motif)? {
        if let dispositif = referentiel.dispositif(code), let taux = dispositif.aide.tauxPropose ?? dispositif.aide.tauxMax {
            let exemple = dispositif.natureDonnee == "illustratif" ? " (valeur d'exemple du programme)" : ""
            return (
                taux, dispositif.aide.tauxMax.map { $0 <= taux } ?? false,
                Motif(
                    "TAUX-PROGRAMME", dispositif.source, "\(dispositif.nomCourt) : taux de \(taux.french)\(exemple).",
                    ["taux": taux.decimal])
            )
        }
        guard code == "DETR" || code == "DSIL", let plancher = parametres.rate("detr.rate_min", en: arrete) else { return nil }
        return (
            plancher, false,
            Motif(
                "RATE-A1", "CGCT, art. R. 2334-27, al. 1",
                "Aucun taux n'est connu pour ce département : le plan retient le minimum légal, \(plancher.french).",
                ["taux": plancher.decimal])
        )
    }

    /// An estimate is not a promise: its spread, its number of projects and how near they are say so.
    private func observe(_ usage: UsageObserve) -> Motif {
        let lieu =
            switch usage.niveau {
            case .departement: "dans le département"
            case .voisins: "dans les départements voisins"
            case .region: "dans la région"
            case .france: "en France"
            }
        let projets = usage.n > 1 ? "\(usage.n.french) projets semblables" : "un seul projet semblable"
        let autour = usage.niveau == .france ? "" : ", \(usage.n > 1 ? "complétés" : "complété") par ceux d'alentour"
        return Motif(
            usage.niveau == .france ? "TAUX-NATIONAL" : "TAUX-OBSERVE", usage.source,
            "Estimation d'après \(projets) \(lieu)\(autour) : une aide sur deux est entre \(usage.q1.french) et \(usage.q3.french), le taux médian est \(usage.mediane.french). Ce n'est pas une promesse.",
            [
                "taux": usage.mediane.decimal, "q1": usage.q1.decimal, "q3": usage.q3.decimal, "n": String(usage.n),
                "niveau": usage.niveau.rawValue,
            ])
    }

    /// The same from a median alone, where the distribution is not loaded: its number of projects is said, and a small one is called so.
    private func observe(_ code: String, _ regle: RegleDepartement, _ median: Rate, _ ou: String) -> Motif {
        let n = regle.nombreObserve
        let projets = n > 1 ? "taux médian observé \(ou) sur \(n.french) projets numériques" : "taux du seul projet numérique observé \(ou)"
        return Motif(
            code, regle.sourceObservation ?? regle.source,
            "Estimation : \(projets), \(median.french). Ce n'est pas une promesse\(n < 8 ? " ; peu de projets, à prendre avec prudence" : "").",
            ["taux": median.decimal, "n": String(n)])
    }

    /// RATE-A1 — CGCT R2334-27 al. 1: a DETR grant is at least 20 % of the dépense subventionnable. For the DSIL, R2334-39 only refers to
    /// alinéa 2: under 20 % it warns (RATE-A4), so no floor is set here.
    private func rateA1(_ code: String, _ propose: inout TauxPropose) {
        guard code == "DETR", let parametre = parametres.en(arrete, "detr.rate_min"), parametre.peutRefuser,
            let plancher = Rate(parametre.valeur), plancher > propose.minimum
        else { return }
        (propose.minimum, propose.codeMinimum) = (plancher, "RATE-A1")
    }

    private func releverAuMinimum(_ propose: inout TauxPropose) {
        propose.taux = propose.minimum
        propose.motifs.append(
            Motif(
                propose.codeMinimum, propose.codeMinimum == "RATE-A1" ? "CGCT, art. R. 2334-27, al. 1" : "Règle du financeur",
                "Taux relevé au minimum de \(propose.minimum.french).", ["taux_min": propose.minimum.decimal]))
    }

    /// The ceilings that bind one rate alone, each with its reason.
    private func plafondsDeTaux(_ code: String, _ locale: RegleLocale?) -> [PlafondDeTaux] {
        let bracket = locale.flatMap { locale in
            locale.peutRefuser
                ? locale.tauxMax.map {
                    PlafondDeTaux(taux: $0, code: "RATE-A5", source: locale.regle.source, phrase: "Maximum publié dans le département :")
                } : nil
        }
        return [rateA2(code), rateA2Old(code), bracket, tauxMaxDuDispositif(code)].compactMap(\.self)
    }

    /// RATE-A2 — CGCT R2334-27 al. 2 (since 06/10/2021): DETR, DPV, DSIL and DSID, alone or together, never exceed 80 % of the dépense
    /// subventionnable. The part that binds several grants together is in `Limites`.
    private func rateA2(_ code: String) -> PlafondDeTaux? {
        guard sousPlafondEtat(code), let taux = parametres.rate("state.cap", en: arrete) else { return nil }
        return PlafondDeTaux(
            taux: taux, code: "RATE-A2", source: "CGCT, art. R. 2334-27, al. 2",
            phrase: "Plafond des subventions de l'État, en part de la dépense subventionnable :")
    }

    /// RATE-A2-old — CGCT R2334-27, 28/12/2002–12/05/2011: the rate of the DETR (then DGE) is at most 60 %.
    private func rateA2Old(_ code: String) -> PlafondDeTaux? {
        guard code == "DETR", let taux = parametres.rate("detr.rate_max", en: arrete) else { return nil }
        return PlafondDeTaux(
            taux: taux, code: "RATE-A2-old", source: "CGCT, art. R. 2334-27 (2002–2011)", phrase: "Plafond du taux à cette date :")
    }

    private func tauxMaxDuDispositif(_ code: String) -> PlafondDeTaux? {
        guard let dispositif = referentiel.dispositif(code), let taux = dispositif.aide.tauxMax else { return nil }
        return PlafondDeTaux(
            taux: taux, code: "TAUX-PROGRAMME", source: dispositif.source, phrase: "\(dispositif.nomCourt), taux maximal :")
    }

    /// Is this one of the four funds of R2334-27 al. 2? A fund that the catalogue does not hold is known by its name in the article.
    func sousPlafondEtat(_ code: String) -> Bool {
        referentiel.dispositif(code)?.sousPlafondEtat ?? ["DETR", "DSIL", "DPV", "DSID"].contains(code)
    }
}
