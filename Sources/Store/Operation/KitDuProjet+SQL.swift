public import Model
public import Postgres

/// A kit as an operation holds it: its name and how many of it, read back from the lines.
public struct KitDuProjet: Decodable, Sendable, Hashable {
    public let kitCode: String
    public let nom: String
    public let exemplaires: Int

    /// In the order in which they were added.
    public static func all(of operation: ID<Projet>, in tx: Transaction) async throws -> [KitDuProjet] {
        try await tx.rows(
            """
            with detenu as (
                select kit_code, kit_version, article_code, sum(quantite) as quantite, min(ligne_id) as ligne_id
                from operation.ligne
                where operation_id = \(operation) and not est_option
                group by kit_code, kit_version, article_code
            )

            select kit.code as kit_code, kit.nom, min(detenu.quantite / kit_ligne.quantite)::integer as exemplaires
            from detenu
            inner join catalogue.kit on kit.code = detenu.kit_code and kit.version = detenu.kit_version
            inner join catalogue.kit_ligne
                on kit_ligne.kit_code = detenu.kit_code and kit_ligne.kit_version = detenu.kit_version
                and kit_ligne.article_code = detenu.article_code and not kit_ligne.est_option
            group by kit.code, kit.nom
            order by min(detenu.ligne_id)
            """)
    }
}

extension LigneProjet {
    /// Sets how many of a kit the operation holds, options included; the lines keep the price of the day they were chosen.
    /// - Returns: how many lines were set; 0 when the operation does not hold the kit.
    public static func regler(kit code: String, exemplaires: Int, of operation: ID<Projet>, in tx: Transaction) async throws -> Int {
        // A kit chosen on two days has two lines an article: the first, with its price, stays.
        try await tx.execute(
            """
            delete from operation.ligne as seconde
            using operation.ligne as premiere
            where seconde.operation_id = \(operation) and seconde.kit_code = \(code)
                and premiere.operation_id = seconde.operation_id and premiere.kit_code = seconde.kit_code
                and premiere.article_code = seconde.article_code and premiere.est_option = seconde.est_option
                and premiere.ligne_id < seconde.ligne_id
            """)
        return try await tx.execute(
            """
            update operation.ligne set quantite = kit_ligne.quantite * \(exemplaires)::integer
            from catalogue.kit_ligne
            where ligne.operation_id = \(operation) and ligne.kit_code = \(code)
                and kit_ligne.kit_code = ligne.kit_code and kit_ligne.kit_version = ligne.kit_version
                and kit_ligne.article_code = ligne.article_code and kit_ligne.est_option = ligne.est_option
            """)
    }

    /// Sets the unit price HT of a line to that of a quotation of the day.
    /// - Returns: false when the operation has no such line, or is not hers.
    public static func chiffrer(
        _ ligne: ID<LigneProjet>, prixUnitaireHT: Money, le date: LocalDate, of operation: ID<Projet>, in tx: Transaction
    ) async throws -> Bool {
        try await tx.execute(
            """
            update operation.ligne set prix_unitaire_ht_centimes = \(prixUnitaireHT), prix_du = \(date)
            where ligne_id = \(ligne) and operation_id = \(operation)
            """) == 1
    }

    /// Takes one option of a kit out of the operation.
    public static func remove(option article: String, kit code: String, from operation: ID<Projet>, in tx: Transaction) async throws -> Int
    {
        try await tx.execute(
            """
            delete from operation.ligne
            where operation_id = \(operation) and kit_code = \(code) and article_code = \(article) and est_option
            """)
    }
}

/// What the equipment of an operation costs, rounded by line; `estPartiel`: some line has no published price.
public struct CoutProjet: Decodable, Sendable, Hashable {
    public let operationId: ID<Projet>
    public let totalHtCentimes: Money
    public let totalTtcCentimes: Money
    public let estPartiel: Bool

    public static func all(ofOrganisation organisation: ID<Organisation>, in tx: Transaction) async throws -> [CoutProjet] {
        try await tx.rows(
            """
            select ligne.operation_id,
                coalesce(sum(round(ligne.quantite * ligne.prix_unitaire_ht_centimes)), 0)::bigint as total_ht_centimes,
                coalesce(sum(round(round(ligne.quantite * ligne.prix_unitaire_ht_centimes) * (1 + ligne.taux_tva))), 0)::bigint
                    as total_ttc_centimes,
                bool_or(ligne.prix_unitaire_ht_centimes is null) as est_partiel
            from operation.ligne
            inner join operation.operation using (operation_id)
            where operation.organisation_id = \(organisation)
            group by ligne.operation_id
            """)
    }
}
