import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func programmation(_ group: RouterGroup<InstructeurContext>) {
        group.get { request, context in try await self.simulations(request, context) }
        group.post(use: creerSimulation)
        group.get("comparaison", use: comparerSimulations)
        group.get(":id") { request, context in try await self.lignesDeSimulation(request, context) }
        group.post(":id/lignes", use: enregistrerLignes)
        group.get(":id/remplissage") { request, context in try await self.formulaireDeRemplissage(request, context) }
        group.post(":id/remplissage", use: remplirSimulation)
        group.get(":id/explication", use: expliquerSimulation)
        group.post(":id/copie", use: copierSimulation)
        group.post(":id/suppression", use: supprimerSimulation)
        group.get(":id/decisions") { request, context in try await self.controleDesDecisions(request, context) }
        group.post(":id/decisions", use: lancerDecisions)
        group.get("travaux/:travail", use: montrerTravail)
        group.post("travaux/:travail/reprise", use: reprendreTravail)
    }

    private func simulations(_ request: Request, _ context: InstructeurContext, _ erreurs: FormErrors = .init()) async throws -> Response {
        let departement = context.agent.organisation.departementCode ?? ""
        let (enveloppes, simulations) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            var enveloppes: [EnveloppeDepartement] = []
            for exercice in [aujourdhui.exerciceDeProgrammation, aujourdhui.exerciceDeProgrammation - 1] {
                enveloppes += try await EnveloppeDepartement.all(departement: departement, exercice: exercice, in: tx)
            }
            return (enveloppes, try await Simulation.all(departement: departement, in: tx))
        }
        return page(context, request, titre: "Programmation", rubrique: .programmation, erreurs: erreurs) {
            ProgrammationPage(
                enveloppes: enveloppes, simulations: simulations, form: SimulationForm(context.site.saisie), erreurs: erreurs,
                jeton: context.site.jeton
            ).html
        }
    }

    @Sendable private func creerSimulation(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let form = SimulationForm(context.site.saisie)
        do {
            let draft = try form.draft()
            let id = try await FormErrors.recueillir(["simulation_titre_unique": "titre"]) {
                try await parcours.simuler(draft.titre, enveloppe: draft.enveloppe, draft.filtres, par: context.agent.agentId)
            }
            return .vers(lien: CheminProgrammation.remplissage(id).link, flash: .simulationCreee)
        } catch let erreurs as FormErrors { return try await simulations(request, context, erreurs) }
    }

    private func lignesDeSimulation(
        _ request: Request, _ context: InstructeurContext, _ saisie: LignesForm? = nil, _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let id: ID<Simulation> = try context.id("id", sinon: .simulation)
        let query = LignesQuery(request.champs)
        let (simulation, lignes) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard let simulation = try await Simulation.find(id, in: tx) else { throw Refus.simulation }
            return (
                simulation,
                try await LigneSimulation.page(
                    of: id, statut: query.statut, texte: query.q, apres: query.apres, limite: SimulationPage.taille + 1, in: tx)
            )
        }
        return page(
            context, request, titre: simulation.titre, rubrique: .programmation, fil: fil(simulation), erreurs: erreurs, largeur: .large
        ) {
            SimulationPage(
                simulation: simulation, lignes: lignes, query: query, saisie: saisie, erreurs: erreurs, jeton: context.site.jeton
            ).html
        }
    }

    @Sendable private func enregistrerLignes(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let id: ID<Simulation> = try context.id("id", sinon: .simulation)
        let form = LignesForm(context.site.saisie)
        do {
            try await FormErrors.recueillir {
                try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                    guard try await Simulation.find(id, in: tx) != nil else { throw Refus.simulation }
                    let lignes = try await LigneSimulation.find(form.dossiers, of: id, in: tx)
                    let changements = try form.changements(lignes)
                    guard !changements.isEmpty else { return }
                    try await LigneSimulation.enregistrer(changements, of: id, in: tx)
                    try await Simulation.retoucher(id, in: tx)
                }
            }
            return .vers(lien: CheminProgrammation.simulation(id, LignesQuery(request.champs)).link, flash: .lignesEnregistrees)
        } catch let erreurs as FormErrors { return try await lignesDeSimulation(request, context, form, erreurs) }
    }

    private func formulaireDeRemplissage(
        _ request: Request, _ context: InstructeurContext, _ form: CriteresForm? = nil, _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let id: ID<Simulation> = try context.id("id", sinon: .simulation)
        let (simulation, categories, regle) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard let simulation = try await Simulation.find(id, in: tx) else { throw Refus.simulation }
            let lignes = try await LigneSimulation.toutes(of: id, in: tx)
            let regle = try await parcours.referentiel(in: tx).regle(
                simulation.dispositif, departement: simulation.departementCode, exercice: simulation.exercice)
            return (simulation, Set(lignes.map(\.categorie)).subtracting([""]).sorted(), regle)
        }
        let form = form ?? CriteresForm(simulation.criteres?.value ?? .declares(regle))
        return page(context, request, titre: "Remplir", rubrique: .programmation, fil: fil(simulation, "Remplir"), erreurs: erreurs) {
            RemplissagePage(
                simulation: simulation, categories: categories, regle: regle, form: form, erreurs: erreurs, jeton: context.site.jeton
            ).html
        }
    }

    @Sendable private func remplirSimulation(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let id: ID<Simulation> = try context.id("id", sinon: .simulation)
        let form = CriteresForm(context.site.saisie)
        do {
            let criteres = try form.draft()
            try await FormErrors.recueillir {
                try await parcours.remplir(id, selon: criteres, par: context.agent.agentId, le: aujourdhui)
            }
            return .vers(lien: CheminProgrammation.explication(id).link, flash: .enveloppeRemplie)
        } catch let erreurs as FormErrors { return try await formulaireDeRemplissage(request, context, form, erreurs) }
    }

    @Sendable private func expliquerSimulation(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let simulation = try await simulation(context)
        return page(context, request, titre: "Explication", rubrique: .programmation, fil: fil(simulation, "Explication")) {
            ExplicationPage(simulation: simulation, jeton: context.site.jeton).html
        }
    }

    @Sendable private func copierSimulation(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let simulation = try await simulation(context)
        let titre = String("\(simulation.titre) (copie du \(aujourdhui.french))".suffix(110)) + " \(Int.random(in: 100...999))"
        let copie = try await Refus.traduire {
            try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                try await Simulation.copier(simulation.simulationId, titre: titre, by: context.agent.agentId, in: tx)
            }
        }
        guard let copie else { throw Refus.simulation }
        return .vers(lien: CheminProgrammation.simulation(copie).link, flash: .simulationCreee)
    }

    @Sendable private func supprimerSimulation(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let simulation = try await simulation(context)
        try await Refus.traduire {
            try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                try await Simulation.supprimer(simulation.simulationId, in: tx)
            }
        }
        return .vers(lien: CheminProgrammation.accueil.link, flash: .simulationSupprimee)
    }

    @Sendable private func comparerSimulations(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let champs = request.champs
        let departement = context.agent.organisation.departementCode ?? ""
        let (toutes, cotes) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            let toutes = try await Simulation.all(departement: departement, in: tx)
            var cotes: [(Simulation, [LigneSimulation])] = []
            for nom in ["a", "b"] {
                guard let id = champs[nom].flatMap({ ID<Simulation>($0) }), let simulation = toutes.first(where: { $0.simulationId == id })
                else { continue }
                cotes.append((simulation, try await LigneSimulation.toutes(of: id, in: tx)))
            }
            return (toutes, cotes)
        }
        let fil = [Breadcrumb.Etape(libelle: "Programmation", lien: CheminProgrammation.accueil.link), .init(libelle: "Comparer")]
        return page(context, request, titre: "Comparer deux simulations", rubrique: .programmation, fil: fil) {
            ComparaisonSimulationsPage(toutes: toutes, cotes: cotes).html
        }
    }

    private func simulation(_ context: InstructeurContext) async throws -> Simulation {
        let id: ID<Simulation> = try context.id("id", sinon: .simulation)
        let simulation = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await Simulation.find(id, in: $0) }
        guard let simulation else { throw Refus.simulation }
        return simulation
    }

    func fil(_ simulation: Simulation, _ ici: String? = nil) -> [Breadcrumb.Etape] {
        let tete = Breadcrumb.Etape(libelle: "Programmation", lien: CheminProgrammation.accueil.link)
        guard let ici else { return [tete, .init(libelle: simulation.titre)] }
        return [
            tete, .init(libelle: simulation.titre, lien: CheminProgrammation.simulation(simulation.simulationId).link), .init(libelle: ici),
        ]
    }
}
