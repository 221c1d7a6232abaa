public import Foundation
public import Model
public import Postgres

/// When an agent opens a dossier, to tell her what is new.
public enum VisiteDossier {
    /// Notes the visit and says when the one before was; nil the first time. Within half an hour it is the same visit: what is new stays so
    /// while she reads, acts and comes back.
    public static func noter(_ dossier: ID<Dossier>, par agent: ID<Agent>, in tx: Transaction) async throws -> Date? {
        try await tx.value(
            """
            insert into financement.consultation as consultation (agent_id, dossier_id) values (\(agent), \(dossier))
            on conflict (agent_id, dossier_id) do update set
                precedente_le = case
                    when consultation.vue_le < clock_timestamp() - interval '30 minutes' then consultation.vue_le
                    else consultation.precedente_le
                end,
                vue_le = clock_timestamp()
            returning precedente_le
            """, as: Date?.self)
    }
}
