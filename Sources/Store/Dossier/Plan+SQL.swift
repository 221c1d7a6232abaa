public import Model
public import Postgres

extension Plan {
    /// Keeps a plan as it was computed, with the day of receipt it supposed.
    public static func keep(_ plan: Plan, of operation: ID<Projet>, dateDemande: LocalDate, in tx: Transaction) async throws -> ID<Plan> {
        try await tx.value(
            """
            insert into financement.plan (operation_id, date_demande, contenu)
            values (\(operation), \(dateDemande), \(JSONB(plan))) returning plan_id
            """)
    }

    public static func find(_ id: ID<Plan>, in tx: Transaction) async throws -> Plan? {
        let row: PlanRow? = try await tx.first("select contenu from financement.plan where plan_id = \(id)")
        return row?.contenu.value
    }
}

private struct PlanRow: Decodable, Sendable { let contenu: JSONB<Plan> }
