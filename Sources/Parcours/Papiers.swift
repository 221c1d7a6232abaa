import Documents
public import Model
import Postgres
import Store

/// A paper that the préfecture owes for what it did.
public enum Papier: Sendable, Hashable, CaseIterable {
    case accuseEnregistrement, accuseCompletude, decision
}

extension Parcours {
    /// Writes the papers that the acts on a dossier call for and that it does not hold yet, each from the plan that was deposited and
    /// bearing the day of its act. After every act; again when the workshop failed the first time. Nothing missing: nothing done.
    /// - Throws: `AtelierError`, `DocumentError`: the act itself stays recorded.
    public func ecrirePapiers(_ id: ID<Dossier>, par agent: ID<Agent>) async throws {
        let (dossier, papiers) = try await database.read(as: .agent(agent)) { tx in
            guard let dossier = try await Dossier.find(id, in: tx) else { throw Refus.dossier }
            let pieces = try await Piece.all(of: dossier.operationId, in: tx)
            let depose = try await depose(dossier, in: tx)
            var papiers: [(nature: Piece.Nature, document: Document)] = []
            for (papier, date) in dossier.papiersManquants(pieces) {
                let imprimable = try await self.imprimable(dossier, depose, editeLe: date, in: tx)
                papiers.append((papier.nature, papier.document(imprimable, dossier)))
            }
            return (dossier, papiers)
        }
        // Rendered outside the transaction.
        for (nature, document) in papiers {
            let octets = try await atelier.pdf(document)
            try await database.write(as: .agent(agent)) { tx in
                _ = try await Piece.keep(
                    Piece.Draft(
                        operation: dossier.operationId, dossier: id, code: nil, nature: nature, nomFichier: document.fichier,
                        typeMime: "application/pdf", octets: octets, origine: .generee),
                    by: agent, in: tx)
            }
        }
    }
}

extension Dossier {
    /// The papers that its dates call for and that are not among these pieces, each with the day of its act.
    public func papiersManquants(_ pieces: [Piece]) -> [(papier: Papier, date: LocalDate)] {
        let dus: [(Papier, LocalDate?)] = [
            (.accuseEnregistrement, recuLe), (.accuseCompletude, completLe), (.decision, montantAccordeCentimes == nil ? nil : decideLe),
        ]
        let siennes = pieces.filter { $0.dossierId == dossierId && $0.origine == .generee }
        return dus.compactMap { papier, date in
            guard let date, !siennes.contains(where: papier.est) else { return nil }
            return (papier, date)
        }
    }
}

extension Papier {
    fileprivate var nature: Piece.Nature { self == .decision ? .decision : .accuse }

    /// Both receipts are of one nature: their file names tell them apart.
    fileprivate func est(_ piece: Piece) -> Bool {
        guard piece.nature == nature else { return false }
        return self == .decision || piece.nomFichier.contains("completude") == (self == .accuseCompletude)
    }

    fileprivate func document(_ imprimable: DossierImprimable, _ dossier: Dossier) -> Document {
        switch self {
        case .accuseEnregistrement: .accuseEnregistrement(imprimable)
        case .accuseCompletude: .accuseCompletude(imprimable)
        case .decision:
            .decision(
                imprimable,
                DecisionAttributive(
                    numero: dossier.numeroEj, depenseRetenue: dossier.depenseRetenueCentimes ?? .zero, taux: dossier.taux,
                    montant: dossier.montantAccordeCentimes ?? .zero))
        }
    }
}
