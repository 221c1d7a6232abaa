public import Model
public import Postgres

extension Porteur {
    /// A commune with the facts that eligibility turns on; nil when the code is unknown on 1 January 2026.
    /// The potentiel financier per inhabitant is not published with the territory: it stays unknown.
    public static func commune(_ codeInsee: String, in tx: Transaction) async throws -> Porteur? {
        let row: CommuneRow? = try await tx.first(
            "select nom, departement_code, population, siren from territoire.commune where code_insee = \(codeInsee)")
        return row.map {
            Porteur(
                nature: .commune, nom: $0.nom, codeInsee: codeInsee, siren: $0.siren, departement: $0.departementCode, population: $0.population)
        }
    }

    /// An EPCI à fiscalité propre with population, centre and density; nil when the SIREN is unknown.
    public static func epci(_ siren: String, in tx: Transaction) async throws -> Porteur? {
        let row: EPCIRow? = try await tx.first(
            """
            select nom, departement_code, population, population_centre,
                (population / nullif(superficie_km2, 0))::numeric(12, 4) as densite
            from territoire.epci where siren = \(siren)
            """)
        return row.map {
            Porteur(
                nature: .epci, nom: $0.nom, siren: siren, departement: $0.departementCode, population: $0.population,
                populationCentre: $0.populationCentre, densite: $0.densite)
        }
    }

    /// The porteur that an organisation is.
    public static func of(_ organisation: Organisation, in tx: Transaction) async throws -> Porteur? {
        if let code = organisation.codeInsee { return try await commune(code, in: tx) }
        if let siren = organisation.epciSiren { return try await epci(siren, in: tx) }
        return nil
    }
}

import Foundation

private struct CommuneRow: Decodable, Sendable {
    let nom: String
    let departementCode: String
    let population: Int
    let siren: String?
}

private struct EPCIRow: Decodable, Sendable {
    let nom: String
    let departementCode: String
    let population: Int
    let populationCentre: Int
    let densite: Decimal?
}
