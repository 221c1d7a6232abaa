import HTML
import Hummingbird
import Logging
import Model
import Parcours
import Postgres
import Store

extension Site {
    func controleDesDecisions(
        _ request: Request, _ context: InstructeurContext, _ erreurs: FormErrors = .init()
    ) async throws -> Response {
        let id: ID<Simulation> = try context.id("id", sinon: .simulation)
        let (controle, dernier) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            (try await parcours.controler(id, .decisions, le: aujourdhui, in: tx), try await Travail.dernier(of: id, in: tx))
        }
        return page(
            context, request, titre: "Décider", rubrique: .programmation, fil: fil(controle.simulation, "Décider"), erreurs: erreurs
        ) {
            ControlePage(
                controle: controle, dernier: dernier, date: context.site.saisie["date"] ?? aujourdhui.description, erreurs: erreurs,
                jeton: context.site.jeton
            ).html
        }
    }

    @Sendable func lancerDecisions(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let id: ID<Simulation> = try context.id("id", sinon: .simulation)
        let saisie = context.site.saisie
        do {
            var erreurs = FormErrors()
            let date = JourForm.lire(saisie["date"], "date", aujourdhui, &erreurs)
            let genre: Travail.Genre = saisie["genre"] == Travail.Genre.programmation.rawValue ? .programmation : .decisions
            if genre == .decisions, !saisie.coche("confirmer") {
                erreurs.add("confirmer", "Cochez la case pour décider\u{A0}: chaque décision engage l’enveloppe.")
            }
            guard let date, erreurs.isEmpty else { throw erreurs }
            let travail = try await FormErrors.recueillir {
                try await parcours.lancer(genre, id, par: context.agent.agentId, le: date)
            }
            demarrer(travail, par: context.agent.agentId, context.logger)
            return .vers(lien: CheminProgrammation.travail(travail).link, flash: nil)
        } catch let erreurs as FormErrors { return try await controleDesDecisions(request, context, erreurs) }
    }

    /// Works behind the answer. Each dossier is one transaction and the job is in the database: when the server stops, whoever reads the page
    /// starts it again.
    func demarrer(_ travail: ID<Travail>, par agent: ID<Agent>, _ logger: Logger) {
        Task { [parcours] in
            do { try await parcours.executer(travail, par: agent) } catch {
                logger.error("travail \(travail): \(String(reflecting: error))")
            }
        }
    }

    @Sendable func montrerTravail(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let id: ID<Travail> = try context.id("travail", sinon: .travail)
        let (travail, blocages, simulation) = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard let travail = try await Travail.find(id, in: tx) else { throw Refus.travail }
            var simulation: Simulation?
            if let id = travail.simulationId { simulation = try await Simulation.find(id, in: tx) }
            return (travail, try await Travail.blocages(of: id, in: tx), simulation)
        }
        let avant =
            simulation.map { Array(fil($0, travail.genre.libelle)) } ?? [
                .init(libelle: "Programmation", lien: CheminProgrammation.accueil.link), .init(libelle: travail.genre.libelle),
            ]
        return page(
            context, request, titre: travail.genre.libelle, rubrique: .programmation, fil: avant,
            script: travail.finiLe == nil ? Asset.avancement : nil
        ) {
            TravailPage(travail: travail, blocages: blocages, simulation: simulation, jeton: context.site.jeton).html
        }
    }

    @Sendable func reprendreTravail(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let id: ID<Travail> = try context.id("travail", sinon: .travail)
        let travail = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await Travail.find(id, in: $0) }
        guard let travail else { throw Refus.travail }
        if travail.finiLe == nil { demarrer(id, par: context.agent.agentId, context.logger) }
        return .vers(lien: CheminProgrammation.travail(id).link, flash: nil)
    }
}

extension Refus {
    static let travail = Refus(.introuvable, "Ce travail n’existe pas, ou il n’est pas de votre préfecture.", regle: "travail_inconnu")
}

extension Travail.Genre {
    var libelle: String {
        switch self {
        case .programmation: "Programmation en nombre"
        case .decisions: "Décisions en nombre"
        case .documents: "Documents en nombre"
        }
    }
}
