import Foundation
import Model

/// One plan being put together, for one list of funders.
struct Composition {
    let contexte: Contexte
    let acquis: [Financeur]
    let candidats: [Candidat]
    let retenus: Repartition
    let limites: Limites
    /// Why each dispositif that was asked is not in the plan.
    private(set) var ecartes: [(code: String, refus: Refus)]
    private let nombreDemandes: Int

    init(_ contexte: Contexte, _ financeurs: [Financeur]) {
        self.contexte = contexte
        acquis = financeurs.filter { $0.statut == .acquis }
        let demandes = Self.ordonner(financeurs.filter { $0.statut == .demande })
        nombreDemandes = demandes.count
        var (candidats, ecartes): ([Candidat], [(code: String, refus: Refus)]) = ([], [])
        for financeur in demandes {
            do throws(Refus) {
                let candidat = try contexte.candidat(financeur)
                guard candidats.count < Recherche.maximum else { throw Self.tropDeFinanceurs(financeur) }
                candidats.append(candidat)
            } catch { ecartes.append((financeur.dispositif, error)) }
        }
        limites = contexte.limites(acquis: acquis)
        let recherche = Recherche(candidats: candidats, limites: limites)
        retenus = recherche.meilleure()
        self.candidats = candidats
        for index in candidats.indices where retenus.montants[index] == .zero {
            ecartes.append((candidats[index].code, recherche.pourquoiEcarte(index, de: retenus, nom: contexte.nom)))
        }
        self.ecartes = ecartes
    }

    /// DETR, DSIL, LIEUX, then the others as the request gives them; a dispositif asked twice counts once.
    private static func ordonner(_ financeurs: [Financeur]) -> [Financeur] {
        let rangs = ["DETR": 0, "DSIL": 1, "LIEUX": 2]
        var vus: Set<String> = []
        return financeurs.filter { vus.insert($0.dispositif).inserted }.enumerated()
            .sorted { (rangs[$0.element.dispositif] ?? 3, $0.offset) < (rangs[$1.element.dispositif] ?? 3, $1.offset) }
            .map(\.element)
    }

    private static func tropDeFinanceurs(_ financeur: Financeur) -> Refus {
        Refus(
            motif: Motif(
                "TROP-DE-FINANCEURS", "Demande",
                "\(financeur.dispositif) : un plan demande au plus \(Recherche.maximum) financeurs à la fois."),
            definitif: false)
    }

    /// TTC, once aids and FCTVA are in.
    var resteACharge: Money {
        contexte.assiette.coutTTC - retenus.total - acquis.compactMap(\.montant).sum() - contexte.fctva().montant
    }

    /// The plan, without its alternatives.
    var plan: Plan {
        let controle = contexte.controlerAcquis(acquis, limites)
        let financements = financements()
        let assiette = contexte.assiette
        let publics = financements.filter(\.estPublic).map(\.montant).sum()
        let total = financements.map(\.montant).sum()
        let fctva = contexte.fctva()
        let propre = assiette.investissementHT - total
        return Plan(
            eligibilite: contexte.eligibilites(ecartes), coutTotalHT: assiette.coutHT, coutTotalTTC: assiette.coutTTC,
            investissementHT: assiette.investissementHT, assietteHT: assiette.eligibleHT, financements: financements,
            autofinancementHT: assiette.coutHT - total, partAutofinancement: Self.part(propre, publics), fctva: fctva,
            resteAChargeTTC: assiette.coutTTC - total - fctva.montant, tresorerie: contexte.tresorerie(financements, fctva),
            alternatives: [], alertes: contexte.alertes(self, financements, fctva) + controle.alertes, refus: refus(controle.refus),
            estPartiel: !assiette.sansPrix.isEmpty)
    }

    /// OWN-1: own money over own money plus public money, on the investment alone; private money is in neither (OWN-2). One when nobody helps.
    private static func part(_ propre: Money, _ publics: Money) -> Rate {
        propre + publics == .zero ? .one : propre.ratio(to: propre + publics)
    }

    /// The plan as a whole is refused when what is already obtained breaks the law, when nothing of what was asked can be, or when there is nothing to fund.
    private func refus(_ acquis: [Motif]) -> [Motif] {
        if contexte.demande.lignes.isEmpty {
            return [Motif("WHAT-1", "CGCT, art. L. 2334-36", "Le panier est vide : aucune dépense à financer.")]
        }
        return nombreDemandes > 0 && retenus.dossiers == 0 ? acquis + ecartes.map(\.refus.motif) : acquis
    }

    private func financements() -> [Plan.Financement] {
        let demandes = candidats.indices.filter { retenus.montants[$0] > .zero }.map { index in
            let (candidat, montant) = (candidats[index], retenus.montants[index])
            return Plan.Financement(
                dispositif: candidat.code, depenseSubventionnable: candidat.base,
                taux: montant == candidat.maximum && candidat.maximumAuTaux ? candidat.taux : montant.taux(sur: candidat.base),
                montant: montant, statut: .demande,
                estPublic: candidat.estPublic, motifs: candidat.motifs + coupe(index))
        }
        return demandes
            + acquis.map { financeur in
                let (base, montant) = (contexte.base(financeur), financeur.montant ?? .zero)
                return Plan.Financement(
                    dispositif: financeur.dispositif, depenseSubventionnable: base, taux: montant.taux(sur: base), montant: montant,
                    statut: .acquis, estPublic: financeur.estPublic,
                    motifs: [
                        Motif(
                            "ACQUIS", "Demande", "Montant déjà obtenu : il est gardé tel quel et compte dans les plafonds.",
                            ["montant": montant.decimal])
                    ])
            }
    }

    /// Why an amount is under what its rate allows.
    private func coupe(_ index: Int) -> [Motif] {
        let (candidat, montant) = (candidats[index], retenus.montants[index])
        guard montant < candidat.maximum else { return [] }
        let manque = candidat.maximum - montant
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
        return [
            Motif(
                "OWN-1", "CGCT, art. L. 1111-10, III",
                "Réduit de \(manque.french) : le porteur garde au moins \(limites.partPropre.french) des financements publics.",
                valeurs.merging(["part_min": limites.partPropre.decimal]) { $1 })
        ]
    }
}

extension Recherche {
    /// Why a dispositif that could be asked is left out of the best set.
    func pourquoiEcarte(_ index: Int, de retenus: Repartition, nom: (String) -> String) -> Refus {
        let candidat = candidats[index]
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
