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
                -- A substitution stands for the article of the kit that it took out.
                select kit_code, kit_version, coalesce(remplace_article, article_code) as article_code, sum(quantite) as quantite,
                    min(ligne_id) as ligne_id
                from operation.ligne
                where operation_id = \(operation) and not est_option
                group by kit_code, kit_version, coalesce(remplace_article, article_code)
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
                and coalesce(premiere.remplace_article, premiere.article_code) = coalesce(seconde.remplace_article, seconde.article_code)
                and premiere.est_option = seconde.est_option
                and premiere.ligne_id < seconde.ligne_id
            """)
        return try await tx.execute(
            """
            update operation.ligne set quantite = kit_ligne.quantite * \(exemplaires)::integer
            from catalogue.kit_ligne
            where ligne.operation_id = \(operation) and ligne.kit_code = \(code)
                and kit_ligne.kit_code = ligne.kit_code and kit_ligne.kit_version = ligne.kit_version
                and kit_ligne.article_code = coalesce(ligne.remplace_article, ligne.article_code)
                and kit_ligne.est_option = ligne.est_option
            """)
    }

    /// Sets the unit price HT of a line to that of a quotation of the day.
    /// - Returns: false when the operation has no such line, or is not hers.
    public static func chiffrer(
        _ ligne: ID<LigneProjet>, prixUnitaireHT: Money, le date: LocalDate, of operation: ID<Projet>, in tx: Transaction
    ) async throws -> Bool {
        try await tx.execute(
            """
            update operation.ligne set prix_unitaire_ht_centimes = \(prixUnitaireHT), prix_du = \(date), prix_origine = 'devis'
            where ligne_id = \(ligne) and operation_id = \(operation)
            """) == 1
    }

    /// Takes one option of a kit out of the operation; the base articles whose place it held come back, at the prices of `date`.
    public static func remove(
        option article: String, kit code: String, from operation: ID<Projet>, prixDu date: LocalDate, in tx: Transaction
    ) async throws -> Int {
        let exemplaires: Int? = try await tx.firstValue(
            """
            select max(ligne.quantite / kit_ligne.quantite)::integer as exemplaires
            from operation.ligne
            inner join catalogue.kit_ligne using (kit_code, kit_version, article_code, est_option)
            where ligne.operation_id = \(operation) and kit_code = \(code) and article_code = \(article) and est_option
            having count(*) > 0
            """)
        let retirees = try await tx.execute(
            """
            delete from operation.ligne
            where operation_id = \(operation) and kit_code = \(code) and article_code = \(article) and est_option
            """)
        guard retirees > 0, let exemplaires else { return retirees }
        try await tx.execute(
            """
            insert into operation.ligne (
                operation_id, kit_code, kit_version, article_code, libelle, quantite, prix_unitaire_ht_centimes, prix_du, taux_tva, section,
                eligible, compte_m57, est_option
            )
            select \(operation)::bigint, base.kit_code, base.kit_version, base.article_code, article.libelle,
                base.quantite * \(exemplaires)::integer, prix.ref_centimes, coalesce(lower(prix.periode), \(date)::date), article.taux_tva,
                article.section, article.eligible, article.compte_m57, false
            from catalogue.kit
            inner join catalogue.kit_ligne as retiree on retiree.kit_code = kit.code and retiree.kit_version = kit.version
            inner join catalogue.kit_ligne as base on base.kit_code = kit.code and base.kit_version = kit.version
            inner join catalogue.article on article.code = base.article_code
            left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
            where kit.code = \(code) and kit.est_courant and retiree.est_option and retiree.article_code = \(article)
                and not base.est_option and base.article_code = any (retiree.remplace)
                and not exists (
                    select from operation.ligne as presente
                    inner join catalogue.kit_ligne as option on option.kit_code = kit.code and option.kit_version = kit.version
                        and option.article_code = presente.article_code and option.est_option
                    where presente.operation_id = \(operation)::bigint and presente.kit_code = kit.code
                        and base.article_code = any (option.remplace)
                )
            order by base.rang
            """)
        return retirees
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
