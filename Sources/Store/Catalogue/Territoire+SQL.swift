import Foundation
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
                nature: .commune, nom: $0.nom, codeInsee: codeInsee, siren: $0.siren, departement: $0.departementCode,
                population: $0.population)
        }
    }

    /// The next communes in the order of their codes, of one département or of all: a page at a time, so that a whole country is never held.
    /// - Parameter apres: the last code of the page before; empty for the first.
    public static func communes(
        departement: String? = nil, apres: String, limite: Int, in tx: Transaction
    ) async throws -> [Porteur] {
        let rows: [PageRow] = try await tx.rows(
            """
            select code_insee, nom, departement_code, population, siren from territoire.commune
            where code_insee > \(apres) and (departement_code = \(departement) or \(departement)::text is null)
            order by code_insee limit \(literal: limite)
            """)
        return rows.map(\.porteur)
    }

    /// The communes among these organisations, in the order of their names.
    public static func communes(organisations: [ID<Organisation>], in tx: Transaction) async throws -> [Porteur] {
        let rows: [PageRow] = try await tx.rows(
            """
            select commune.code_insee, commune.nom, commune.departement_code, commune.population, commune.siren
            from acces.organisation
            inner join territoire.commune using (code_insee)
            where organisation.organisation_id = any (\(organisations.map(\.rawValue))::bigint[])
            order by commune.nom, commune.code_insee
            """)
        return rows.map(\.porteur)
    }

    /// How many those are.
    public static func nombreDeCommunes(departement: String? = nil, in tx: Transaction) async throws -> Int {
        try await tx.value(
            """
            select count(*)::integer from territoire.commune where departement_code = \(departement) or \(departement)::text is null
            """, as: Int.self)
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

/// A commune as a search shows it.
public struct CommuneTrouvee: Decodable, Sendable, Hashable {
    public let codeInsee: String
    public let nom: String
    public let departement: String
    public let population: Int
    /// The former commune that answered, when the name of today did not.
    public var ancienne: AncienneCommune? {
        guard let codeAncien, let nomAncien else { return nil }
        return AncienneCommune(codeAncien: codeAncien, nomAncien: nomAncien, codeInsee: codeInsee, depuis: depuis)
    }
    private let codeAncien: String?
    private let nomAncien: String?
    private let depuis: LocalDate?

    /// By the beginning of the name, accents, hyphens and case aside, or by INSEE code, of today or of before; the most populated first
    /// among equals.
    public static func chercher(_ texte: String, limite: Int = 12, in tx: Transaction) async throws -> [CommuneTrouvee] {
        try await tx.rows(
            """
            with demande as (
                select territoire.cle_nom(\(texte)::text) as cle, upper(trim(\(texte)::text)) as code
            ), reponse as (
                select code_insee, territoire.cle_nom(nom) as cle_trouvee, null as code_ancien, null as nom_ancien, null::date as depuis
                from territoire.commune
                cross join demande
                where code_insee = demande.code or territoire.cle_nom(nom) like '%' || demande.cle || '%'
                union all
                select code_insee, territoire.cle_nom(nom_ancien), code_ancien, nom_ancien, depuis
                from territoire.passage
                cross join demande
                where code_ancien = demande.code or territoire.cle_nom(nom_ancien) like demande.cle || '%'
            ), meilleure as (
                -- A commune once: under its own name first, else under the former name nearest to what was typed.
                select distinct on (code_insee) reponse.*
                from reponse
                cross join demande
                order by code_insee, code_ancien is not null, cle_trouvee <> demande.cle, code_ancien
            )

            select commune.code_insee::text as code_insee, commune.nom, departement.nom as departement, commune.population,
                meilleure.code_ancien::text as code_ancien, meilleure.nom_ancien, meilleure.depuis
            from meilleure
            inner join territoire.commune on commune.code_insee = meilleure.code_insee
            inner join territoire.departement on departement.code = commune.departement_code
            cross join demande
            order by meilleure.cle_trouvee <> demande.cle, meilleure.cle_trouvee not like demande.cle || '%',
                meilleure.code_ancien is not null, commune.population desc
            limit \(literal: limite)
            """)
    }

    /// The communes of an EPCI, by name: where its equipment may be.
    public static func membres(epci siren: String, in tx: Transaction) async throws -> [CommuneTrouvee] {
        try await tx.rows(
            """
            select commune.code_insee::text as code_insee, commune.nom, departement.nom as departement, commune.population,
                null as code_ancien, null as nom_ancien, null::date as depuis
            from territoire.commune
            inner join territoire.departement on departement.code = commune.departement_code
            where commune.epci_siren = \(siren)
            order by territoire.cle_nom(commune.nom)
            """)
    }
}

private struct CommuneRow: Decodable, Sendable {
    let nom: String
    let departementCode: String
    let population: Int
    let siren: String?
}

private struct PageRow: Decodable, Sendable {
    let codeInsee: String
    let nom: String
    let departementCode: String
    let population: Int
    let siren: String?

    var porteur: Porteur {
        Porteur(nature: .commune, nom: nom, codeInsee: codeInsee, siren: siren, departement: departementCode, population: population)
    }
}

private struct EPCIRow: Decodable, Sendable {
    let nom: String
    let departementCode: String
    let population: Int
    let populationCentre: Int
    let densite: Decimal?
}
