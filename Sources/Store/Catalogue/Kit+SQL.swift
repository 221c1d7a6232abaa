public import Model
public import Postgres

/// What a visitor asks the catalogue.
public struct RechercheCatalogue: Sendable, Hashable {
    public var texte: String?
    public var besoin: String?
    /// Only kits that hold refurbished equipment.
    public var reconditionne: Bool
    public init(texte: String? = nil, besoin: String? = nil, reconditionne: Bool = false) {
        (self.texte, self.besoin, self.reconditionne) = (texte, besoin, reconditionne)
    }
}

extension KitChiffre {
    /// Kits that answer, best first, each with its lines at the prices of `date`. One statement.
    /// Words are searched in French, accents and case aside; a misspelt name is still found by its trigrams.
    public static func chercher(_ recherche: RechercheCatalogue, prixDu date: LocalDate, limite: Int = 60, in tx: Transaction) async throws -> [KitChiffre] {
        let rows: [KitRow] = try await tx.rows(
            """
            with demande as (
                select nullif(trim(\(recherche.texte)::text), '') as texte,
                    websearch_to_tsquery('public.francais', coalesce(\(recherche.texte)::text, '')) as mots
            ),

            trouve as (
                select kit.*,
                    case when demande.texte is null then 0
                        else ts_rank(kit.recherche, demande.mots) + public.similarity(public.unaccent(kit.nom), public.unaccent(demande.texte))
                    end as rang
                from catalogue.kit
                cross join demande
                where kit.est_courant
                    and (\(recherche.besoin)::text is null or kit.besoin = \(recherche.besoin)::text)
                    and (demande.texte is null or kit.recherche @@ demande.mots
                        or public.word_similarity(public.unaccent(demande.texte), public.unaccent(kit.nom)) > 0.5)
                    and (not \(recherche.reconditionne)::boolean or exists (
                        select from catalogue.kit_ligne
                        inner join catalogue.article on article.code = kit_ligne.article_code
                        where kit_ligne.kit_code = kit.code and kit_ligne.kit_version = kit.version
                            and not kit_ligne.est_option and article.etat = 'reconditionné'
                    ))
                order by rang desc, kit.code
                limit \(limite)::integer
            )

            select \(fragment: colonnes("trouve", date))
            from trouve
            order by trouve.rang desc, trouve.code
            """)
        return rows.map(\.kit)
    }

    /// The current version of one kit; nil when the code is unknown or withdrawn.
    public static func find(_ code: String, prixDu date: LocalDate, in tx: Transaction) async throws -> KitChiffre? {
        let row: KitRow? = try await tx.first(
            "select \(fragment: colonnes("kit", date)) from catalogue.kit where kit.code = \(code) and kit.est_courant")
        return row?.kit
    }

    /// The needs that current kits answer, with how many, for the filters.
    public static func besoins(in tx: Transaction) async throws -> [FacetteBesoin] {
        try await tx.rows("select besoin, count(*)::integer as nombre from catalogue.kit where est_courant group by besoin order by besoin")
    }

    /// The columns of a kit and its lines as one JSON value; `relation` is a literal of this file.
    private static func colonnes(_ relation: StaticString, _ date: LocalDate) -> SQL {
        let texte = """
            \(relation).code, \(relation).version, \(relation).nom, \(relation).phrase, \(relation).besoin, \(relation).destinataire,
            \(relation).concepteur, \(relation).licence_plans, \(relation).nature_donnee, \(relation).remarque,
            (
                select coalesce(jsonb_agg(jsonb_build_object(
                    'articleCode', article.code, 'libelle', article.libelle, 'quantite', kit_ligne.quantite, 'option', kit_ligne.est_option,
                    'prixMin', prix.min_centimes, 'prixRef', prix.ref_centimes, 'prixMax', prix.max_centimes, 'prixDu', lower(prix.periode),
                    'tauxTva', article.taux_tva::text, 'section', article.section, 'eligible', article.eligible,
                    'compteM57', article.compte_m57, 'etat', article.etat, 'familleAgec', article.famille_agec,
                    'delaiJoursOuvres', article.delai_jours_ouvres, 'garantieMois', article.garantie_mois
                ) order by kit_ligne.rang), '[]')
                from catalogue.kit_ligne
                inner join catalogue.article on article.code = kit_ligne.article_code
                left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> $1::date
                where kit_ligne.kit_code = \(relation).code and kit_ligne.kit_version = \(relation).version
            ) as lignes
            """
        return SQL(unsafe: texte, binds: [date])
    }
}

public struct FacetteBesoin: Decodable, Sendable, Hashable {
    public let besoin: String
    public let nombre: Int
}

private struct KitRow: Decodable, Sendable {
    let code: String
    let version: Int
    let nom: String
    let phrase: String
    let besoin: String
    let destinataire: String
    let concepteur: String?
    let licencePlans: String?
    let natureDonnee: String
    let remarque: String?
    let lignes: JSONB<[LigneKit]>

    var kit: KitChiffre {
        KitChiffre(
            kit: KitResume(
                code: code, version: version, nom: nom, phrase: phrase, besoin: besoin, destinataire: destinataire, concepteur: concepteur,
                licencePlans: licencePlans, natureDonnee: natureDonnee, remarque: remarque),
            lignes: lignes.value)
    }
}
