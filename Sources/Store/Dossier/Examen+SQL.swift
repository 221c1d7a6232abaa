public import Foundation
public import Model
public import Postgres

extension Piece.Antivirus: Bindable {}

/// What was found in a file, to keep beside its bytes.
public struct ExamenGarde: Sendable {
    public var typeMime: String
    public var pages: Int
    public var largeur: Int?
    public var hauteur: Int?
    public var estProtege: Bool
    public var antivirus: Piece.Antivirus
    public var virus: String?
    public var vignette: Data

    public init(
        typeMime: String, pages: Int, largeur: Int?, hauteur: Int?, estProtege: Bool, antivirus: Piece.Antivirus, virus: String?,
        vignette: Data
    ) {
        (self.typeMime, self.pages, self.largeur, self.hauteur) = (typeMime, pages, largeur, hauteur)
        (self.estProtege, self.antivirus, self.virus, self.vignette) = (estProtege, antivirus, virus, vignette)
    }

    /// Notes it for bytes that this transaction has stored.
    public func noter(_ octets: Data, in tx: Transaction) async throws {
        try await tx.execute(
            """
            select financement.noter_examen(
                encode(sha256(\(octets)::bytea), 'hex'), \(typeMime), \(pages)::integer, \(largeur)::integer, \(hauteur)::integer,
                \(estProtege), \(antivirus), \(virus)::text, \(vignette)::bytea)
            """)
    }
}

extension Piece {
    /// The picture of its first page; nil when it is not the agent's to see, when Trousse wrote it, or before the antivirus cleared it.
    public static func vignette(_ id: ID<Piece>, in tx: Transaction) async throws -> Data? {
        try await tx.firstValue(
            """
            select vignette from financement.piece inner join financement.examen using (sha256)
            where piece_id = \(id) and antivirus in ('sans', 'sain')
            """)
    }

    /// What the antivirus said of it; nil when it is not the agent's to see, or when Trousse wrote it.
    public static func antivirus(_ id: ID<Piece>, in tx: Transaction) async throws -> Antivirus? {
        try await tx.firstValue(
            "select antivirus from financement.piece inner join financement.examen using (sha256) where piece_id = \(id)")
    }

    /// The bytes of a file that waits for the antivirus; nil when it does not wait, or is not the agent's.
    public static func enAttente(_ id: ID<Piece>, in tx: Transaction) async throws -> Data? {
        try await tx.firstValue(
            "select octets from financement.en_attente_antivirus(\(id)::bigint) as attente (octets) where octets is not null")
    }

    /// What the antivirus said at last.
    public static func noterAntivirus(_ id: ID<Piece>, _ verdict: Antivirus, virus: String?, in tx: Transaction) async throws {
        try await tx.execute("select financement.noter_antivirus(\(id)::bigint, \(verdict), \(virus)::text)")
    }
}

extension FaitsPieces {
    public static func of(_ operation: ID<Projet>, in tx: Transaction) async throws -> FaitsPieces? {
        try await tx.first("select travaux, acquisition from operation.operation where operation_id = \(operation)")
    }

    /// - Returns: false when the project is not the agent's to change.
    public func declarer(_ operation: ID<Projet>, in tx: Transaction) async throws -> Bool {
        try await tx.execute(
            "update operation.operation set travaux = \(travaux), acquisition = \(acquisition) where operation_id = \(operation)") > 0
    }
}
