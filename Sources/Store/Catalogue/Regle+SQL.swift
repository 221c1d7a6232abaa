public import Model
public import Postgres

extension Regle {
    /// The register as the last import left it, chapter by chapter. One statement; the planner never needs it.
    public static func all(in tx: Transaction) async throws -> [Regle] {
        let rows: [Row] = try await tx.rows("select contenu from financement.regle order by rang")
        return rows.map(\.contenu.value)
    }

    private struct Row: Decodable, Sendable { let contenu: JSONB<Regle> }
}
