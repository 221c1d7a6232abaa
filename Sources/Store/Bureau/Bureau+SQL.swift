public import Model
public import Postgres

/// A list that an agent kept under a name, hers or shared by a colleague of the same département.
public struct VueListe: Codable, Sendable, Hashable {
    public let vueId: ID<VueListe>
    public let nom: String
    /// As the address says it, without its question mark.
    public let requete: String
    public let estPartagee: Bool
    public let estSienne: Bool
    /// Who shares it.
    public let auteur: String

    private enum CodingKeys: String, CodingKey {
        case vueId = "vue_id"
        case nom, requete, auteur
        case estPartagee = "est_partagee"
        case estSienne = "est_sienne"
    }
}

/// What an agent of a préfecture keeps of the list.
public struct Bureau: Sendable {
    /// Columns in their order; nil: those of everybody.
    public let colonnes: [String]?
    public let vues: [VueListe]
    /// The dossiers ticked, on whatever page.
    public let choisis: Set<ID<Dossier>>

    /// As many as one act may be about.
    public static let choisisAuPlus = 2_000
}

extension Bureau {
    /// Everything in one statement.
    public static func find(_ agent: ID<Agent>, departement: String, in tx: Transaction) async throws -> Bureau {
        let row: Row = try await tx.one(
            """
            select
                (select colonnes from financement.colonnes_liste where agent_id = \(agent)::bigint) as colonnes,
                array(
                    select dossier_id from financement.selection where agent_id = \(agent)::bigint limit \(literal: choisisAuPlus)
                ) as choisis,
                coalesce((
                    select jsonb_agg(
                        jsonb_build_object(
                            'vue_id', vue.vue_id, 'nom', vue.nom, 'requete', vue.requete, 'est_partagee', vue.est_partagee,
                            'est_sienne', vue.agent_id = \(agent)::bigint, 'auteur', vue.auteur
                        ) order by lower(vue.nom), vue.vue_id
                    )
                    from financement.vues_liste(\(departement)) as vue
                ), '[]') as vues
            """)
        return Bureau(
            colonnes: row.colonnes, vues: row.vues.value, choisis: Set(row.choisis.map { ID($0) }))
    }

    private struct Row: Decodable, Sendable {
        let colonnes: [String]?
        let choisis: [Int64]
        let vues: JSONB<[VueListe]>
    }

    /// Keeps the columns of an agent; nil: those of everybody again.
    public static func garderColonnes(_ colonnes: [String]?, of agent: ID<Agent>, in tx: Transaction) async throws {
        guard let colonnes else {
            try await tx.execute("delete from financement.colonnes_liste where agent_id = \(agent)")
            return
        }
        try await tx.execute(
            """
            insert into financement.colonnes_liste (agent_id, colonnes) values (\(agent), \(colonnes)::text[])
            on conflict (agent_id) do update set colonnes = excluded.colonnes
            """)
    }
}

extension VueListe {
    /// Keeps a list under a name; the same name again replaces it.
    public static func garder(
        _ nom: String, requete: String, estPartagee: Bool, departement: String, of agent: ID<Agent>, in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            insert into financement.vue_liste (agent_id, departement_code, nom, requete, est_partagee)
            values (\(agent), \(departement), \(nom), \(requete), \(estPartagee))
            on conflict (agent_id, departement_code, nom) do update set requete = excluded.requete, est_partagee = excluded.est_partagee
            """)
    }

    /// Hers only; nothing when it is another's.
    public static func retirer(_ id: ID<VueListe>, of agent: ID<Agent>, in tx: Transaction) async throws {
        try await tx.execute("delete from financement.vue_liste where vue_id = \(id) and agent_id = \(agent)")
    }
}
