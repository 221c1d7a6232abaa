public import Model
public import Postgres

extension Gel {
    /// Freezes the lines of an operation as they are; the database says what is missing (`gel_vide`, `gel_prix_non_publie`, `gel_sans_devis`).
    /// - Parameters:
    ///   - date: the day the prices bear, Europe/Paris.
    ///   - estAutomatique: made by the preparation of dossiers, hence ended by the next change of equipment.
    ///   - reste: what the plan of the day leaves to pay, TTC; members share it as they share the cost.
    /// - Returns: the one that holds, which may be older.
    public static func figer(_ operation: ID<Projet>, le date: LocalDate, estAutomatique: Bool = false, reste: Money?, in tx: Transaction)
        async throws -> Gel
    {
        try await tx.one(
            """
            select \(fragment: colonnes)
            from operation.figer(\(operation)::bigint, \(date)::date, \(estAutomatique)::boolean, \(reste)::bigint)
            """)
    }

    /// Back to composing; refused once a dossier is deposited or the order is passed.
    public static func degeler(_ operation: ID<Projet>, motif: String, in tx: Transaction) async throws {
        try await tx.execute("select operation.degeler(\(operation)::bigint, \(motif))")
    }

    /// Those of an operation, the last one first: the one that holds, if any, then those that ended.
    public static func all(of operation: ID<Projet>, limite: Int = 10, in tx: Transaction) async throws -> [Gel] {
        try await tx.rows(
            "select \(fragment: colonnes) from operation.gel where operation_id = \(operation) order by gel_id desc limit \(literal: limite)"
        )
    }

    private static let colonnes: SQL =
        "gel_id, operation_id, fige_le, est_automatique, total_ht_centimes, total_ttc_centimes, leve_le, motif"
}
