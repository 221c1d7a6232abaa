import Documents
import HTML
import Hummingbird
import Logging
import Model
import Parcours
import Planner
import Postgres
import Store

extension Site {
    func prefecture(_ group: RouterGroup<InstructeurContext>) {
        bureau(group)
        group.get("dossiers", use: dossiersAInstruire)
        group.get("dossiers/:id") { request, context in try await self.montrer(request, context) }
        group.post("dossiers/:id/completude", use: constaterComplet)
        group.post("dossiers/:id/correction", use: demanderCorrection)
        group.post("dossiers/:id/decision", use: decider)
        group.post("dossiers/:id/papiers", use: ecrirePapiers)
        group.post("dossiers/:id/passage", use: fairePasser)
    }

    @Sendable private func dossiersAInstruire(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let query = ListeQuery(request.champs)
        let liste = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            try await listePrefecture(query, of: context.agent, in: tx)
        }
        return page(context, request, titre: "Dossiers à instruire", rubrique: .instruction, largeur: .large) {
            ListeDossiersPage(liste: liste, jeton: context.site.jeton).html
        }
    }

    @Sendable private func constaterComplet(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let form = JourForm(context.site.saisie)
        return try await instruire(.init(completude: form), request, context, .dossierComplet) { id in
            try await parcours.constaterComplet(id, par: context.agent.agentId, le: try form.draft(auPlusTard: aujourdhui))
        }
    }

    @Sendable private func demanderCorrection(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let form = MotifForm(.correction, context.site.saisie)
        let objets = context.site.saisie.toutes("objets")
        return try await instruire(.init(motifs: [form], objets: objets), request, context, .correctionDemandee) { id in
            try await parcours.demanderCorrection(id, motif: try form.draft(), objets: objets, par: context.agent.agentId, le: aujourdhui)
        }
    }

    /// Grants, refuses or dismisses, by what the button said.
    @Sendable private func decider(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let saisie = context.site.saisie
        if let sens = saisie["decision"].flatMap(MotifForm.Acte.init), sens != .correction {
            let form = MotifForm(sens, saisie)
            return try await instruire(.init(motifs: [form]), request, context, .decisionPrise) { id in
                let motif = try form.draft()
                let decision: Decision = sens == .refus ? .refuser(motif: motif) : .classerSansSuite(motif: motif)
                try await parcours.decider(id, decision, par: context.agent.agentId, le: aujourdhui)
            }
        }
        let form = AccordForm(saisie)
        return try await instruire(.init(accord: form), request, context, .decisionPrise) { id in
            let accord = try form.draft(auPlusTard: aujourdhui)
            let instruit = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
                try await dossierInstruit(id, .init(accord: form), in: tx)
            }
            try AccordForm.refus(instruit.permis?.refus(accord.montant))
            guard form.confirme(accord) || instruit.avertissements.isEmpty else { throw AccordForm.aConfirmer }
            try await parcours.decider(
                id, .accorder(depenseRetenue: accord.retenue, montant: accord.montant, numeroEj: accord.numeroEj),
                par: context.agent.agentId, le: accord.date)
        }
    }

    /// Any other passage of the préfecture's own.
    @Sendable private func fairePasser(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        guard let form = PassageForm(context.site.saisie) else { throw Refus.dossier }
        return try await instruire(.init(passage: form), request, context, .acteFait) { id in
            let (date, motif) = try form.draft(auPlusTard: aujourdhui)
            try await form.acte.faire(id, motif: motif, par: context.agent.agentId, le: date, parcours)
        }
    }

    /// The papers that the workshop could not write when their act was recorded.
    @Sendable private func ecrirePapiers(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        try await instruire(.init(), request, context, .papiersEcrits) { id in
            try await parcours.ecrirePapiers(id, par: context.agent.agentId)
        }
    }

    /// Does the act; what cannot be done comes back on the form with everything that was typed.
    private func instruire(
        _ saisie: SaisieInstruction, _ request: Request, _ context: InstructeurContext, _ flash: Flash,
        _ acte: (ID<Dossier>) async throws -> Void
    ) async throws -> Response {
        let id: ID<Dossier> = try context.id("id", sinon: .dossier)
        do {
            try await FormErrors.recueillir(saisie.champs) { try await acte(id) }
            return .vers(.instruction(id), flash: flash)
        } catch let erreurs as FormErrors {
            return try await montrer(request, context, saisie, erreurs)
        } catch  where error is AtelierError || error is DocumentError {
            // The act is in the database before its paper is printed: the page says what is left to do.
            context.logger.error("dossier \(id): \(error)")
            return .vers(.instruction(id), flash: .papierManquant)
        }
    }

    private func montrer(
        _ request: Request, _ context: InstructeurContext, _ saisie: SaisieInstruction = .init(), _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let id: ID<Dossier> = try context.id("id", sinon: .dossier)
        let essai = request.champs
        let (instruit, saisie, fautes, comparables) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            var (saisie, fautes) = (saisie, erreurs)
            // The address carries amounts to try.
            if request.method == .get, essai["retenue"] != nil {
                let form = try await accordRecalcule(AccordForm(essai), id, in: tx)
                do throws(FormErrors) { _ = try form.draft(auPlusTard: aujourdhui) } catch { fautes = error }
                saisie.accord = form
            }
            let instruit = try await dossierInstruit(id, saisie, in: tx)
            let comparables = try await Attribution.comparables(
                departement: instruit.dossier.departementCode, nature: instruit.depose.demande.nature,
                coutHT: instruit.dossier.coutTotalHtCentimes, dispositif: instruit.dossier.dispositif, in: tx)
            return (instruit, saisie, fautes, comparables)
        }
        let visite = try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
            try await VisiteDossier.noter(id, par: context.agent.agentId, in: tx)
        }
        let fil = [Breadcrumb.Etape(libelle: "Dossiers", lien: Chemin.prefecture().link), .init(libelle: instruit.dossier.numero)]
        return page(
            context, request, titre: instruit.dossier.intitule, rubrique: .instruction, fil: fil, erreurs: fautes, script: Asset.vivant
        ) {
            InstructionPage(
                instruit: instruit, saisie: saisie, erreurs: fautes, jeton: context.site.jeton, visite: visite, comparables: comparables
            ).html
        }
    }
}
