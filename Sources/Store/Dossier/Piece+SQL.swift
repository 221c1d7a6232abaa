public import Foundation
public import Model
public import Postgres

extension Piece {
    /// A file to keep: `sha256` is computed by the caller and checked by the database.
    public struct Draft: Sendable {
        public var operation: ID<Projet>
        public var dossier: ID<Dossier>?
        public var code: String?
        public var nature: Nature
        public var nomFichier: String
        public var typeMime: String
        public var octets: Data
        public var origine: Origine
        /// The day that the paper bears.
        public var dateDocument: LocalDate?
        public init(
            operation: ID<Projet>, dossier: ID<Dossier>? = nil, code: String?, nature: Nature, nomFichier: String, typeMime: String,
            octets: Data, origine: Origine, dateDocument: LocalDate? = nil
        ) {
            self.dateDocument = dateDocument
            (self.operation, self.dossier, self.code, self.nature) = (operation, dossier, code, nature)
            (self.nomFichier, self.typeMime, self.octets, self.origine) = (nomFichier, typeMime, octets, origine)
        }
    }

    /// Stores the bytes once by their hash, and the piece; a generated piece replaces the generated one of the same code.
    public static func keep(_ draft: Draft, by agent: ID<Agent>, in tx: Transaction) async throws -> ID<Piece> {
        // Before the bytes are kept: the one it replaces may show the same, which would leave with it.
        if draft.origine == .generee, draft.nature == .piece {
            try await tx.execute(
                """
                delete from financement.piece
                where operation_id = \(draft.operation) and dossier_id is not distinct from \(draft.dossier)::bigint
                    and code = \(draft.code)::text and origine = 'generee' and nature = 'piece'
                """)
        }
        let sha256: String = try await tx.value("select financement.garder_contenu(\(draft.octets)::bytea) as sha256")
        return try await tx.value(
            """
            insert into financement.piece (
                operation_id, organisation_id, departement_code, dossier_id, code, nature, nom_fichier, type_mime, taille, sha256,
                origine, depose_par, date_document
            )
            select operation_id, organisation_id, departement_code, \(draft.dossier)::bigint, \(draft.code)::text, \(draft.nature),
                \(draft.nomFichier), \(draft.typeMime), \(draft.octets.count)::bigint, \(sha256), \(draft.origine), \(agent)::bigint,
                \(draft.dateDocument)::date
            from operation.operation where operation_id = \(draft.operation)
            returning piece_id
            """)
    }

    public static func all(of operation: ID<Projet>, in tx: Transaction) async throws -> [Piece] {
        try await tx.rows(
            """
            select piece_id, operation_id, dossier_id, code, nature, nom_fichier, piece.type_mime, taille, sha256, origine, depose_le,
                date_document, pages, antivirus, est_protege
            from financement.piece left join financement.examen using (sha256)
            where operation_id = \(operation) order by code nulls last, piece_id
            """)
    }

    /// Takes back a file that the mairie brought; refused by row-level security once its dossier is deposited.
    /// - Returns: the operation it was in; nil when it is not there, not hers, or no longer hers to take back.
    public static func remove(_ id: ID<Piece>, in tx: Transaction) async throws -> ID<Projet>? {
        try await tx.firstValue("delete from financement.piece where piece_id = \(id) and origine = 'deposee' returning operation_id")
    }

    /// A file with its bytes; nil when it is not there or not the agent's to read.
    public static func contenu(_ id: ID<Piece>, in tx: Transaction) async throws -> ContenuPiece? {
        try await tx.first(
            """
            select piece.nom_fichier, piece.type_mime, contenu.octets
            from financement.piece inner join financement.contenu using (sha256) where piece.piece_id = \(id)
            """)
    }

    /// The files of a dossier with their bytes, in the form's order: its own and those that serve every funder.
    public static func contenus(of dossier: Dossier, in tx: Transaction) async throws -> [ContenuPiece] {
        try await tx.rows(
            """
            select piece.nom_fichier, piece.type_mime, contenu.octets
            from financement.piece inner join financement.contenu using (sha256)
            where piece.operation_id = \(dossier.operationId) and (piece.dossier_id is null or piece.dossier_id = \(dossier.dossierId))
            order by piece.code nulls last, piece.piece_id
            """)
    }
}

public struct ContenuPiece: Decodable, Sendable {
    public let nomFichier: String
    public let typeMime: String
    public let octets: Data
}
