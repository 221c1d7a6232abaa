public import Model
public import Postgres
internal import Store

/// Somebody who works with Trousse in a test: her account and the organisation she works for.
public struct Acteur: Sendable {
    public let agent: ID<Agent>
    public let courriel: String
    public let organisation: ID<Organisation>
    public let organisationNom: String
    public let departement: String?
    /// Of a mairie.
    public let codeInsee: String?

    public var identity: Identity { .agent(agent) }

    /// The password of every account of the tests, once `donnerMotDePasse` gave it.
    public static let motDePasse = "un mot de passe d’essai"

    /// The secretary of a commune that no other test has: what she sees is this test's alone.
    /// - Parameters:
    ///   - departement: for a test that needs its préfecture to see nothing else, one of `Departements.suivant()`.
    ///   - population: inhabitants of the commune, when eligibility turns on it.
    public static func mairie(
        departement: String = "03", population: ClosedRange<Int> = 200...1_999
    ) async throws -> Acteur {
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            // Two tests that choose at once must not choose the same.
            try await tx.execute("select pg_advisory_xact_lock(hashtextextended('essais.commune', 0))")
            let commune: Commune = try await tx.one(
                """
                select code_insee::text as code_insee, nom
                from territoire.commune
                where departement_code = \(departement)
                    and population between \(population.lowerBound)::integer and \(population.upperBound)::integer
                    and not exists (select from acces.organisation where organisation.code_insee = commune.code_insee)
                    -- The communes of the demonstration keep their names for it.
                    and code_insee not in ('03036', '03174')
                order by code_insee limit 1
                """)
            let organisation: ID<Organisation> = try await tx.value(
                """
                insert into acces.organisation (nature, nom, departement_code, code_insee)
                values ('commune', \("Mairie de \(commune.nom)"), \(departement), \(commune.codeInsee)) returning organisation_id
                """)
            return try await account(
                organisation, "Mairie de \(commune.nom)", "secretaire", departement: departement, codeInsee: commune.codeInsee, in: tx)
        }
    }

    /// An agent who instructs the files of a département; its préfecture is made once, its agents at will.
    public static func prefecture(_ departement: String = "03") async throws -> Acteur {
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute(
                """
                insert into acces.organisation (nature, nom, departement_code)
                select 'prefecture', 'Préfecture ' || charniere || nom, code from territoire.departement where code = \(departement)
                on conflict do nothing
                """)
            let organisation: Employeur = try await tx.one(
                """
                select organisation_id, nom from acces.organisation
                where nature = 'prefecture' and departement_code = \(departement)
                """)
            return try await account(
                organisation.organisationId, organisation.nom, "instructeur", departement: departement, codeInsee: nil, in: tx)
        }
    }

    /// A programme manager: she sees every envelope and every file.
    public static func responsable() async throws -> Acteur {
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute("select pg_advisory_xact_lock(hashtextextended('essais.programme', 0))")
            try await tx.execute(
                """
                insert into acces.organisation (nature, nom)
                select 'programme', 'Programme' where not exists (select from acces.organisation where nature = 'programme')
                """)
            let organisation: Employeur = try await tx.one(
                "select organisation_id, nom from acces.organisation where nature = 'programme' order by organisation_id limit 1")
            return try await account(organisation.organisationId, organisation.nom, "responsable", departement: nil, codeInsee: nil, in: tx)
        }
    }

    /// She also works for another's organisation, as a secretary shared by two communes does.
    public func travailleAussi(pour autre: Acteur) async throws {
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute(
                "insert into acces.droit (agent_id, organisation_id, role) values (\(agent), \(autre.organisation), 'secretaire')")
        }
    }

    private static func account(
        _ organisation: ID<Organisation>, _ nom: String, _ role: String, departement: String?, codeInsee: String?, in tx: Transaction
    ) async throws -> Acteur {
        let courriel: String = try await tx.value("select gen_random_uuid()::text || '@essai.fr'")
        let agent: ID<Agent> = try await tx.value(
            // No hash reads like this: nobody signs in by password before `donnerMotDePasse`.
            "insert into acces.agent (courriel, nom, mot_de_passe) values (\(courriel), 'Camille Essai', 'aucun') returning agent_id")
        try await tx.execute(
            "insert into acces.droit (agent_id, organisation_id, role) values (\(agent), \(organisation), \(role))")
        return Acteur(
            agent: agent, courriel: courriel, organisation: organisation, organisationNom: nom, departement: departement,
            codeInsee: codeInsee)
    }
}

private struct Commune: Decodable, Sendable {
    let codeInsee: String
    let nom: String
}

private struct Employeur: Decodable, Sendable {
    let organisationId: ID<Organisation>
    let nom: String
}
