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
    public static func mairie(departement: String = "03", population: ClosedRange<Int> = 200...1_999) async throws -> Acteur {
        try await preparer { tx in
            let code: String = try await tx.value(
                """
                select code_insee::text
                from territoire.commune
                where departement_code = \(departement)
                    and population between \(population.lowerBound)::integer and \(population.upperBound)::integer
                    and not exists (select from acces.organisation where organisation.code_insee = commune.code_insee)
                    -- Those of the demonstration are left to it.
                    and code_insee not in ('03036', '03174')
                order by code_insee limit 1
                """)
            return try await compte(try await Organisation.assurer(commune: code, in: tx), .secretaire, in: tx)
        }
    }

    /// The secretary of an intercommunality that no other test has.
    public static func intercommunalite(departement: String = "03") async throws -> Acteur {
        try await preparer { tx in
            let organisation: ID<Organisation> = try await tx.value(
                """
                insert into acces.organisation (nature, nom, departement_code, epci_siren)
                select 'epci', nom, departement_code, siren
                from territoire.epci
                where departement_code = \(departement)
                    and not exists (select from acces.organisation where organisation.epci_siren = epci.siren)
                order by population limit 1
                returning organisation_id
                """)
            return try await compte(organisation, .secretaire, in: tx)
        }
    }

    /// An agent who instructs the files of a département; its préfecture is made once, its agents at will.
    public static func prefecture(_ departement: String = "03") async throws -> Acteur {
        try await preparer { tx in
            try await compte(try await Organisation.assurer(prefecture: departement, in: tx), .instructeur, in: tx)
        }
    }

    /// A designer of a workshop that no other test has.
    public static func concepteur(_ departement: String = "03") async throws -> Acteur {
        try await preparer { tx in
            let nom: String = try await tx.value("select 'Atelier ' || gen_random_uuid()::text")
            return try await compte(try await Organisation.assurer(atelier: nom, departement: departement, in: tx), .concepteur, in: tx)
        }
    }

    /// A programme manager: she sees every envelope and every file.
    public static func responsable() async throws -> Acteur {
        try await preparer { tx in try await compte(try await Organisation.assurerProgramme(in: tx), .responsable, in: tx) }
    }

    /// She also works for another's organisation, as a secretary shared by two communes does.
    public func travailleAussi(pour autre: Acteur) async throws {
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute(
                "insert into acces.droit (agent_id, organisation_id, role) values (\(agent), \(autre.organisation), 'secretaire')")
        }
    }

    /// As the owner, one test after the other: two that choose at once must not choose the same commune.
    private static func preparer(_ body: (Transaction) async throws -> Acteur) async throws -> Acteur {
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute("select pg_advisory_xact_lock(hashtextextended('essais.acteurs', 0))")
            return try await body(tx)
        }
    }

    private static func compte(_ organisation: ID<Organisation>?, _ role: Role, in tx: Transaction) async throws -> Acteur {
        guard let organisation, let employeur = try await Organisation.find(organisation, in: tx) else {
            throw TestServerError("le territoire importé n’a pas l’organisation demandée")
        }
        let courriel: String = try await tx.value("select gen_random_uuid()::text || '@essai.fr'")
        let agent = try await Agent.assurer(
            Agent.Compte(courriel: courriel, nom: "Camille Essai", role: role, organisation: organisation), in: tx)
        return Acteur(
            agent: agent, courriel: courriel, organisation: organisation, organisationNom: employeur.nom,
            departement: employeur.departementCode, codeInsee: employeur.codeInsee)
    }
}
