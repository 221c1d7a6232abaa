public import Model
public import Postgres

/// A grouped purchase to come: what communes may say they would buy, until a day. Not an order.
public struct LotGroupe: Decodable, Sendable, Hashable {
    public let lotId: ID<LotGroupe>
    public let titre: String
    public let objet: String
    public let kitCode: String?
    public let articleCode: String?
    /// Of the kit or the article.
    public let contenu: String
    public let clotureLe: LocalDate
    /// What the agent's organisation declared; nil: nothing.
    public let quantite: Int?
    public let precision: String?

    public func estOuvert(le jour: LocalDate) -> Bool { jour <= clotureLe }

    /// Open ones first, the next to close at the top; with the intention of one organisation.
    public static func all(pour organisation: ID<Organisation>?, le jour: LocalDate, in tx: Transaction) async throws -> [LotGroupe] {
        try await tx.rows(
            """
            \(fragment: lecture(organisation))
            order by lot.cloture_le < \(jour)::date, abs(lot.cloture_le - \(jour)::date), lot.lot_id desc limit 60
            """)
    }

    public static func find(_ id: ID<LotGroupe>, pour organisation: ID<Organisation>?, in tx: Transaction) async throws -> LotGroupe? {
        try await tx.first("\(fragment: lecture(organisation)) where lot.lot_id = \(id)")
    }

    private static func lecture(_ organisation: ID<Organisation>?) -> SQL {
        """
        select lot.lot_id, lot.titre, lot.objet, lot.kit_code, lot.article_code, coalesce(kit.nom, article.libelle) as contenu, lot.cloture_le,
            intention.quantite, intention.precision
        from concours.lot
        left join catalogue.kit on kit.code = lot.kit_code and kit.version = lot.kit_version
        left join catalogue.article on article.code = lot.article_code
        left join concours.intention on intention.lot_id = lot.lot_id and intention.organisation_id = \(organisation)::bigint
        """
    }

    /// - Parameter code: of a kit on offer, else of an article on offer.
    /// - Returns: nil when nothing on offer has this code.
    public static func ouvrir(
        titre: String, objet: String, code: String, clotureLe: LocalDate, by agent: ID<Agent>, in tx: Transaction
    ) async throws -> ID<LotGroupe>? {
        try await tx.firstValue(
            """
            insert into concours.lot (titre, objet, kit_code, kit_version, article_code, cloture_le, cree_par)
            select \(titre), \(objet), kit_code, kit_version, article_code, \(clotureLe)::date, \(agent)::bigint
            from (
                select code as kit_code, version as kit_version, null::text as article_code
                from catalogue.kit where code = \(code) and est_courant
                union all
                select null, null, code from catalogue.article where code = \(code) and retire_le is null
            ) as choisi
            returning lot_id
            """)
    }

    /// Declares, changes or (0) takes back an intention; the database refuses once the lot is closed.
    public static func declarer(
        _ quantite: Int, precision: String, pour organisation: ID<Organisation>, to lot: ID<LotGroupe>, by agent: ID<Agent>,
        in tx: Transaction
    ) async throws {
        if quantite == 0 {
            try await tx.execute("delete from concours.intention where lot_id = \(lot) and organisation_id = \(organisation)")
            return
        }
        try await tx.execute(
            """
            insert into concours.intention as cible (lot_id, organisation_id, quantite, precision, agent_id)
            values (\(lot), \(organisation), \(quantite)::integer, \(precision), \(agent))
            on conflict on constraint intention_cle do update set
                quantite = excluded.quantite, precision = excluded.precision, agent_id = excluded.agent_id
            """)
    }
}

/// What a commune declared, for who buys for all.
public struct IntentionDeclaree: Decodable, Sendable, Hashable {
    public let departementCode: String
    public let departement: String
    public let organisation: String
    public let codeInsee: String?
    public let quantite: Int
    public let precision: String
    public let declareeLe: LocalDate

    /// Those that the agent may see, by département then by name.
    public static func all(of lot: ID<LotGroupe>, in tx: Transaction) async throws -> [IntentionDeclaree] {
        try await tx.rows(
            """
            select intention.departement_code, departement.nom as departement, organisation.nom as organisation,
                organisation.code_insee::text as code_insee, intention.quantite, intention.precision,
                (intention.declaree_le at time zone 'Europe/Paris')::date as declaree_le
            from concours.intention
            inner join acces.organisation using (organisation_id)
            inner join territoire.departement on departement.code = intention.departement_code
            where intention.lot_id = \(lot)
            order by intention.departement_code, organisation.nom
            """)
    }
}
