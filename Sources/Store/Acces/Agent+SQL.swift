public import Model
public import Postgres

extension Agent {
    /// What sign-in compares; nil when nobody has this address.
    public struct Identifiants: Decodable, Sendable {
        public let agentId: ID<Agent>
        /// Scrypt hash with its parameters.
        public let motDePasse: String
        /// Five failures in a quarter of an hour.
        public let estVerrouille: Bool
    }

    public static func identifiants(courriel: String, in tx: Transaction) async throws -> Identifiants? {
        try await tx.first("select agent_id, mot_de_passe, est_verrouille from acces.identifiants(\(courriel))")
    }

    public static func noterEchec(courriel: String, in tx: Transaction) async throws {
        try await tx.execute("select acces.noter_echec(\(courriel))")
    }

    /// - Parameters:
    ///   - empreinte: SHA-256 of the cookie, hexadecimal.
    ///   - heures: how long the session lives.
    public static func ouvrirSession(_ agent: ID<Agent>, empreinte: String, csrf: String, heures: Int, in tx: Transaction) async throws {
        try await tx.execute(
            "select acces.ouvrir_session(\(agent)::bigint, \(empreinte), \(csrf), make_interval(hours => \(heures)::integer))")
    }

    public static func fermerSession(empreinte: String, in tx: Transaction) async throws {
        try await tx.execute("select acces.fermer_session(\(empreinte))")
    }

    /// Works for another of her organisations; the database refuses one that is not hers.
    public static func changer(organisation: ID<Organisation>, empreinte: String, in tx: Transaction) async throws {
        try await tx.execute("select acces.changer_organisation(\(empreinte), \(organisation)::bigint)")
    }

    /// Who holds this cookie; nil when the session is unknown or over. One statement a request.
    public static func session(empreinte: String, in tx: Transaction) async throws -> Agent? {
        let row: SessionRow? = try await tx.first(
            """
            select agent_id, nom, courriel, jeton_csrf, role, organisation_id, organisation_nature, organisation_nom,
                departement_code, departement_nom, code_insee, epci_siren, organisations
            from acces.session_ouverte(\(empreinte))
            """)
        return row?.agent
    }
}

private struct SessionRow: Decodable, Sendable {
    let agentId: ID<Agent>
    let nom: String
    let courriel: String
    let jetonCsrf: String
    let role: Role
    let organisationId: ID<Organisation>
    let organisationNature: Organisation.Nature
    let organisationNom: String
    let departementCode: String?
    let departementNom: String?
    let codeInsee: String?
    let epciSiren: String?
    let organisations: JSONB<[Agent.Choix]>

    var agent: Agent {
        Agent(
            agentId: agentId, nom: nom, courriel: courriel, role: role,
            organisation: Organisation(
                organisationId: organisationId, nature: organisationNature, nom: organisationNom, departementCode: departementCode,
                codeInsee: codeInsee, epciSiren: epciSiren),
            departementNom: departementNom, choix: organisations.value, jetonCsrf: jetonCsrf)
    }
}
