public import Model
public import Postgres

extension LigneProjet {
    /// Puts an article of the catalogue in the operation, outside any kit, at the price in force on `date`; chosen again, its line grows and
    /// keeps the price of the first day. The database refuses a quantity outside the article's bounds (`ligne_quantite_article`).
    /// - Returns: 1, or 0 when the article is unknown or withdrawn.
    public static func add(
        article code: String, quantite: Int, prixDu date: LocalDate, to operation: ID<Projet>, in tx: Transaction
    ) async throws -> Int {
        try await tx.value(
            """
            with ajout as (
                select article.code, article.libelle, prix.ref_centimes, coalesce(lower(prix.periode), \(date)::date) as prix_du,
                    article.taux_tva, article.section, article.eligible, article.compte_m57
                from catalogue.article
                left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
                where article.code = \(code) and article.retire_le is null
            ),

            agrandie as (
                update operation.ligne set quantite = ligne.quantite + \(quantite)::integer
                from ajout
                where ligne.operation_id = \(operation)::bigint and ligne.kit_code is null and ligne.article_code = ajout.code
                returning ligne.ligne_id
            ),

            ajoutee as (
                insert into operation.ligne (
                    operation_id, article_code, libelle, quantite, prix_unitaire_ht_centimes, prix_du, taux_tva, section, eligible, compte_m57
                )
                select \(operation)::bigint, code, libelle, \(quantite)::integer, ref_centimes, prix_du, taux_tva, section, eligible, compte_m57
                from ajout
                where not exists (select from agrandie)
                returning ligne_id
            )

            select ((select count(*) from agrandie) + (select count(*) from ajoutee))::integer as lignes
            """)
    }

    /// Sets the quantity of a line that no kit holds.
    /// - Returns: false when the operation has no such line, or is not hers.
    public static func regler(_ ligne: ID<LigneProjet>, quantite: Int, of operation: ID<Projet>, in tx: Transaction) async throws -> Bool {
        try await tx.execute(
            """
            update operation.ligne set quantite = \(quantite)::integer
            where ligne_id = \(ligne) and operation_id = \(operation) and kit_code is null
            """) == 1
    }

    /// Takes one line out, whatever brought it.
    public static func remove(_ ligne: ID<LigneProjet>, from operation: ID<Projet>, in tx: Transaction) async throws -> Int {
        try await tx.execute("delete from operation.ligne where ligne_id = \(ligne) and operation_id = \(operation)")
    }

    /// Brings the lines that follow the catalogue to the prices of `date`.
    /// - Returns: how many changed.
    public static func actualiser(_ operation: ID<Projet>, prixDu date: LocalDate, in tx: Transaction) async throws -> Int {
        try await tx.execute(
            """
            update operation.ligne set prix_unitaire_ht_centimes = prix.ref_centimes, prix_du = lower(prix.periode)
            from catalogue.article_prix as prix
            where ligne.operation_id = \(operation) and ligne.prix_origine = 'catalogue'
                and prix.article_code = ligne.article_code and prix.periode @> \(date)::date
                and (ligne.prix_unitaire_ht_centimes, ligne.prix_du) is distinct from (prix.ref_centimes, lower(prix.periode))
            """)
    }
}

extension FaitsLigne {
    /// What the catalogue says, on `date`, of the articles of an operation. One statement; free lines have no facts.
    public static func all(of operation: ID<Projet>, prixDu date: LocalDate, in tx: Transaction) async throws -> [FaitsLigne] {
        try await tx.rows(
            """
            select ligne.ligne_id, article.fonction, fonction.nom as fonction_nom, coalesce(fonction.un_suffit, false) as un_suffit,
                article.poids_g, (article.contenant ->> 'places')::integer as contenant_places,
                array(select jsonb_array_elements_text(article.contenant -> 'fonctions')) as contenant_fonctions,
                (article.contenant ->> 'poids_max_g')::integer as contenant_poids_max_g, article.quantite_min, article.quantite_max,
                article.retire_le is not null as est_retire, prix.ref_centimes as prix_actuel_centimes, lower(prix.periode) as prix_actuel_du,
                exists (
                    select from catalogue.article as autre
                    where autre.fonction = article.fonction and autre.code <> article.code and autre.retire_le is null
                        and autre.code is distinct from ligne.remplace_article
                ) as est_remplacable
            from operation.ligne
            inner join catalogue.article on article.code = ligne.article_code
            left join catalogue.fonction on fonction.code = article.fonction
            left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
            where ligne.operation_id = \(operation)
            order by ligne.ligne_id
            """)
    }
}
