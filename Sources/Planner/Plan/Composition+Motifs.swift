import Model

extension Composition {
    /// Why an amount is under what its rate allows.
    func coupe(_ index: Int) -> [Motif] {
        let (candidat, montant) = (candidats[index], retenus.montants[index])
        guard montant < candidat.maximum else { return [] }
        let manque = candidat.maximum - montant
        if objectif == .plusSur, let sur = candidat.montantSur, montant == sur { return [auTauxSur(candidat, manque)] }
        let etat = candidats.indices.filter { candidats[$0].sousPlafondEtat && retenus.montants[$0] > .zero }
        let plafondEtat = limites.etat(bases: etat.map { candidats[$0].base })
        let totalEtat = limites.acquisEtat + etat.map { retenus.montants[$0] }.sum()
        let valeurs = [
            "dispositif": candidat.code, "sans_plafond": candidat.maximum.decimal, "montant": montant.decimal, "reduit_de": manque.decimal,
        ]
        if candidat.sousPlafondEtat, let plafondEtat, (plafondEtat - totalEtat).cents < candidat.grain {
            return [
                Motif(
                    "RATE-A2", "CGCT, art. R. 2334-27, al. 2",
                    "Réduit de \(manque.french) : les subventions de l'État ensemble ne dépassent pas \(plafondEtat.french), soit \((limites.plafondEtat ?? .zero).french) de la dépense subventionnable.",
                    valeurs.merging(["plafond": plafondEtat.decimal]) { $1 })
            ]
        }
        if let part = candidat.plafondPartPropre, limites.publics(avecPrives: prives) - publics > .zero {
            return [partPropre(part, manque, valeurs)]
        }
        return [
            Motif(
                "OWN-1", "CGCT, art. L. 1111-10, III",
                "Réduit de \(manque.french) : le porteur garde au moins \(limites.partPropre.french) des financements publics.",
                valeurs.merging(["part_min": limites.partPropre.decimal]) { $1 })
        ]
    }

    private var prives: Money {
        limites.acquisPrives + retenus.demandes.filter { !candidats[$0].estPublic }.map { retenus.montants[$0] }.sum()
    }
    private var publics: Money {
        limites.acquisPublics + retenus.demandes.filter { candidats[$0].estPublic }.map { retenus.montants[$0] }.sum()
    }

    private func auTauxSur(_ candidat: Candidat, _ manque: Money) -> Motif {
        Motif(
            "TAUX-SUR", "Projets réellement aidés",
            "Limité au taux que trois dossiers sur quatre ont obtenu, \((candidat.tauxSur ?? .zero).french) : \(manque.french) de moins que le taux habituel.",
            ["taux": candidat.tauxSur?.decimal ?? "", "reduit_de": manque.decimal])
    }

    private func partPropre(_ part: Rate, _ manque: Money, _ valeurs: [String: String]) -> Motif {
        Motif(
            "FONDS-CONCOURS", "CGCT, art. L. 5214-16, V",
            "Réduit de \(manque.french) : un fonds de concours ne dépasse pas la part que la commune finance elle-même, hors subventions.",
            valeurs.merging(["part": part.decimal]) { $1 })
    }
}

extension Recherche {
    /// Why a dispositif that could be asked is left out of the best set.
    func pourquoiEcarte(_ index: Int, de retenus: Repartition, _ objectif: Objectif, nom: (String) -> String) -> Refus {
        let candidat = candidats[index]
        if let autre = retenus.demandes.first(where: {
            candidat.exclut.contains(candidats[$0].code) || candidats[$0].exclut.contains(candidat.code)
        }) {
            return Refus(
                motif: Motif(
                    "WHAT-6", "Règlement du financeur",
                    "\(nom(candidat.code)) ne se cumule pas avec \(nom(candidats[autre].code)) : le plan garde le plus avantageux.",
                    ["dispositif": candidat.code, "avec": candidats[autre].code]),
                definitif: false)
        }
        if objectif != .resteACharge, retenus.dossiers > 0 {
            return Refus(
                motif: Motif(
                    "OBJECTIF", "Objectif de la demande", "\(nom(candidat.code)) n'est pas demandé : \(objectif.raison).",
                    ["dispositif": candidat.code, "objectif": objectif.rawValue]), definitif: false)
        }
        let pris = candidats.indices.filter { retenus.montants[$0] > .zero }
        let publics =
            limites.publics(avecPrives: limites.acquisPrives + pris.filter { !candidats[$0].estPublic }.map { retenus.montants[$0] }.sum())
            - limites.acquisPublics - pris.filter { candidats[$0].estPublic }.map { retenus.montants[$0] }.sum()
        let etats = pris.filter { candidats[$0].sousPlafondEtat }
        let etat =
            candidat.sousPlafondEtat
            ? limites.etat(bases: (etats + [index]).map { candidats[$0].base })
                .map { $0 - limites.acquisEtat - etats.map { retenus.montants[$0] }.sum() }
            : nil
        let parEtat = (etat ?? publics) < publics
        let place = max(.zero, min(etat ?? publics, publics))
        let (code, source) = parEtat ? ("RATE-A2", "CGCT, art. R. 2334-27, al. 2") : ("OWN-1", "CGCT, art. L. 1111-10, III")
        let plafond = parEtat ? "le plafond des subventions de l'État" : "la part que le porteur doit garder"
        let valeurs = [
            "dispositif": candidat.code, "place": place.decimal, "minimum": candidat.minimum.decimal,
            "taux_min": candidat.tauxMinimum.decimal,
        ]
        if place < max(candidat.minimum, Money(cents: 1)) {
            let reste =
                place == .zero
                ? "il ne reste aucune place" : "il ne reste que \(place.french), moins que son minimum de \(candidat.minimum.french),"
            return Refus(motif: Motif(code, source, "\(nom(candidat.code)) : \(reste) sous \(plafond).", valeurs), definitif: false)
        }
        return Refus(
            motif: Motif(
                "OBJECTIF", "Recherche du moindre reste à charge",
                "\(nom(candidat.code)) n'est pas demandé : avec ses planchers et ses plafonds, l'ajouter diminuerait l'aide totale.",
                valeurs),
            definitif: false)
    }
}

extension Objectif {
    fileprivate var raison: String {
        switch self {
        case .resteACharge: "l'ajouter diminuerait l'aide totale"
        case .moinsDeDossiers: "le plan choisi tient en un dossier"
        case .plusSur: "le plan choisi ne compte que ce qui est le plus sûr"
        case .plusTot: "le plan choisi fait venir l'argent au plus tôt"
        }
    }
}
