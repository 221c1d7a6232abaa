public import Model
public import Postgres

extension Organisation {
    public static func find(_ id: ID<Organisation>, in tx: Transaction) async throws -> Organisation? {
        try await tx.first(
            """
            select organisation_id, nature, nom, departement_code, code_insee::text as code_insee, epci_siren::text as epci_siren
            from acces.organisation where organisation_id = \(id)
            """)
    }
}

extension Departement {
    public static func find(_ code: String, in tx: Transaction) async throws -> Departement? {
        try await tx.first("select code, nom, charniere, region_code from territoire.departement where code = \(code)")
    }

    /// The départements of the country, by code.
    public static func tous(in tx: Transaction) async throws -> [Departement] {
        try await tx.rows("select code, nom, charniere, region_code from territoire.departement order by code")
    }
}
