import Documents
import Foundation
import Hummingbird
import Model
import Parcours
import Planner
import Postgres
import Store

extension Site {
    /// What the mairie joins to its dossiers, and what it says of its project that changes what is asked.
    func piecesDuPorteur(_ group: RouterGroup<SecretaireContext>) {
        group.post("operations/:id/dossiers/:dossier/pieces", use: joindrePiece)
        group.post("operations/:id/dossiers/:dossier/pieces/faits", use: declarerFaits)
    }

    /// The files of the dossiers: whoever may see one opens it in the browser.
    func pieces(_ group: RouterGroup<AgentContext>) {
        group.get("pieces/:id", use: piece)
        group.get("pieces/:id/vignette", use: vignette)
        group.post("pieces/:id/retrait", use: retirerPiece)
    }

    @Sendable private func joindrePiece(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        let form = PieceForm(context.site.saisie)
        do {
            let attendues = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await exigees(dossier, in: $0) }
            let draft = try form.draft(attendues, aujourdhui: aujourdhui)
            let examen = try await examiner(draft.octets)
            try await ecrire(context, ["piece_date_document": "date_document"]) { tx in
                guard dossier.etat == .brouillon || dossier.etat == .aCorriger else { throw Refus.piecesCloses }
                // What the mairie brings serves every funder: it belongs to the operation.
                _ = try await garder(draft, examen, dans: dossier.operationId, par: context.agent.agentId, in: tx)
            }
            return .vers(
                .dossier(dossier.operationId, dossier.dossierId), flash: examen.antivirus == .enAttente ? .pieceEnAttente : .pieceAjoutee)
        } catch let erreurs as FormErrors {
            return try await dossierPage(dossier, request, context, piece: form, erreurs: erreurs)
        }
    }

    @Sendable private func declarerFaits(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        let saisie = context.site.saisie
        let dits = saisie.toutes("faits")
        do {
            try await ecrire(context) { tx in
                guard dossier.etat == .brouillon || dossier.etat == .aCorriger else { throw Refus.piecesCloses }
                let faits = FaitsPieces(travaux: dits.contains("travaux"), acquisition: dits.contains("acquisition"))
                guard try await faits.declarer(dossier.operationId, in: tx) else { throw Refus.operation }
            }
            return .vers(.dossier(dossier.operationId, dossier.dossierId), flash: .listePieces)
        } catch let erreurs as FormErrors {
            return try await dossierPage(dossier, request, context, erreurs: erreurs)
        }
    }

    /// Opens a file, apart from the server; what is wrong with it is said beside its field.
    func examiner(_ octets: Data) async throws -> ExamenGarde {
        try await FormErrors.recueillir(["fichier_refuse": "fichier"]) { try await parcours.examiner(octets) }
    }

    /// Keeps a file that was opened, under a name that no other file of the operation bears.
    func garder(
        _ draft: PieceForm.Draft, _ examen: ExamenGarde, dans operation: ID<Projet>, par agent: ID<Agent>, in tx: Transaction
    ) async throws -> ID<Piece> {
        let noms = try await Piece.all(of: operation, in: tx).map(\.nomFichier) + [draft.nomFichier(examen.type)]
        let id = try await Piece.keep(
            Piece.Draft(
                operation: operation, code: draft.code, nature: .piece, nomFichier: NomDeFichier.distincts(noms).last ?? "",
                typeMime: examen.typeMime, octets: draft.octets, origine: .deposee, dateDocument: draft.dateDocument), by: agent, in: tx)
        try await examen.noter(draft.octets, in: tx)
        return id
    }

    /// What changes the pieces of this dossier; nil when its dispositif asks the same of all.
    func faits(_ dossier: Dossier, in tx: Transaction) async throws -> FaitsPieces? {
        let codes = try await parcours.referentiel(in: tx).dispositif(dossier.dispositif)?.pieces ?? []
        guard try await PieceExigee.all(in: tx).contains(where: { codes.contains($0.code) && $0.quand != .toujours }) else { return nil }
        return try await FaitsPieces.of(dossier.operationId, in: tx)
    }

    /// The pieces that this dossier must hold, in the order of the form.
    func exigees(_ dossier: Dossier, in tx: Transaction) async throws -> [PieceExigee] {
        guard let dispositif = try await parcours.referentiel(in: tx).dispositif(dossier.dispositif),
            let faits = try await FaitsPieces.of(dossier.operationId, in: tx)
        else { return [] }
        return Regles.pieces(try await PieceExigee.all(in: tx), de: dispositif, faits).map(\.piece)
    }

    @Sendable private func piece(_ request: Request, _ context: AgentContext) async throws -> Response {
        let id = try context.id("id", sinon: .piece, of: Piece.self)
        if let contenu = try await contenu(id, context) {
            return .fichier(contenu.octets, nom: contenu.nomFichier, type: contenu.typeMime)
        }
        // The antivirus may have come back since.
        if try await parcours.relancerAntivirus(id, par: context.agent.agentId), let contenu = try await contenu(id, context) {
            return .fichier(contenu.octets, nom: contenu.nomFichier, type: contenu.typeMime)
        }
        switch try await parcours.database.read(as: .agent(context.agent.agentId), { try await Piece.antivirus(id, in: $0) }) {
        case .infecte: throw Refus.pieceInfectee
        case .enAttente: throw Refus.pieceEnAttente
        case .sain, .sans, nil: throw Refus.piece
        }
    }

    private func contenu(_ id: ID<Piece>, _ context: AgentContext) async throws -> ContenuPiece? {
        try await parcours.database.read(as: .agent(context.agent.agentId)) { try await Piece.contenu(id, in: $0) }
    }

    @Sendable private func vignette(_ request: Request, _ context: AgentContext) async throws -> Response {
        let id = try context.id("id", sinon: .piece, of: Piece.self)
        let jpeg = try await parcours.database.read(as: .agent(context.agent.agentId)) { try await Piece.vignette(id, in: $0) }
        guard let jpeg else { throw Refus.piece }
        var response = Response.fichier(jpeg, nom: "page-1.jpg", type: "image/jpeg")
        // A piece never changes: another file is another piece.
        response.headers[.cacheControl] = "private, max-age=86400, immutable"
        return response
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

extension ExamenGarde {
    /// The examination knows no other type.
    var type: TypeDeFichier { TypeDeFichier(rawValue: typeMime) ?? .pdf }
}

extension Refus {
    fileprivate static let piece = Refus(.introuvable, "Cette pièce n’existe pas, ou elle n’est pas à vous.", regle: "piece_inconnue")
    fileprivate static let pieceGardee = Refus(
        .impossible, "Cette pièce ne peut pas être retirée\u{A0}: elle n’est pas à vous, ou un dossier qui la contient est déjà déposé.",
        regle: "piece_gardee")
    fileprivate static let pieceEnAttente = Refus(
        .impossible,
        "Cette pièce attend l’antivirus, qui ne répond pas encore. Personne ne peut l’ouvrir avant\u{A0}: réessayez dans quelques minutes.",
        regle: "piece_en_attente")
    fileprivate static let pieceInfectee = Refus(
        .impossible, "L’antivirus a trouvé un virus dans cette pièce\u{A0}: elle ne s’ouvre plus. Retirez-la et joignez un autre fichier.",
        regle: "piece_infectee")
    fileprivate static let piecesCloses = Refus(
        .impossible, "Ce dossier est déposé\u{A0}: ses pièces ne changent plus, sauf si la préfecture demande une correction.",
        regle: "dossier_pieces_closes")
}
