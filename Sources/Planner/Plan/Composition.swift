import Foundation
import Model

/// One plan being put together, for one list of funders.
struct Composition {
    let contexte: Contexte
    let acquis: [Financeur]
    let limites: Limites
    let recherche: Recherche
    private(set) var objectif: Objectif
    private(set) var retenus: Repartition
    /// Those that may not be asked at all.
    private let refusDesEcartes: [(code: String, refus: Refus)]
    private let nombreDemandes: Int

    init(_ contexte: Contexte, _ financeurs: [Financeur], objectif: Objectif) {
        self.contexte = contexte
        self.objectif = objectif
        acquis = financeurs.filter { $0.statut == .acquis }
        let demandes = Self.ordonner(financeurs.filter { $0.statut == .demande }, contexte.referentiel)
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
        recherche = Recherche(
            candidats: candidats, limites: limites, tauxFCTVA: contexte.tauxFCTVA ?? .zero, delais: Delais(candidats.map(\.code), contexte))
        retenus = recherche.meilleure(objectif)
        refusDesEcartes = ecartes
    }

    /// The same funders with other amounts: an alternative.
    func avec(_ repartition: Repartition, objectif: Objectif) -> Composition {
        var autre = self
        (autre.retenus, autre.objectif) = (repartition, objectif)
        return autre
    }

    var candidats: [Candidat] { recherche.candidats }

    /// Why each dispositif that was asked is not in the plan.
    var ecartes: [(code: String, refus: Refus)] {
        let libres = candidats.indices.filter { retenus.montants[$0] == .zero }
        return refusDesEcartes
            + libres.map { (candidats[$0].code, recherche.pourquoiEcarte($0, de: retenus, objectif, nom: contexte.nom)) }
    }

    /// By rank, then as the request gives them; a dispositif asked twice counts once.
    private static func ordonner(_ financeurs: [Financeur], _ referentiel: Referentiel) -> [Financeur] {
        var vus: Set<String> = []
        return financeurs.filter { vus.insert($0.dispositif).inserted }.enumerated()
            .sorted {
                (referentiel.dispositif($0.element.dispositif)?.rang ?? .max, $0.offset)
                    < (referentiel.dispositif($1.element.dispositif)?.rang ?? .max, $1.offset)
            }
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
        contexte.assiette.coutTTC - retenus.total - acquis.compactMap(\.montant).sum() - contexte.fctva(surTTC: etatSurTTC).montant
    }

    /// The plan, without its alternatives.
    var plan: Plan {
        let controle = contexte.controlerAcquis(acquis, limites)
        let financements = financements()
        let assiette = contexte.assiette
        let publics = financements.filter(\.estPublic).map(\.montant).sum()
        let total = financements.map(\.montant).sum()
        let fctva = contexte.fctva(surTTC: etatSurTTC)
        let tresorerie = contexte.tresorerie(financements, fctva)
        let propre = assiette.investissementHT - total
        return Plan(
            eligibilite: contexte.eligibilites(ecartes), coutTotalHT: assiette.coutHT, coutTotalTTC: assiette.coutTTC,
            investissementHT: assiette.investissementHT, assietteHT: assiette.eligibleHT, financements: financements,
            autofinancementHT: assiette.coutHT - total, partAutofinancement: Self.part(propre, publics), fctva: fctva,
            resteAChargeTTC: assiette.coutTTC - total - fctva.montant, tresorerie: tresorerie,
            alternatives: [], alertes: contexte.alertes(self, financements, fctva) + controle.alertes, refus: refus(controle.refus),
            estPartiel: !assiette.sansPrix.isEmpty, objectif: objectif, criteres: criteres(tresorerie), effets: [])
    }

    /// State money computed on TTC, which leaves the base of the FCTVA (FCTVA-2).
    private var etatSurTTC: Money {
        let demandes = retenus.demandes.filter { candidats[$0].reduitFCTVA }.map { retenus.montants[$0] }.sum()
        return demandes + acquis.filter { contexte.estEtatSurTTC($0.dispositif) }.compactMap(\.montant).sum()
    }

    private func criteres(_ tresorerie: [Plan.Echeance]) -> Plan.Criteres {
        let bas = tresorerie.pointBas
        return Plan.Criteres(
            dossiers: retenus.dossiers, incertitudes: recherche.incertitudes(retenus), avanceMaximale: bas.map { -$0.solde } ?? .zero,
            avanceMaximaleLe: bas?.date)
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
                estPublic: candidat.estPublic, motifs: candidat.motifs + coupe(index), maximumLegal: candidat.maximumLegal,
                usage: candidat.usage)
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
}
