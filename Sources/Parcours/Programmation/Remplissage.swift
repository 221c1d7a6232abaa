public import Model
import Optimisation
import Postgres
import Programmation
public import Store

extension Parcours {
    /// Opens a simulation on an envelope, with the demands that its filters take; categories are read from the titles.
    public func simuler(
        _ titre: String, enveloppe: String, _ filtres: FiltresSimulation, par agent: ID<Agent>
    ) async throws -> ID<Simulation> {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                guard let id = try await Simulation.creer(titre, enveloppe: enveloppe, filtres: filtres, by: agent, in: tx),
                    let simulation = try await Simulation.find(id, in: tx)
                else { throw Refus.simulation }
                try await Simulation.reprendre(id, filtres, in: tx)
                let regle = try await referentiel(in: tx).regle(
                    simulation.dispositif, departement: simulation.departementCode, exercice: simulation.exercice)
                let changements = try await LigneSimulation.toutes(of: id, in: tx).compactMap { ligne -> LigneSimulation.Changement? in
                    guard ligne.categorie.isEmpty, let nature = NatureProjet(objet: ligne.intitule),
                        let categorie = regle?.categorie(pour: nature)
                    else {
                        return nil
                    }
                    var changement = LigneSimulation.Changement(ligne)
                    changement.categorie = String(categorie.libelle.prefix(300))
                    return changement
                }
                try await LigneSimulation.enregistrer(changements, of: id, in: tx)
                return id
            }
        }
    }

    /// Fills a simulation under declared criteria, proven or with its gap, and explains it. What was typed by hand (forced, left out, amounts
    /// fixed, refusals) is kept. Read and written apart: the search holds no transaction.
    /// - Parameter date: picks the rates and ceilings of the law.
    /// - Throws: `Refus` when no programme meets the criteria, with which one cannot be met.
    public func remplir(
        _ id: ID<Simulation>, selon criteres: CriteresProgrammation, par agent: ID<Agent>, le date: LocalDate
    ) async throws {
        let (simulation, lignes, parametres) = try await database.read(as: .agent(agent)) { tx in
            guard let simulation = try await Simulation.find(id, in: tx) else { throw Refus.simulation }
            return (simulation, try await LigneSimulation.toutes(of: id, in: tx), try await referentiel(in: tx).parametres)
        }
        guard !lignes.isEmpty else {
            throw Refus(.impossible, "Cette simulation n’a aucun dossier\u{A0}: rien n’est à programmer.", regle: "simulation_vide")
        }
        let demande = Arbitrage(simulation: simulation, lignes: lignes, criteres: criteres, parametres: parametres, date: date)
        let debut = ContinuousClock.now
        let (programme, effets) = try await chercher(demande)
        let resultat = demande.resultat(programme, effets, duree: debut.duration(to: .now))
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                try await LigneSimulation.enregistrer(demande.changements(programme), of: id, in: tx)
                try await Simulation.garder(id, criteres, resultat, in: tx)
            }
        }
    }

    private func chercher(_ demande: Arbitrage) async throws -> (Programme, [Sensibilite]) {
        let probleme = demande.probleme
        let issue = await FileDeCalcul.executer {
            let issue = Programmateur.resoudre(probleme)
            guard case .trouve(let programme) = issue else { return (issue, [Sensibilite]()) }
            let effets = [Money.euros(1), .euros(1_000), .euros(10_000)].compactMap {
                Programmateur.sensibilite(probleme, programme, ajout: $0)
            }
            return (issue, effets)
        }
        switch issue.0 {
        case .trouve(let programme):
            // Read again by code that shares nothing with the search, before anything is written.
            let fautes = VerificationProgrammation.fautes(probleme, programme.montants)
            guard fautes.isEmpty else { throw Refus.programmeIntrouvable }
            return (programme, issue.1)
        case .impossible(let empechement): throw Refus(.impossible, empechement.phrase(demande.criteres), regle: "programmation_impossible")
        case .sansReponse: throw Refus.programmeIntrouvable
        }
    }
}

extension Refus {
    public static let simulation = Refus(
        .introuvable, "Cette simulation n’existe pas, ou elle n’est pas de votre préfecture.", regle: "simulation_inconnue")
    static let programmeIntrouvable = Refus(
        .impossible,
        "Aucun programme n’a été trouvé dans le temps donné. Relâchez un critère (équilibre, communes, dossiers imposés) et recommencez.",
        regle: "programmation_sans_reponse")
}

extension Empechement {
    fileprivate func phrase(_ criteres: CriteresProgrammation) -> String {
        switch self {
        case .forces(let cout):
            "Les dossiers «\u{A0}Toujours retenu\u{A0}» coûtent \(cout.french), plus que l’enveloppe, ou l’un d’eux ne peut rien recevoir. Retirez-en."
        case .communes(let possibles):
            "\(criteres.communesMin) communes ne peuvent pas être servies\u{A0}: les demandes en concernent \(possibles). Baissez ce nombre."
        case .secteur(let secteur, let possible):
            "«\u{A0}\(secteur)\u{A0}» ne peut pas recevoir sa part\u{A0}: ses demandes ne vont pas au-delà de \(possible.french). Baissez l’équilibre."
        case .ensemble:
            "Chaque critère est possible seul, pas tous ensemble dans cette enveloppe. Baissez le nombre de communes ou l’équilibre."
        }
    }
}
