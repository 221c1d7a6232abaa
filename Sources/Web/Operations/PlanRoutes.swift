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
        group.post("operations/:id/plan/choix", use: garderChoix)
        group.post("operations/:id/dossiers", use: preparerDossiers)
        group.post("operations/:id/sans-aide", use: choisirSansAide)
    }

    @Sendable private func quiPaie(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let saisie = request.champs
        // The address carries choices to try, or nothing.
        return try await planPage(
            try context.id("id", sinon: .operation), request, context, essai: saisie.valeurs.isEmpty ? nil : saisie)
    }

    /// Keeps choices that make a lawful plan, or forgets them all: the advised plan comes back.
    @Sendable private func garderChoix(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let saisie = context.site.saisie
        do {
            if saisie["conseil"] == "oui" {
                try await ecrire(context) { tx in
                    guard try await Projet.find(id, in: tx) != nil else { throw Refus.operation }
                    try await ChoixFinancement.oublier(of: id, in: tx)
                }
                return .vers(.plan(id), flash: .planConseille)
            }
            try await ecrire(context) { tx in
                let dispositifs = try await parcours.referentiel(in: tx).dispositifs
                let choix = try ChoixForm(saisie, dispositifs).draft(dispositifs)
                let planifie = try await parcours.planifier(id, le: aujourdhui, selon: choix, in: tx)
                try FormErrors(choix, planifie.plan).throwIfAny()
                try await ChoixFinancement.garder(choix, of: id, by: context.agent.agentId, in: tx)
            }
            return .vers(.plan(id), flash: .choixGardes)
        } catch let erreurs as FormErrors {
            return try await planPage(id, request, context, essai: saisie, erreurs: erreurs)
        }
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
        _ id: ID<Projet>, _ request: Request, _ context: SecretaireContext, essai: Saisie? = nil, erreurs: FormErrors = .init()
    ) async throws -> Response {
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await planValeurs(id, context, essai, erreurs, in: tx)
        }
        let projet = value.planifie.projet
        // Nothing is paid for nothing: the equipment comes first.
        if value.avancement.estVide { return .vers(.operation(id)) }
        return page(
            context, request, titre: "Qui paie quoi", rubrique: .projets, fil: filProjet(projet, "Qui paie quoi"), erreurs: value.erreurs,
            script: Asset.vivant
        ) { value.html }
    }

    /// The plan that was deposited, once one was: what the préfecture reads is what the mairie sees.
    private func planValeurs(
        _ id: ID<Projet>, _ context: SecretaireContext, _ saisie: Saisie?, _ erreurs: FormErrors, in tx: Transaction
    ) async throws -> PlanPage {
        let referentiel = try await parcours.referentiel(in: tx)
        let dispositifs = referentiel.dispositifs
        let tape = saisie.map { ChoixForm($0, dispositifs) }
        var (erreurs, essai): (FormErrors, ChoixFinancement?) = (erreurs, nil)
        do throws(FormErrors) { essai = try tape?.draft(dispositifs) } catch { if erreurs.isEmpty { erreurs = error } }
        let actuel = try await parcours.planifier(id, le: aujourdhui, selon: essai, in: tx)
        if let essai, erreurs.isEmpty { erreurs = FormErrors(essai, actuel.plan, avecRefus: false) }
        let avancement = try await avancement(actuel, in: tx)
        let depose = avancement.dossiers.first { $0.deposeLe != nil }
        let planifie = if let depose { try await parcours.depose(depose, in: tx) } else { actuel }
        let courant = ChoixFinancement(planifie.plan, connus: planifie.choix?.financeurs ?? [])
        return PlanPage(
            planifie: planifie, avancement: avancement, deposeLe: depose?.deposeLe, referentiel: referentiel,
            partMinimale: referentiel.parametres.rate("own_share.min", en: aujourdhui),
            enveloppe: try await SituationEnveloppe.of(
                dispositif: "LIEUX", departement: planifie.projet.departementCode, exercice: planifie.projet.exercice, in: tx),
            deliberation: EffetDeliberation(
                planifie, seuil: referentiel.parametres.money("capital.unit_threshold_ttc", en: aujourdhui)),
            propositions: avancement.estFige ? [] : planifie.propositions(referentiel),
            form: tape ?? ChoixForm(planifie.choix ?? courant, dispositifs), estEssai: essai != nil && depose == nil, erreurs: erreurs,
            rappels: Regles.rappels(planifie.demande, planifie.plan, referentiel.parametres),
            comparables: try await comparables(planifie, in: tx), jeton: context.site.jeton)
    }

    /// For the first fund asked whose practice is known.
    private func comparables(_ planifie: ProjetPlanifie, in tx: Transaction) async throws -> [ProjetComparable] {
        guard let part = planifie.plan.financements.first(where: { $0.usage != nil }) else { return [] }
        return try await Attribution.comparables(
            departement: planifie.porteur.departement, nature: planifie.demande.nature, coutHT: planifie.plan.coutTotalHT,
            dispositif: part.dispositif, in: tx)
    }
}

extension Refus {
    fileprivate static let aideDejaDemandee = Refus(
        .impossible, "Un dossier est déjà préparé\u{A0}: tant qu’il existe, l’aide est demandée.", regle: "operation_aide_demandee")
}

extension FormErrors {
    /// What a plan made of choices cannot follow, beside the field that would repair it.
    /// - Parameter avecRefus: a plan that the law forbids is an error of the form too: it may be tried, not kept.
    fileprivate init(_ choix: ChoixFinancement, _ plan: Plan, avecRefus: Bool = true) {
        self.init()
        for motif in plan.refus + plan.alertes where motif.code == "TAUX-INCONNU" {
            guard let code = motif.valeurs["dispositif"], self[ChoixForm.taux(code)] == nil else { continue }
            add(ChoixForm.taux(code), "\(motif.texte)")
        }
        if isEmpty, avecRefus { for motif in plan.refus { add("", motif.texte) } }
    }
}
