public import Model
public import Postgres

/// An article as a list shows it; `refCentimes` nil: prix non publié.
public struct ArticleTrouve: Decodable, Sendable, Hashable {
    public let code: String
    public let libelle: String
    public let famille: String
    /// In the words of kits: what its tags serve.
    public let besoins: [String]
    public let etat: String
    public let pmr: Bool
    public let itinerant: Bool
    public let delaiJoursOuvres: Int?
    /// HT, for one unit.
    public let refCentimes: Money?
    public let tauxTva: Rate
    public let natureDonnee: String

    /// TTC, for one unit.
    public var ttc: Money? { refCentimes.map { $0 + $0.times(tauxTva) } }
}

extension ArticleTrouve {
    /// Every article offered, with its price on `date`, in the order of codes.
    public static func tous(prixDu date: LocalDate, in tx: Transaction) async throws -> [ArticleTrouve] {
        try await tx.rows(
            """
            select article.code, article.libelle, article.famille,
                array(
                    select distinct coalesce(besoin.besoin, dite.etiquette)
                    from unnest(article.besoins) as dite (etiquette)
                    left join catalogue.besoin on besoin.etiquette = dite.etiquette
                    order by 1
                ) as besoins,
                article.etat, article.pmr, 'itinérance' = any (article.besoins) as itinerant, article.delai_jours_ouvres,
                prix.ref_centimes, article.taux_tva::text as taux_tva, article.nature_donnee
            from catalogue.article
            left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
            where article.retire_le is null
            order by article.code
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
