public import Foundation
public import Model

extension Plan {
    /// The contract's answer, in JSON: amounts and rates are decimal strings.
    public var reponse: Data { json.data }

    var json: JSON { .objet(champs) }

    private var champs: [JSON.Champ] {
        let objet: [(String, JSON)] = [
            ("eligibilite", .liste(eligibilite.map(\.json))), ("cout_total_ht", coutTotalHT.json), ("cout_total_ttc", coutTotalTTC.json),
            ("investissement_ht", investissementHT.json), ("assiette_ht", assietteHT.json),
            ("financements", .liste(financements.map(\.json))), ("autofinancement_ht", autofinancementHT.json),
            ("part_autofinancement", .texte(partAutofinancement.decimal)), ("fctva", fctva.json),
            ("reste_a_charge_ttc", resteAChargeTTC.json), ("tresorerie", .liste(tresorerie.map(\.json))),
            ("alternatives", .liste(alternatives.map(\.json))), ("alertes", .liste(alertes.map(\.json))),
            ("refus", .liste(refus.map(\.json))), ("partiel", .bool(estPartiel)), ("objectif", .texte(objectif?.rawValue)),
            ("criteres", criteres?.json ?? .objet([])), ("effets", .liste((effets ?? []).map(\.json))),
        ]
        return objet.map { JSON.Champ(cle: $0, valeur: $1) }
    }

    fileprivate func champs(pourquoi: String) -> [JSON.Champ] { [JSON.Champ(cle: "pourquoi", valeur: .texte(pourquoi))] + champs }
}

extension Money {
    var json: JSON { .texte(decimal) }
}

extension Motif {
    var json: JSON {
        [
            "code": .texte(code), "source": .texte(source), "texte": .texte(texte),
            "valeurs": .objet(valeurs.sorted { $0.key < $1.key }.map { JSON.Champ(cle: $0.key, valeur: .texte($0.value)) }),
        ]
    }
}

extension Plan.Eligibilite {
    fileprivate var json: JSON {
        let eligible: JSON =
            switch reponse {
            case .oui: .bool(true)
            case .non: .bool(false)
            case .aVerifier: .texte(reponse.rawValue)
            }
        return ["dispositif": .texte(dispositif), "eligible": eligible, "motifs": .liste(motifs.map(\.json))]
    }
}

extension Plan.Financement {
    fileprivate var json: JSON {
        [
            "dispositif": .texte(dispositif), "depense_subventionnable": depenseSubventionnable.json, "taux": .texte(taux.decimal),
            "montant": montant.json, "statut": .texte(statut.rawValue), "public": .bool(estPublic), "motifs": .liste(motifs.map(\.json)),
            "maximum_legal": .texte(maximumLegal?.decimal), "usage": usage?.json ?? .null,
        ]
    }
}

extension UsageObserve {
    fileprivate var json: JSON {
        [
            "q1": .texte(q1.decimal), "mediane": .texte(mediane.decimal), "q3": .texte(q3.decimal), "n": .entier(n),
            "niveau": .texte(niveau.rawValue), "source": .texte(source),
        ]
    }
}

extension Plan.Criteres {
    fileprivate var json: JSON {
        [
            "dossiers": .entier(dossiers), "incertitudes": .entier(incertitudes), "avance_maximale": avanceMaximale.json,
            "avance_maximale_le": .texte(avanceMaximaleLe?.description),
        ]
    }
}

extension Plan.FCTVA {
    fileprivate var json: JSON { ["montant": montant.json, "exercice": .entier(exercice), "motifs": .liste(motifs.map(\.json))] }
}

extension Plan.Echeance {
    fileprivate var json: JSON { ["date": .texte(date.description), "libelle": .texte(libelle), "montant": montant.json] }
}

extension Plan.Alternative {
    fileprivate var json: JSON { .objet(plan.champs(pourquoi: pourquoi)) }
}
