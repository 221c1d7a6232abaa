public import Model
public import Postgres

/// The dossiers that an agent ticks from page to page, to act on them together.
public enum SelectionDossiers {
    /// Brings the ticks of one page: those shown and not ticked leave, those ticked come.
    public static func noter(_ coches: [ID<Dossier>], parmi vus: [ID<Dossier>], of agent: ID<Agent>, in tx: Transaction) async throws {
        let (coches, vus) = (coches.map(\.rawValue), vus.map(\.rawValue))
        try await tx.execute(
            """
            delete from financement.selection
            where agent_id = \(agent) and dossier_id = any (\(vus)::bigint[]) and not dossier_id = any (\(coches)::bigint[])
            """)
        try await tx.execute(
            """
            insert into financement.selection (agent_id, dossier_id)
            select \(agent)::bigint, dossier_id from financement.dossier where dossier_id = any (\(coches)::bigint[])
            on conflict do nothing
            """)
    }

    /// Every dossier that a filter keeps, `Bureau.choisisAuPlus` at most, the first of that order.
    public static func toutChoisir(_ filtre: FiltreDossiers, _ tri: TriDossiers, of agent: ID<Agent>, in tx: Transaction) async throws {
        try await vider(of: agent, in: tx)
        try await tx.execute(
            """
            insert into financement.selection (agent_id, dossier_id)
            select \(agent)::bigint, dossier.dossier_id from financement.dossier where \(fragment: filtre.condition)
            order by \(fragment: tri.ordre(inverse: false)) limit \(literal: Bureau.choisisAuPlus)
            """)
    }

    public static func vider(of agent: ID<Agent>, in tx: Transaction) async throws {
        try await tx.execute("delete from financement.selection where agent_id = \(agent)")
    }
}

extension Dossier {
    /// What the agent ticked, most recent deposit first.
    public static func choisis(of agent: ID<Agent>, in tx: Transaction) async throws -> [Dossier] {
        try await tx.rows(
            """
            \(fragment: selection)
            inner join financement.selection as choisi on choisi.dossier_id = dossier.dossier_id and choisi.agent_id = \(agent)
            order by dossier.depose_le desc, dossier.dossier_id desc
            """)
    }
}
