public import Foundation
public import Model
public import Postgres

/// A file of a proposition: plans, a picture, an estimate.
public struct PieceProposition: Decodable, Sendable, Hashable {
    public let pieceId: ID<PieceProposition>
    public let nomFichier: String
    public let typeMime: String
    public let taille: Int

    public static func all(of proposition: ID<KitPropose>, in tx: Transaction) async throws -> [PieceProposition] {
        try await tx.rows(
            "select piece_id, nom_fichier, type_mime, taille from concours.piece where proposition_id = \(proposition) order by piece_id")
    }

    /// Stores the bytes once by their hash.
    public static func keep(
        _ octets: Data, nom: String, type: String, in proposition: ID<KitPropose>, tx: Transaction
    ) async throws {
        let sha256: String = try await tx.value("select financement.garder_contenu(\(octets)::bytea) as sha256")
        try await tx.execute(
            """
            insert into concours.piece (proposition_id, nom_fichier, type_mime, taille, sha256)
            values (\(proposition), \(nom), \(type), \(octets.count)::bigint, \(sha256))
            """)
    }

    /// - Returns: false when it is not of a draft of hers.
    public static func remove(_ id: ID<PieceProposition>, in tx: Transaction) async throws -> Bool {
        try await tx.execute("delete from concours.piece where piece_id = \(id)") > 0
    }

    /// nil when it is not there or not the agent's to read.
    public static func contenu(_ id: ID<PieceProposition>, in tx: Transaction) async throws -> ContenuPiece? {
        try await tx.first(
            """
            select piece.nom_fichier, piece.type_mime, contenu.octets
            from concours.piece inner join financement.contenu using (sha256) where piece.piece_id = \(id)
            """)
    }
}
