import Documents
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
    /// Records the receipt (R2334-22) and writes the accusé d'enregistrement that opens the right to order (R2334-24).
    /// - Parameter date: the legal day of receipt: the deposit's, or later.
    public func recevoir(_ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws {
        try await passer(id, a: .recu, par: agent, le: date, nature: .accuse) { .accuseEnregistrement($0) }
    }

    /// Finds the dossier complete (R2334-23): on an envelope, the amount asked is reserved in the same transaction.
    public func constaterComplet(_ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws {
        try await passer(id, a: .complet, par: agent, le: date, nature: .accuse) { .accuseCompletude($0) }
    }

    /// Asks for corrections: the delay of completeness is suspended, the motive goes to the applicant.
    public func demanderCorrection(_ id: ID<Dossier>, motif: String, par agent: ID<Agent>, le date: LocalDate) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in try await Dossier.passer(id, a: .aCorriger, le: date, motif: motif, in: tx)
            }
        }
    }

    /// The porteur has corrected: back to instruction, the first receipt stays.
    public func corriger(_ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in try await Dossier.passer(id, a: .recu, le: date, in: tx) }
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
            try await ecrire(id, par: agent, le: date, nature: .decision) { imprimable in
                .decision(
                    imprimable,
                    DecisionAttributive(numero: numeroEj, depenseRetenue: retenue, taux: montant.ratio(to: retenue), montant: montant))
            }
        case .refuser(let motif): try await clore(id, .refuse, motif, par: agent, le: date)
        case .classerSansSuite(let motif): try await clore(id, .classeSansSuite, motif, par: agent, le: date)
        }
    }

    private func clore(_ id: ID<Dossier>, _ etat: EtatDossier, _ motif: String, par agent: ID<Agent>, le date: LocalDate) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in try await Dossier.passer(id, a: etat, le: date, motif: motif, in: tx) }
        }
    }

    private func passer(
        _ id: ID<Dossier>, a etat: EtatDossier, par agent: ID<Agent>, le date: LocalDate, nature: Piece.Nature,
        document: (DossierImprimable) -> Document
    ) async throws {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in try await Dossier.passer(id, a: etat, le: date, in: tx) }
        }
        try await ecrire(id, par: agent, le: date, nature: nature, document: document)
    }

    /// Renders a paper of the préfecture from the plan that the dossier was deposited with, and keeps it.
    private func ecrire(
        _ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate, nature: Piece.Nature, document: (DossierImprimable) -> Document
    ) async throws {
        let (dossier, imprimable) = try await database.read(as: .agent(agent)) { tx in
            guard let dossier = try await Dossier.find(id, in: tx) else { throw Refus.dossier }
            return (dossier, try await self.imprimable(dossier, try await depose(dossier, in: tx), editeLe: date, in: tx))
        }
        let paper = document(imprimable)
        let octets = try await atelier.pdf(paper)
        try await database.write(as: .agent(agent)) { tx in
            _ = try await Piece.keep(
                Piece.Draft(
                    operation: dossier.operationId, dossier: id, code: nil, nature: nature, nomFichier: paper.fichier,
                    typeMime: "application/pdf", octets: octets, origine: .generee),
                by: agent, in: tx)
        }
    }

    /// The operation with the plan that was kept at deposit: what the préfecture reads is what was sent.
    public func depose(_ dossier: Dossier, in tx: Transaction) async throws -> ProjetPlanifie {
        guard let depose = dossier.deposeLe else { throw Refus.dossier }
        let today = try await planifier(dossier.operationId, le: depose, in: tx)
        guard let id = dossier.planId, let kept = try await Plan.find(id, in: tx) else { return today }
        return ProjetPlanifie(projet: today.projet, lignes: today.lignes, porteur: today.porteur, demande: today.demande, plan: kept)
    }
}
