public import Model
public import Postgres

/// An article that may take the place of a line's, with its unit price HT of a day; `refCentimes` nil: sur devis.
public struct Remplacant: Decodable, Sendable, Hashable {
    public let code: String
    public let libelle: String
    public let etat: String
    public let refCentimes: Money?
    public let tauxTva: Rate
    public let section: Section
    public let eligible: Eligibilite500
    public let garantieMois: Int?
    public let delaiJoursOuvres: Int?
    public let natureDonnee: String

    /// The articles of the same fonction that are at the catalogue, the cheapest first.
    public static func all(of ligne: ID<LigneProjet>, prixDu date: LocalDate, in tx: Transaction) async throws -> [Remplacant] {
        try await tx.rows(
            """
            select autre.code, autre.libelle, autre.etat, prix.ref_centimes, autre.taux_tva::text as taux_tva, autre.section,
                autre.eligible, autre.garantie_mois, autre.delai_jours_ouvres, autre.nature_donnee
            from operation.ligne
            inner join catalogue.article on article.code = ligne.article_code
            inner join catalogue.article as autre on autre.fonction = article.fonction
            left join catalogue.article_prix as prix on prix.article_code = autre.code and prix.periode @> \(date)::date
            where ligne.ligne_id = \(ligne) and autre.retire_le is null and autre.code <> article.code
                and autre.code is distinct from ligne.remplace_article
            order by prix.ref_centimes nulls last, autre.code
            """)
    }
}

extension LigneProjet {
    /// Puts another article of the same fonction in the place of a line's, at the price of `date`; what was there first is kept for the undo.
    /// The database refuses another fonction (`ligne_fonction`) and a reason too short (`ligne_motif`).
    /// - Returns: false when the operation has no such line, or the catalogue no such article.
    public static func remplacer(
        _ ligne: ID<LigneProjet>, par article: String, motif: String, prixDu date: LocalDate, of operation: ID<Projet>, in tx: Transaction
    ) async throws -> Bool {
        try await tx.execute(
            """
            update operation.ligne set
                article_code = neuf.code, libelle = neuf.libelle, prix_unitaire_ht_centimes = neuf.ref_centimes, prix_du = neuf.prix_du,
                prix_origine = 'catalogue', taux_tva = neuf.taux_tva, section = neuf.section, eligible = neuf.eligible,
                compte_m57 = neuf.compte_m57, motif = \(motif)::text,
                remplace_article = coalesce(ligne.remplace_article, ligne.article_code),
                remplace_prix_centimes = case when ligne.remplace_article is null then ligne.prix_unitaire_ht_centimes
                    else ligne.remplace_prix_centimes end,
                remplace_prix_du = coalesce(ligne.remplace_prix_du, ligne.prix_du)
            from (
                select article.*, prix.ref_centimes, coalesce(lower(prix.periode), \(date)::date) as prix_du
                from catalogue.article
                left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
                where article.code = \(article) and article.retire_le is null
            ) as neuf
            where ligne.ligne_id = \(ligne) and ligne.operation_id = \(operation) and ligne.article_code is not null
            """) == 1
    }

    /// Undoes a substitution: the article that was there, at the price it had.
    /// - Returns: false when there is nothing to undo.
    public static func retablir(_ ligne: ID<LigneProjet>, of operation: ID<Projet>, in tx: Transaction) async throws -> Bool {
        try await tx.execute(
            """
            update operation.ligne set
                article_code = ancien.code, libelle = ancien.libelle, prix_unitaire_ht_centimes = ligne.remplace_prix_centimes,
                prix_du = ligne.remplace_prix_du, prix_origine = 'catalogue', taux_tva = ancien.taux_tva, section = ancien.section,
                eligible = ancien.eligible, compte_m57 = ancien.compte_m57, motif = null, remplace_article = null,
                remplace_prix_centimes = null, remplace_prix_du = null
            from catalogue.article as ancien
            where ligne.ligne_id = \(ligne) and ligne.operation_id = \(operation) and ancien.code = ligne.remplace_article
            """) == 1
    }
}
