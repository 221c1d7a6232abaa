import HTML
import Hummingbird
import Model
import Parcours
import Planner
import Postgres
import Store

extension Site {
    func plan(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations/:id/plan", use: quiPaie)
        group.post("operations/:id/dossiers", use: preparerDossiers)
        group.post("operations/:id/sans-aide", use: choisirSansAide)
    }

    @Sendable private func quiPaie(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await planPage(try context.id("id", sinon: .operation), request, context)
    }

    /// Keeps the plan of the day and opens a draft for each aid that it asks.
    @Sendable private func preparerDossiers(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        do {
            let dossiers = try await FormErrors.recueillir {
                try await parcours.preparer(id, par: context.agent.agentId, le: aujourdhui)
            }
            guard let premier = dossiers.first(where: { $0.etat == .brouillon }) ?? dossiers.first else {
                throw FormErrors("", "Ce plan ne demande aucune aide\u{A0}: il n’y a pas de dossier à préparer.")
            }
            return .vers(.dossier(id, premier.dossierId))
        } catch let erreurs as FormErrors {
            return try await planPage(id, request, context, erreurs: erreurs)
        }
    }

    /// Without any aid, nothing holds the order back; she may change her mind until a dossier exists.
    @Sendable private func choisirSansAide(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let sansAide = context.site.saisie["sans_aide"] == "oui"
        do {
            try await ecrire(context) { tx in
                guard try await Projet.choisir(sansAide: sansAide, id, in: tx) else { throw Refus.aideDejaDemandee }
            }
            return .vers(sansAide ? .commandes(id) : .plan(id))
        } catch let erreurs as FormErrors {
            return try await planPage(id, request, context, erreurs: erreurs)
        }
    }

    private func planPage(
        _ id: ID<Projet>, _ request: Request, _ context: SecretaireContext, erreurs: FormErrors = .init()
    ) async throws -> Response {
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in try await planValeurs(id, context, in: tx) }
        let projet = value.planifie.projet
        // Nothing is paid for nothing: the equipment comes first.
        if value.avancement.estVide { return .vers(.operation(id)) }
        return page(context, request, titre: "Qui paie quoi", rubrique: .projets, fil: filProjet(projet, "Qui paie quoi"), erreurs: erreurs)
        {
            value.html
        }
    }

    /// The plan that was deposited, once one was: what the préfecture reads is what the mairie sees.
    private func planValeurs(_ id: ID<Projet>, _ context: SecretaireContext, in tx: Transaction) async throws -> PlanPage {
        let actuel = try await parcours.planifier(id, le: aujourdhui, in: tx)
        let avancement = try await avancement(actuel, in: tx)
        let depose = avancement.dossiers.first { $0.deposeLe != nil }
        let planifie = if let depose { try await parcours.depose(depose, in: tx) } else { actuel }
        let referentiel = try await parcours.referentiel(in: tx)
        return PlanPage(
            planifie: planifie, avancement: avancement, deposeLe: depose?.deposeLe,
            dispositifs: Dictionary(uniqueKeysWithValues: referentiel.dispositifs.map { ($0.code, $0) }),
            partMinimale: referentiel.parametres.rate("own_share.min", en: aujourdhui),
            enveloppe: try await SituationEnveloppe.of(
                dispositif: "LIEUX", departement: planifie.projet.departementCode, exercice: planifie.projet.exercice, in: tx),
            deliberation: EffetDeliberation(
                planifie, seuil: referentiel.parametres.money("capital.unit_threshold_ttc", en: aujourdhui)),
            rappels: Regles.rappels(planifie.demande, planifie.plan, referentiel.parametres), jeton: context.site.jeton)
    }
}

extension Refus {
    fileprivate static let aideDejaDemandee = Refus(
        .impossible, "Un dossier est déjà préparé\u{A0}: tant qu’il existe, l’aide est demandée.", regle: "operation_aide_demandee")
}
