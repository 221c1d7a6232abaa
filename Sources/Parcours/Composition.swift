public import Model
import Planner
public import Postgres
public import Store

/// What choosing another article would change for the whole line, and for the commune once aids are deducted.
public struct EffetRemplacement: Sendable, Hashable {
    public let remplacant: Remplacant
    /// HT and TTC of the line, new minus old; nil without a published price.
    public let ecartHT: Money?
    public let ecartTTC: Money?
    /// Remaining cost of the whole project, TTC, new minus old.
    public let ecartReste: Money?
}

extension Parcours {
    /// The lines of an operation with what the catalogue knows of them on `date`. Two statements.
    public func composition(_ planifie: ProjetPlanifie, kits: [KitDuProjet], le date: LocalDate, in tx: Transaction) async throws
        -> Composition
    {
        Composition(
            lignes: planifie.lignes, faits: try await FaitsLigne.all(of: planifie.projet.operationId, prixDu: date, in: tx),
            kits: Dictionary(kits.map { ($0.kitCode, $0.nom) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Freezes the lines and prices of an operation.
    /// - Throws: `Refus` with what is missing and the ways out.
    public func figer(_ id: ID<Projet>, par agent: ID<Agent>, le date: LocalDate) async throws -> Gel {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                let plan = try await planifier(id, le: date, in: tx).plan
                return try await Gel.figer(id, le: date, reste: plan.estPartiel ? nil : plan.resteAChargeTTC, in: tx)
            }
        }
    }
}

extension ProjetPlanifie {
    /// What each article would change in the place of the one that the line holds, the plan computed anew for each.
    public func effets(of remplacants: [Remplacant], a ligne: LigneProjet, _ referentiel: Referentiel) -> [EffetRemplacement] {
        guard let rang = lignes.firstIndex(of: ligne) else { return [] }
        let avant = demande.lignes[rang]
        let planner = Planner(referentiel)
        return remplacants.map { remplacant in
            guard let prix = remplacant.refCentimes, avant.prixUnitaireHT != nil else {
                return EffetRemplacement(remplacant: remplacant, ecartHT: nil, ecartTTC: nil, ecartReste: nil)
            }
            var essai = demande
            let bascule = remplacant.eligible == .siDeliberation && projet.decisionPetitMateriel
            var apres = avant
            (apres.libelle, apres.prixUnitaireHT, apres.tauxTva, apres.articleCode) =
                (remplacant.libelle, prix, remplacant.tauxTva, remplacant.code)
            apres.section = bascule ? .investissement : remplacant.section
            apres.eligible = remplacant.eligible == .oui || bascule
            apres.siDeliberation = remplacant.eligible == .siDeliberation
            essai.lignes[rang] = apres
            let reste = planner.plan(essai).resteAChargeTTC - plan.resteAChargeTTC
            return EffetRemplacement(
                remplacant: remplacant, ecartHT: apres.totalHT - avant.totalHT, ecartTTC: apres.totalTTC - avant.totalTTC,
                ecartReste: plan.estPartiel ? nil : reste)
        }
    }
}
