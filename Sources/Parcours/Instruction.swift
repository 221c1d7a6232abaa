public import Model
public import Postgres
import Store

/// What a préfecture decides of a complete dossier. Amounts HT.
public enum Decision: Sendable, Hashable {
    case accorder(depenseRetenue: Money, montant: Money, numeroEj: String?)
    case refuser(motif: String)
    case classerSansSuite(motif: String)
}

extension Parcours {
    /// Finds the dossier complete (R2334-23): on an envelope, the amount asked is reserved in the same transaction.
    public func constaterComplet(_ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws {
        try await passer(id, a: .complet, par: agent, le: date)
        try await ecrirePapiers(id, par: agent)
    }

    /// Asks for corrections: the delay of completeness is suspended, the motive goes to the applicant.
    /// - Parameter objets: what it is about, `section:projet` or `piece:1.4`; without any section, all of them reopen.
    public func demanderCorrection(
        _ id: ID<Dossier>, motif: String, objets: [String] = [], par agent: ID<Agent>, le date: LocalDate
    ) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                try await Dossier.passer(id, a: .aCorriger, le: date, motif: motif, in: tx)
                if !objets.isEmpty { try await Dossier.nommerCorrection(objets, de: id, in: tx) }
            }
        }
    }

    /// The porteur has corrected: back to instruction, the first receipt stays.
    public func corriger(_ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                guard let dossier = try await Dossier.find(id, in: tx) else { throw Refus.dossier }
                try await envoyer(dossier, a: .recu, par: agent, le: date, in: tx)
            }
        }
    }

    /// Decides (R2334-26). A grant on an envelope is committed in the same transaction, and its arrêté is written.
    public func decider(_ id: ID<Dossier>, _ decision: Decision, par agent: ID<Agent>, le date: LocalDate) async throws {
        switch decision {
        case .accorder(let retenue, let montant, let numeroEj):
            try await Refus.traduire {
                try await database.write(as: .agent(agent)) { tx in
                    try await Dossier.accorder(
                        id, le: date, depenseRetenue: retenue, montant: montant, numeroEj: numeroEj, motif: "", in: tx)
                }
            }
            try await ecrirePapiers(id, par: agent)
        case .refuser(let motif): try await passer(id, a: .refuse, par: agent, le: date, motif: motif)
        case .classerSansSuite(let motif): try await passer(id, a: .classeSansSuite, par: agent, le: date, motif: motif)
        }
    }

    private func passer(
        _ id: ID<Dossier>, a etat: EtatDossier, par agent: ID<Agent>, le date: LocalDate, motif: String = ""
    ) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in try await Dossier.passer(id, a: etat, le: date, motif: motif, in: tx) }
        }
    }

    /// The operation with the plan that was kept at deposit: what the préfecture reads is what was sent.
    public func depose(_ dossier: Dossier, in tx: Transaction) async throws -> ProjetPlanifie {
        guard let depose = dossier.deposeLe else { throw Refus.dossier }
        let today = try await planifier(dossier.operationId, le: depose, in: tx)
        guard let id = dossier.planId, let kept = try await Plan.find(id, in: tx) else { return today }
        return ProjetPlanifie(
            projet: today.projet, lignes: today.lignes, porteur: today.porteur, demande: today.demande, plan: kept, choix: today.choix)
    }
}
