public import Model
public import Postgres

// Accounts are made by an operator or by the demonstration, on the owner's connection: no agent creates another.

extension Organisation {
    /// The commune as an applicant, made when it is not there yet; nil when the territory has no such code.
    public static func assurer(commune codeInsee: String, in tx: Transaction) async throws -> ID<Organisation>? {
        guard let porteur = try await Porteur.commune(codeInsee, in: tx), let nom = porteur.nom else { return nil }
        let designation = PorteurImprimable(nature: .commune, nom: nom, departement: porteur.departement).designation
        return try await tx.value(
            """
            with creee as (
                insert into acces.organisation (nature, nom, departement_code, code_insee)
                values ('commune', \(designation), \(porteur.departement), \(codeInsee))
                on conflict (code_insee) do nothing
                returning organisation_id
            )

            select organisation_id from creee
            union all
            select organisation_id from acces.organisation where code_insee = \(codeInsee)
            """)
    }

    /// The préfecture of a département; nil when the territory has no such code.
    public static func assurer(prefecture departement: String, in tx: Transaction) async throws -> ID<Organisation>? {
        guard let departement = try await Departement.find(departement, in: tx) else { return nil }
        return try await tx.value(
            """
            with creee as (
                insert into acces.organisation (nature, nom, departement_code)
                values ('prefecture', \("Préfecture \(departement.avecDe)"), \(departement.code))
                on conflict (departement_code) where nature = 'prefecture' do nothing
                returning organisation_id
            )

            select organisation_id from creee
            union all
            select organisation_id from acces.organisation where nature = 'prefecture' and departement_code = \(departement.code)
            """)
    }

    /// A designers' workshop, made when it is not there yet; nil when the territory has no such département.
    public static func assurer(atelier nom: String, departement: String, in tx: Transaction) async throws -> ID<Organisation>? {
        guard let departement = try await Departement.find(departement, in: tx) else { return nil }
        return try await tx.value(
            """
            with creee as (
                insert into acces.organisation (nature, nom, departement_code)
                values ('atelier', \(nom), \(departement.code))
                on conflict (nom) where nature = 'atelier' do nothing
                returning organisation_id
            )

            select organisation_id from creee
            union all
            select organisation_id from acces.organisation where nature = 'atelier' and nom = \(nom)
            """)
    }

    /// The programme's management: one for the whole country.
    public static func assurerProgramme(in tx: Transaction) async throws -> ID<Organisation> {
        try await tx.value(
            """
            with creee as (
                insert into acces.organisation (nature, nom)
                select 'programme', 'Programme Inclusion numérique'
                where not exists (select from acces.organisation where nature = 'programme')
                returning organisation_id
            )

            select organisation_id from creee
            union all
            (select organisation_id from acces.organisation where nature = 'programme' order by organisation_id limit 1)
            """)
    }
}

extension Agent {
    /// An account with one right.
    public struct Compte: Sendable {
        /// Lower case.
        public var courriel: String
        public var nom: String
        public var role: Role
        public var organisation: ID<Organisation>
        /// Scrypt hash; nil leaves the password there is, and opens no session for a new account.
        public var motDePasse: String?
        public var estDemonstration: Bool
        public init(
            courriel: String, nom: String, role: Role, organisation: ID<Organisation>, motDePasse: String? = nil,
            estDemonstration: Bool = false
        ) {
            (self.courriel, self.nom, self.role, self.organisation) = (courriel, nom, role, organisation)
            (self.motDePasse, self.estDemonstration) = (motDePasse, estDemonstration)
        }
    }

    /// Makes the account and its right, or brings them to what is asked; writes nothing when nothing differs.
    public static func assurer(_ compte: Compte, in tx: Transaction) async throws -> ID<Agent> {
        try await tx.execute(
            """
            insert into acces.agent as cible (courriel, nom, mot_de_passe, est_demonstration)
            values (\(compte.courriel), \(compte.nom), coalesce(\(compte.motDePasse)::text, '!'), \(compte.estDemonstration))
            on conflict (courriel) do update set
                nom = excluded.nom, mot_de_passe = coalesce(\(compte.motDePasse)::text, cible.mot_de_passe)
            where (cible.nom, cible.mot_de_passe) is distinct from (excluded.nom, coalesce(\(compte.motDePasse)::text, cible.mot_de_passe))
            """)
        let agent: ID<Agent> = try await tx.value("select agent_id from acces.agent where courriel = \(compte.courriel)")
        try await tx.execute(
            """
            insert into acces.droit as cible (agent_id, organisation_id, role)
            values (\(agent), \(compte.organisation), \(compte.role))
            on conflict (agent_id, organisation_id) do update set role = excluded.role where cible.role <> excluded.role
            """)
        return agent
    }
}
