import Foundation
import Model

private let article = "CGCT, art. L. 2334-33"

extension Contexte {
    /// DETR, EPCI à fiscalité propre: all but the large urban ones (1°), and those that had the DGE or the DDR in 2010 (1° bis).
    func detrEPCI() -> Verdict {
        let verdict = ensembleUrbain()
        if case .non = verdict, porteur.eligibleDGE2010 == true { return elig1BisEPCI() }
        return verdict
    }

    /// ELIG-EPCI-A, ELIG-EPCI-B — CGCT L2334-33 1°: excluded only if more than 75 000 inhabitants (150 000 overseas) around a centre of more
    /// than 20 000 (85 000) and, since the exercice 2019, at least 150 inhabitants per km². All together: one false condition is enough to be
    /// eligible. ELIG-EPCI-A-old (2017–2018) has no density; ELIG-EPCI-A-older (2012–2016) has lower thresholds, when they are loaded.
    private func ensembleUrbain() -> Verdict {
        guard let seuil = parametres.integer("detr.epci.pop_max.\(territoire.suffixe)", en: debutExercice),
            let centre = parametres.integer("detr.epci.centre_pop.\(territoire.suffixe)", en: debutExercice)
        else {
            return .aVerifier(
                Motif("ELIG-EPCI-A", "\(article), 1°", "Les seuils de la DETR des EPCI pour \(demande.exercice) ne sont pas chargés."))
        }
        let densiteMin = parametres.decimal("detr.epci.density_min", en: debutExercice)
        let code =
            territoire == .dom
            ? "ELIG-EPCI-B" : densiteMin != nil ? "ELIG-EPCI-A" : demande.exercice < 2017 ? "ELIG-EPCI-A-older" : "ELIG-EPCI-A-old"
        let conditions: [Bool?] = [
            porteur.population.map { $0 > seuil }, porteur.populationCentre.map { $0 > centre },
            densiteMin.map { minimum in porteur.densite.map { $0 >= minimum } } ?? true,
        ]
        var valeurs = ["seuil_population": String(seuil), "seuil_centre": String(centre)]
        valeurs["population"] = porteur.population.map(String.init)
        valeurs["population_centre"] = porteur.populationCentre.map(String.init)
        valeurs["densite"] = porteur.densite?.machine
        valeurs["seuil_densite"] = densiteMin?.machine
        let regle =
            "plus de \(seuil.french) habitants autour d'un centre de plus de \(centre.french)"
            + (densiteMin.map { ", avec au moins \($0.french) habitants au km²" } ?? "")
        if conditions.contains(false) {
            return .oui(
                Motif(code, "\(article), 1°", "L'EPCI est éligible à la DETR : seuls sont exclus les ensembles de \(regle).", valeurs))
        }
        if conditions.allSatisfy({ $0 == true }) {
            return .non(Motif(code, "\(article), 1°", "L'EPCI n'est pas éligible à la DETR : il forme un ensemble de \(regle).", valeurs))
        }
        return .aVerifier(
            Motif(
                code, "\(article), 1°",
                "L'EPCI n'est exclu de la DETR que s'il forme un ensemble de \(regle) ; un de ces faits n'est pas connu. La préfecture a la liste.",
                valeurs))
    }

    /// ELIG-1BIS — CGCT L2334-33 1° bis: EPCI eligible in 2010 to the DGE or the DDR.
    private func elig1BisEPCI() -> Verdict {
        .oui(
            Motif(
                "ELIG-1BIS", "\(article), 1° bis",
                "L'établissement était éligible en 2010 à la DGE des communes ou à la DDR : il l'est à la DETR."))
    }

    /// ELIG-1BIS — CGCT L2334-33 1° bis: syndicats de communes and closed syndicats mixtes up to 60 000 inhabitants; above, those that were
    /// eligible in 2010 as établissements de coopération.
    func elig1BisSyndicat() -> Verdict {
        let source = "\(article), 1° bis"
        guard let seuil = parametres.integer("detr.syndicat.pop_max", en: debutExercice) else {
            return .aVerifier(Motif("ELIG-1BIS", source, "Le seuil de la DETR des syndicats pour \(demande.exercice) n'est pas chargé."))
        }
        var valeurs = ["seuil": String(seuil)]
        valeurs["population"] = porteur.population.map(String.init)
        valeurs["eligible_dge_2010"] = porteur.eligibleDGE2010.map { $0 ? "true" : "false" }
        if let population = porteur.population, population <= seuil {
            let reserve =
                porteur.eligibleDGE2010 == false
                ? " Certaines préfectures demandent aussi d'avoir été éligible à la DGE ou à la DDR en 2010." : ""
            return .oui(
                Motif(
                    "ELIG-1BIS", source,
                    "Un syndicat de communes ou un syndicat mixte fermé de \(seuil.french) habitants au plus est éligible à la DETR.\(reserve)",
                    valeurs))
        }
        switch porteur.eligibleDGE2010 {
        case true?: return elig1BisEPCI()
        case false? where porteur.population != nil:
            return .non(
                Motif(
                    "ELIG-1BIS", source,
                    "Le syndicat dépasse \(seuil.french) habitants et n'était pas éligible en 2010 à la DGE ou à la DDR : il n'est pas éligible à la DETR.",
                    valeurs))
        default:
            return .aVerifier(
                Motif(
                    "ELIG-1BIS", source,
                    "Un syndicat est éligible à la DETR jusqu'à \(seuil.french) habitants, ou s'il l'était en 2010 à la DGE ou à la DDR : vérifiez auprès de la préfecture.",
                    valeurs))
        }
    }
}
