import Documents
public import Foundation
public import Model
import Postgres
import Store

extension Parcours {
    /// Writes the pieces of a draft from the plan of the day and keeps them; what the mairie brought stays.
    /// - Throws: `Refus`, `AtelierError`, `ParametreManquant`.
    public func ecrirePieces(_ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws {
        let imprimable = try await database.write(as: .agent(agent)) { tx in
            let draft = try await brouillon(id, in: tx)
            let planifie = try await planifier(draft.operationId, le: date, in: tx)
            try await preparer(planifie, le: date, in: tx)
            return try await self.imprimable(try await brouillon(id, in: tx), planifie, editeLe: date, in: tx)
        }
        // Rendered outside the transaction: it takes the time of five PDF files.
        let rendered = try await rendre(Document.pieces(imprimable))
        try await database.write(as: .agent(agent)) { tx in
            let draft = try await brouillon(id, in: tx)
            for (document, octets) in rendered {
                _ = try await Piece.keep(
                    Piece.Draft(
                        operation: draft.operationId, dossier: id, code: document.piece, nature: .piece, nomFichier: document.fichier,
                        typeMime: "application/pdf", octets: octets, origine: .generee),
                    by: agent, in: tx)
            }
        }
    }

    /// Deposits a draft: the pieces are written anew from the plan of the day, what the form says is kept, then the dossier passes, all required
    /// pieces and answers present, and is received at once; its accusé d'enregistrement is written (R2334-22, R2334-24).
    /// - Parameter date: the day of deposit, Europe/Paris.
    /// - Throws: `Refus`, nothing deposited; `AtelierError`, `DocumentError`: when only the paper is missing the deposit stays.
    public func deposer(_ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws {
        try await ecrirePieces(id, par: agent, le: date)
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                try await envoyer(try await brouillon(id, in: tx), a: .depose, par: agent, le: date, in: tx)
            }
        }
        try await ecrirePapiers(id, par: agent)
    }

    /// The dossier as one file: its pieces in the form's order, receipts, decision and order, with a manifest.
    public func zip(_ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws -> (nom: String, octets: Data) {
        let (dossier, contenus) = try await database.read(as: .agent(agent)) { tx in
            guard let dossier = try await Dossier.find(id, in: tx) else { throw Refus.dossier }
            return (dossier, try await Piece.contenus(of: dossier, in: tx))
        }
        var fichiers = contenus.map { (nom: $0.nomFichier, octets: $0.octets) }
        // A dossier without a plan of its own has no letter: its archive goes without.
        do {
            let lettre = Document.lettre(try await imprimable(id, par: agent, le: date))
            fichiers.insert((lettre.fichier, try await atelier.pdf(lettre)), at: 0)
        } catch is DocumentError {}
        let octets = try await atelier.zip(fichiers, date: date)
        return ("dossier-\(dossier.numero).zip", octets)
    }

    private func brouillon(_ id: ID<Dossier>, in tx: Transaction) async throws -> Dossier {
        guard let dossier = try await Dossier.find(id, in: tx) else { throw Refus.dossier }
        guard dossier.etat == .brouillon else {
            throw Refus(.impossible, "Ce dossier est déjà déposé\u{A0}: ses pièces ne changent plus.", regle: "dossier_passage_impossible")
        }
        return dossier
    }

    func rendre(_ documents: [Document]) async throws -> [(Document, Data)] {
        var rendered: [(Document, Data)] = []
        do {
            for document in documents { rendered.append((document, try await atelier.pdf(document))) }
        } catch DocumentError.deliberationPerimee {
            throw Refus(.impossible, DocumentError.deliberationPerimee.description, regle: "deliberation_perimee")
        }
        return rendered
    }
}
