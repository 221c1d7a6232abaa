public import Model
import Planner
import Postgres
public import Store

extension Parcours {
    /// Opens the job that turns the lines of a simulation into decisions, or sets them aside in the envelope. The blocked ones are left out.
    /// - Parameter date: the legal day of the decisions.
    /// - Throws: `Refus` when another job of this simulation is under way, or when nothing can be done.
    public func lancer(
        _ genre: Travail.Genre, _ simulation: ID<Simulation>, par agent: ID<Agent>, le date: LocalDate
    ) async throws -> ID<Travail> {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                let controle = try await controler(simulation, genre, le: date, in: tx)
                guard !controle.possibles.isEmpty else {
                    throw Refus(
                        .impossible, "Aucune ligne ne peut être traitée. Corrigez d’abord celles qui sont bloquées.", regle: "travail_vide")
                }
                return try await Travail.ouvrir(
                    genre, departement: controle.simulation.departementCode, simulation: simulation,
                    dossiers: controle.possibles.map(\.dossierId), le: date, by: agent, in: tx)
            }
        }
    }

    /// Works through a job until nothing is left, one transaction a dossier: its decision and its commitment on the envelope are written
    /// together or not at all. Begins again where it stopped; run twice at once, each dossier is still treated once.
    /// - Throws: what is neither a refusal nor a conflict (an outage): the job stays open.
    public func executer(_ id: ID<Travail>, par agent: ID<Agent>) async throws {
        let travail = try await database.read(as: .agent(agent)) { try await Travail.find(id, in: $0) }
        guard let travail, travail.finiLe == nil else { return }
        if travail.genre == .documents {
            try await imprimerTout(travail, par: agent)
        } else {
            while try await database.write(as: .agent(agent), { tx in try await self.avancer(travail, in: tx) }) {
                try Task.checkCancellation()
            }
        }
        try await database.write(as: .agent(agent)) { try await Travail.finir(id, in: $0) }
    }

    /// Papers are printed outside any transaction, some at a time; printing one twice gives the same one.
    private func imprimerTout(_ travail: Travail, par agent: ID<Agent>) async throws {
        let modeles = try await modeles(travail.departementCode, par: agent)
        while true {
            let restants = try await database.write(as: .agent(agent)) { try await Travail.restants(travail.travailId, limite: 10, in: $0) }
            guard !restants.isEmpty else { return }
            for dossier in restants {
                try Task.checkCancellation()
                try await imprimer(dossier, travail, modeles, par: agent)
            }
        }
    }

    private func avancer(_ travail: Travail, in tx: Transaction) async throws -> Bool {
        guard let dossier = try await Travail.prendre(travail.travailId, in: tx) else { return false }
        do {
            try await tx.savepoint { tx in
                try await Refus.traduire {
                    try await self.decider(dossier, travail, in: tx)
                }
            }
            try await Travail.faite(travail.travailId, dossier, in: tx)
        } catch let refus as Refus {
            try await Travail.bloquer(travail.travailId, dossier, regle: refus.regle, message: refus.description, in: tx)
        }
        return true
    }

    private func decider(_ id: ID<Dossier>, _ travail: Travail, in tx: Transaction) async throws {
        guard let simulation = travail.simulationId, let detail = try await Simulation.find(simulation, in: tx),
            let ligne = try await LigneSimulation.find([id], of: simulation, in: tx).first,
            let dossier = try await Dossier.find(id, in: tx)
        else { throw Refus.dossier }
        let referentiel = try await referentiel(in: tx)
        let seuil = referentiel.parametres.money("detr.commission.avis_above", en: travail.le)
        if let blocage = ligne.blocage(detail.dispositif, seuil: seuil) {
            throw Refus(.impossible, blocage.message, regle: blocage.regle)
        }
        switch ligne.statut {
        case .enTraitement: throw Refus(.impossible, "La ligne n’est plus ni acceptée ni refusée.", regle: "ligne_en_traitement")
        case .accepte:
            let base = ligne.depenseCentimes ?? .zero
            let autres = try await Dossier.all(of: dossier.operationId, in: tx).filter { $0.dossierId != id }
            let permis = try await depose(dossier, in: tx).montantPermis(
                dossier, autres: autres, retenue: base, le: travail.le, referentiel)
            if let motif = permis.refus(ligne.montantCentimes) { throw Refus(.impossible, motif.texte, regle: motif.code) }
            if travail.genre == .programmation {
                try await Dossier.programmer(id, le: travail.le, depense: base, montant: ligne.montantCentimes, in: tx)
            } else {
                try await Dossier.accorder(
                    id, le: travail.le, depenseRetenue: base, montant: ligne.montantCentimes, numeroEj: nil, motif: "", in: tx)
            }
        case .refuse, .classeSansSuite:
            // What was programmed goes back to instruction first: each step is a passage.
            if dossier.etat == .programme { try await Dossier.passer(id, a: .enInstruction, le: travail.le, motif: ligne.motif, in: tx) }
            let etat: EtatDossier = ligne.statut == .refuse ? .refuse : .classeSansSuite
            try await Dossier.passer(id, a: etat, le: travail.le, motif: ligne.motif, in: tx)
        }
    }
}
