public import Model
public import Postgres

/// An article as a list shows it; `refCentimes` nil: prix non publié.
public struct ArticleTrouve: Decodable, Sendable, Hashable {
    public let code: String
    public let libelle: String
    public let famille: String
    public let etat: String
    public let refCentimes: Money?
    public let tauxTva: Rate
    public let natureDonnee: String
}

extension ArticleTrouve {
    /// Articles that answer the words, best first, with their HT unit price on `date`. One statement.
    public static func chercher(_ texte: String, prixDu date: LocalDate, limite: Int = 24, in tx: Transaction) async throws
        -> [ArticleTrouve]
    {
        try await tx.rows(
            """
            with demande as materialized (
                select upper(\(texte)::text) as code, websearch_to_tsquery('public.francais', \(texte)::text) as mots
            ),

            trouve as (
                -- Among articles that hold the words, the shortest description says little else.
                select article.*, ts_rank(article.recherche, demande.mots, 2) as rang
                from catalogue.article
                cross join demande
                where article.retire_le is null and (article.recherche @@ demande.mots or article.code = demande.code)
                order by rang desc, article.code
                limit \(literal: limite)
            )

            select trouve.code, trouve.libelle, trouve.famille, trouve.etat, prix.ref_centimes, trouve.taux_tva::text as taux_tva,
                trouve.nature_donnee
            from trouve
            left join catalogue.article_prix as prix on prix.article_code = trouve.code and prix.periode @> \(date)::date
            order by trouve.rang desc, trouve.code
            """)
    }
}

/// Everything about one article, with its price range on a day and the kits that hold it.
public struct FicheArticle: Decodable, Sendable, Hashable {
    public let code: String
    public let libelle: String
    public let famille: String
    public let besoins: [String]
    public let etat: String
    public let unite: String
    public let minCentimes: Money?
    public let refCentimes: Money?
    public let maxCentimes: Money?
    public let prixDu: LocalDate?
    public let tauxTva: Rate
    public let cpv: String
    public let section: Section
    public let regleImputation: String
    public let eligible: Eligibilite500
    public let compteM57: String
    public let garantieMois: Int?
    public let delaiJoursOuvres: Int?
    public let dimensions: String?
    public let accessibilite: String?
    public let fonction: String?
    public let familleAgec: String?
    public let puissanceW: Int?
    public let poidsG: Int?
    public let pmr: Bool
    public let quantiteMin: Int
    public let quantiteMax: Int
    public let natureDonnee: String
    public let remarque: String?
    public let kits: [String]

    public static func find(_ code: String, prixDu date: LocalDate, in tx: Transaction) async throws -> FicheArticle? {
        try await tx.first(
            """
            select article.code, article.libelle, article.famille, article.besoins, article.etat, article.unite,
                prix.min_centimes, prix.ref_centimes, prix.max_centimes, lower(prix.periode) as prix_du,
                article.taux_tva::text as taux_tva, article.cpv, article.section, article.regle_imputation, article.eligible,
                article.compte_m57, article.garantie_mois, article.delai_jours_ouvres, article.dimensions, article.accessibilite,
                article.fonction, article.famille_agec, article.puissance_w, article.poids_g, article.pmr,
                article.quantite_min, article.quantite_max, article.nature_donnee, article.remarque,
                (
                    select coalesce(array_agg(distinct kit.code || ' ' || kit.nom), '{}')
                    from catalogue.kit_ligne
                    inner join catalogue.kit on kit.code = kit_ligne.kit_code and kit.version = kit_ligne.kit_version
                    where kit.est_courant and kit_ligne.article_code = article.code
                ) as kits
            from catalogue.article
            left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
            where article.code = \(code) and article.retire_le is null
            """)
    }
}
