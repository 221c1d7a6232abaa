public import Model
import Planner
public import Postgres
import Store

/// An operation with its lines and the plan computed now: everything the plan page, the documents and the deposit start from.
public struct ProjetPlanifie: Sendable {
    public let projet: Projet
    public let lignes: [LigneProjet]
    public let porteur: Porteur
    public let demande: DemandePlan
    public let plan: Plan
    /// What the porteur chose; nil: the advised dispositifs, for the least remaining cost.
    public let choix: ChoixFinancement?
}

extension Parcours {
    /// Five small statements and one plan.
    /// - Parameters:
    ///   - date: the day the demand would be received.
    ///   - essai: choices to try instead of those that are kept.
    /// - Throws: `Refus.operation` when the agent does not see it.
    public func planifier(
        _ id: ID<Projet>, le date: LocalDate, selon essai: ChoixFinancement? = nil, in tx: Transaction
    ) async throws -> ProjetPlanifie {
        guard let projet = try await Projet.find(id, in: tx) else { throw Refus.operation }
        let lignes = try await LigneProjet.all(of: id, in: tx)
        let porteur = try await porteur(of: projet, in: tx)
        let garde = try await ChoixFinancement.find(of: id, in: tx)
        let choix = essai ?? garde
        let demande = DemandePlan(
            dateDemande: date, exercice: projet.exercice, porteur: porteur,
            lignes: lignes.map { $0.lignePlan(decisionPetitMateriel: projet.decisionPetitMateriel) }, financeurs: choix?.financeurs,
            perimetre: .conseilles, objectif: choix?.objectif ?? .resteACharge)
        let planner = Planner(try await referentiel(in: tx))
        var plan = planner.plan(demande)
        if plan.effets?.contains(where: { $0.code == "EFFET-PLANCHER" }) ?? false {
            let effets = planner.effets(desAjouts: try await ajouts(le: date, in: tx), a: demande)
            plan.effets = (plan.effets ?? []) + effets
        }
        return ProjetPlanifie(projet: projet, lignes: lignes, porteur: porteur, demande: demande, plan: plan, choix: garde)
    }

    /// Every kit of the catalogue, as something to add: asked only when a floor blocks.
    private func ajouts(le date: LocalDate, in tx: Transaction) async throws -> [Ajout] {
        let kits = try await catalogue(in: tx).kits(prixDu: date, in: tx)
        return kits.prefix(100).map { Ajout(code: $0.kit.code, nom: $0.kit.nom, lignes: $0.lignesPlan()) }
    }

    /// Keeps the plan and opens or updates one draft per dispositif that it asks. The agent must be the porteur's.
    public func preparer(_ id: ID<Projet>, par agent: ID<Agent>, le date: LocalDate) async throws -> [Dossier] {
        try await database.write(as: .agent(agent)) { tx in
            let planifie = try await planifier(id, le: date, in: tx)
            try await preparer(planifie, le: date, in: tx)
            return try await Dossier.all(of: id, in: tx)
        }
    }

    func preparer(_ planifie: ProjetPlanifie, le date: LocalDate, in tx: Transaction) async throws {
        let plan = planifie.plan
        guard !plan.estPartiel else {
            throw Refus(
                .impossible,
                "Une ligne n’a pas de prix publié. Demandez un devis au fabricant, ou retirez cette option, avant de continuer.",
                regle: "operation_prix_non_publie")
        }
        // What the dossiers ask for is what the prices were on that day; another equipment before the deposit ends it (`operation.gel`).
        _ = try await Gel.figer(planifie.projet.operationId, le: date, estAutomatique: true, reste: plan.resteAChargeTTC, in: tx)
        let asked = plan.dossiers(try await referentiel(in: tx))
        let kept = try await Plan.keep(plan, of: planifie.projet.operationId, dateDemande: date, in: tx)
        try await Dossier.abandonner(planifie.projet.operationId, sauf: asked.map(\.dispositif), in: tx)
        for part in asked {
            try await Dossier.preparer(
                Dossier.Draft(
                    operation: planifie.projet.operationId, dispositif: part.dispositif, plan: kept, coutTotalHT: plan.coutTotalHT,
                    depenseSubventionnable: part.depenseSubventionnable, montantDemande: part.montant),
                in: tx)
        }
    }

    private func porteur(of projet: Projet, in tx: Transaction) async throws -> Porteur {
        guard let organisation = try await Organisation.find(projet.organisationId, in: tx),
            let porteur = try await Porteur.of(organisation, in: tx)
        else { throw Refus.operation }
        return porteur
    }
}

extension Plan {
    /// The grants that are asked through Trousse, one dossier each: the State's. The others are asked from their own authority.
    public func dossiers(_ referentiel: Referentiel) -> [Financement] {
        financements.filter { part in
            part.statut == .demande && part.montant > .zero && referentiel.dispositif(part.dispositif)?.cumul.estEtat ?? false
        }
    }
}
