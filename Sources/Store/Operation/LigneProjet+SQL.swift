public import Model
public import Postgres

extension LigneProjet {
    public static func all(of operation: ID<Projet>, in tx: Transaction) async throws -> [LigneProjet] {
        try await tx.rows(
            """
            select ligne.ligne_id, ligne.kit_code, ligne.kit_version, ligne.article_code, ligne.libelle, ligne.quantite,
                ligne.prix_unitaire_ht_centimes, ligne.prix_du, ligne.taux_tva::text as taux_tva, ligne.section, ligne.eligible,
                ligne.compte_m57, ligne.est_option, ligne.prix_origine, ligne.remplace_article, ancien.libelle as remplace_libelle,
                ligne.remplace_prix_centimes, ligne.motif, ligne.devis_id, ligne.membre_id
            from operation.ligne
            left join catalogue.article as ancien on ancien.code = ligne.remplace_article
            where ligne.operation_id = \(operation)
            order by ligne.ligne_id
            """)
    }

    /// Copies a kit's lines into the operation, at the prices in force on `date`: from then on they are the operation's own. A line that
    /// the operation already holds at that price only grows. An option that takes the place of base articles leaves them out.
    /// - Returns: how many lines were added or grew; 0 when the kit is unknown.
    public static func add(
        kit code: String, quantite: Int, options: [String], prixDu date: LocalDate, to operation: ID<Projet>, in tx: Transaction
    ) async throws -> Int {
        try await tx.value(
            """
            with ajout as (
                select kit.code as kit_code, kit.version as kit_version, kit_ligne.rang, article.code as article_code, article.libelle,
                    kit_ligne.quantite * \(quantite)::integer as quantite, prix.ref_centimes,
                    coalesce(lower(prix.periode), \(date)::date) as prix_du, article.taux_tva, article.section, article.eligible,
                    article.compte_m57, kit_ligne.est_option
                from catalogue.kit
                inner join catalogue.kit_ligne on kit_ligne.kit_code = kit.code and kit_ligne.kit_version = kit.version
                inner join catalogue.article on article.code = kit_ligne.article_code
                left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
                where kit.code = \(code) and kit.est_courant
                    and (not kit_ligne.est_option or kit_ligne.article_code = any (\(options)::text[]))
                    and (kit_ligne.est_option or not exists (
                        select from catalogue.kit_ligne as choisie
                        where choisie.kit_code = kit.code and choisie.kit_version = kit.version and choisie.est_option
                            and choisie.article_code = any (\(options)::text[]) and kit_ligne.article_code = any (choisie.remplace)
                    ))
            ),

            agrandie as (
                update operation.ligne set quantite = ligne.quantite + ajout.quantite
                from ajout
                where ligne.operation_id = \(operation)::bigint and ligne.kit_code = ajout.kit_code
                    and ligne.kit_version = ajout.kit_version and ligne.article_code = ajout.article_code
                    and ligne.est_option = ajout.est_option and ligne.prix_du = ajout.prix_du
                    and ligne.prix_unitaire_ht_centimes is not distinct from ajout.ref_centimes
                returning ajout.rang
            ),

            ajoutee as (
                insert into operation.ligne (
                    operation_id, kit_code, kit_version, article_code, libelle, quantite, prix_unitaire_ht_centimes, prix_du, taux_tva,
                    section, eligible, compte_m57, est_option
                )
                select \(operation)::bigint, kit_code, kit_version, article_code, libelle, quantite, ref_centimes, prix_du, taux_tva,
                    section, eligible, compte_m57, est_option
                from ajout
                where rang not in (select rang from agrandie)
                order by rang
                returning ligne_id
            )

            select ((select count(*) from agrandie) + (select count(*) from ajoutee))::integer as lignes
            """)
    }

    /// Takes a whole kit out of the operation.
    public static func remove(kit code: String, from operation: ID<Projet>, in tx: Transaction) async throws -> Int {
        try await tx.execute("delete from operation.ligne where operation_id = \(operation) and kit_code = \(code)")
    }
}

extension Commande {
    /// Orders the whole operation with one supplier; refused before the receipt of the demand (R2334-24).
    public static func passer(
        _ operation: ID<Projet>, fournisseur: String, le date: LocalDate, in tx: Transaction
    ) async throws -> Commande {
        try await tx.one(
            """
            select commande_id, operation_id, numero, fournisseur, passee_le, total_ht_centimes, total_ttc_centimes
            from operation.commander(\(operation)::bigint, \(fournisseur), \(date)::date)
            """)
    }

    public static func find(of operation: ID<Projet>, in tx: Transaction) async throws -> Commande? {
        try await tx.first(
            """
            select commande_id, operation_id, numero, fournisseur, passee_le, total_ht_centimes, total_ttc_centimes
            from operation.commande where operation_id = \(operation)
            """)
    }

    /// Every order of an organisation.
    public static func all(ofOrganisation organisation: ID<Organisation>, in tx: Transaction) async throws -> [Commande] {
        try await tx.rows(
            """
            select commande_id, operation_id, numero, fournisseur, passee_le, total_ht_centimes, total_ttc_centimes
            from operation.commande where organisation_id = \(organisation) order by commande_id
            """)
    }
}
