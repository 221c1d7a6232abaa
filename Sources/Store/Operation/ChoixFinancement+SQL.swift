public import Model
public import Postgres

extension ChoixFinancement {
    /// nil: the porteur chose nothing.
    public static func find(of operation: ID<Projet>, in tx: Transaction) async throws -> ChoixFinancement? {
        let row: ChoixRow? = try await tx.first(
            "select objectif, dispositifs from operation.choix_financement where operation_id = \(operation)")
        return row.map { ChoixFinancement(objectif: $0.objectif, financeurs: $0.dispositifs.value) }
    }

    /// Keeps the choices instead of those of before; refused by the database once a dossier is deposited (`operation_figee`), or to anybody but
    /// the porteur (42501).
    public static func garder(_ choix: ChoixFinancement, of operation: ID<Projet>, by agent: ID<Agent>, in tx: Transaction) async throws {
        try await tx.execute(
            """
            insert into operation.choix_financement (operation_id, objectif, dispositifs, choisi_par)
            values (\(operation), \(choix.objectif.rawValue), \(JSONB(choix.financeurs)), \(agent))
            on conflict (operation_id) do update
            set objectif = excluded.objectif, dispositifs = excluded.dispositifs, choisi_par = excluded.choisi_par,
                choisi_le = clock_timestamp()
            """)
    }

    /// Back to what the catalogue advises.
    public static func oublier(of operation: ID<Projet>, in tx: Transaction) async throws {
        try await tx.execute("delete from operation.choix_financement where operation_id = \(operation)")
    }
}

private struct ChoixRow: Decodable, Sendable {
    let objectif: Objectif
    let dispositifs: JSONB<[Financeur]>
}
