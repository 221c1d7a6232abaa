import Foundation
import Model

private let article = "CGCT, art. L. 2334-33"

extension Contexte {
    /// DETR, commune: small enough, or réputée eligible after a merger, or of the middle stratum without wealth.
    func detrCommune() -> Verdict {
        if let verdict = eligComA() ?? eligComC() { return verdict }
        guard let population = porteur.population else {
            return .aVerifier(
                Motif("ELIG-COM-A", article, "La population n'est pas connue : vérifiez l'éligibilité à la DETR auprès de la préfecture."))
        }
        return eligComB(population)
    }

    /// ELIG-COM-A — CGCT L2334-33 2° a: small communes, without any test of wealth. nil: this rule does not settle it.
    private func eligComA() -> Verdict? {
        guard let population = porteur.population,
            let seuil = parametres.integer("detr.commune.pop_max_free.\(territoire.suffixe)", en: debutExercice), population <= seuil
        else { return nil }
        return .oui(
            Motif(
                "ELIG-COM-A", "\(article), 2° a",
                "La commune a \(population.french) habitants : jusqu'à \(seuil.french), elle est éligible à la DETR sans condition de richesse.",
                ["population": String(population), "seuil": String(seuil)]))
    }

    /// ELIG-COM-C — CGCT L2334-33: a commune nouvelle one founder of which was eligible is réputée eligible for the three years
    /// after its creation, whatever its population. nil: this rule does not settle it.
    private func eligComC() -> Verdict? {
        guard let nouvelle = porteur.communeNouvelle, nouvelle.fondatriceEligible,
            let annees = parametres.integer("detr.commune_nouvelle.years", en: debutExercice)
        else { return nil }
        let fin = nouvelle.creation.adding(years: annees)
        guard nouvelle.creation.year <= demande.exercice, debutExercice < fin else { return nil }
        return .oui(
            Motif(
                "ELIG-COM-C", article,
                "Commune nouvelle créée le \(nouvelle.creation.french) : elle est réputée éligible à la DETR pendant \(annees) ans, jusqu'au \(fin.adding(days: -1).french).",
                ["creation": nouvelle.creation.description, "fin": fin.adding(days: -1).description]))
    }

    /// ELIG-COM-B — CGCT L2334-33 2° b: the middle stratum, if its wealth is strictly under 1.3 × the average of the stratum.
    private func eligComB(_ population: Int) -> Verdict {
        let source = "\(article), 2° b"
        guard let seuil = parametres.integer("detr.commune.pop_max.\(territoire.suffixe)", en: debutExercice),
            let libre = parametres.integer("detr.commune.pop_max_free.\(territoire.suffixe)", en: debutExercice),
            let facteur = parametres.decimal("detr.commune.pf_factor", en: debutExercice)
        else {
            return .aVerifier(Motif("ELIG-COM-B", source, "Les seuils de la DETR pour \(demande.exercice) ne sont pas chargés."))
        }
        guard population <= seuil else {
            return .non(
                Motif(
                    "ELIG-COM-B", source,
                    "La commune a \(population.french) habitants : au-delà de \(seuil.french), une commune n'est pas éligible à la DETR.",
                    ["population": String(population), "seuil": String(seuil)]))
        }
        let strate = "\(libre + 1)_\(seuil)"
        var valeurs = ["population": String(population), "strate": strate]
        guard let moyenne = parametres.decimal("detr.pf_average.\(strate)", en: debutExercice) else {
            return .aVerifier(
                Motif(
                    "ELIG-COM-B-PF", source,
                    "De \((libre + 1).french) à \(seuil.french) habitants, la DETR dépend du potentiel financier ; la moyenne nationale de \(demande.exercice) n'est pas encore connue. La préfecture a la liste des communes éligibles.",
                    valeurs))
        }
        let plafond = facteur * moyenne
        valeurs["plafond"] = plafond.machine
        guard let potentiel = porteur.potentielFinancierParHabitant else {
            return .aVerifier(
                Motif(
                    "ELIG-COM-B", source,
                    "La commune est éligible à la DETR si son potentiel financier par habitant est inférieur à \(plafond.french) € ; il n'est pas connu. La préfecture a la liste des communes éligibles.",
                    valeurs))
        }
        valeurs["potentiel_financier_par_habitant"] = potentiel.machine
        guard potentiel < plafond else {
            return .non(
                Motif(
                    "ELIG-COM-B", source,
                    "Le potentiel financier par habitant, \(potentiel.french) €, n'est pas inférieur à \(plafond.french) € (\(facteur.french) fois la moyenne de la strate) : la commune n'est pas éligible à la DETR.",
                    valeurs))
        }
        return .oui(
            Motif(
                "ELIG-COM-B", source,
                "Le potentiel financier par habitant, \(potentiel.french) €, est inférieur à \(plafond.french) € (\(facteur.french) fois la moyenne de la strate) : la commune est éligible à la DETR.",
                valeurs))
    }
}
