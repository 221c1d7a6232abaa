import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// The files of the dossiers: whoever may see one opens it in the browser.
    func pieces(_ group: RouterGroup<AgentContext>) {
        group.get("pieces/:id", use: piece)
        group.post("pieces/:id/retrait", use: retirerPiece)
    }

    @Sendable private func piece(_ request: Request, _ context: AgentContext) async throws -> Response {
        let id = try context.id("id", sinon: .piece, of: Piece.self)
        let contenu = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await Piece.contenu(id, in: $0) }
        guard let contenu else { throw Refus.piece }
        return .fichier(contenu.octets, nom: contenu.nomFichier, type: contenu.typeMime)
    }

    /// Takes back what the mairie brought, then returns to the dossier it was shown in.
    @Sendable private func retirerPiece(_ request: Request, _ context: AgentContext) async throws -> Response {
        let id = try context.id("id", sinon: .piece, of: Piece.self)
        let operation = try await Refus.traduire {
            try await parcours.database.write(as: .agent(context.agent.agentId)) { try await Piece.remove(id, in: $0) }
        }
        guard let operation else { throw Refus.pieceGardee }
        guard let dossier = context.site.saisie["dossier"].flatMap(ID<Dossier>.init) else { return .vers(.operation(operation)) }
        return .vers(.dossier(operation, dossier), flash: .pieceRetiree)
    }
}

extension Refus {
    fileprivate static let piece = Refus(.introuvable, "Cette pièce n’existe pas, ou elle n’est pas à vous.", regle: "piece_inconnue")
    fileprivate static let pieceGardee = Refus(
        .impossible, "Cette pièce ne peut pas être retirée\u{A0}: elle n’est pas à vous, ou un dossier qui la contient est déjà déposé.",
        regle: "piece_gardee")
}
