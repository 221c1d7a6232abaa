public import Model
public import Postgres

/// What a visitor asks the catalogue.
public struct RechercheCatalogue: Sendable, Hashable {
    public var texte: String?
    public var besoin: String?
    /// Only kits that hold refurbished equipment.
    public var reconditionne: Bool
    /// How many of the best answers to pass over.
    public var apres: Int
    public init(texte: String? = nil, besoin: String? = nil, reconditionne: Bool = false, apres: Int = 0) {
        (self.texte, self.besoin, self.reconditionne, self.apres) = (texte, besoin, reconditionne, apres)
    }
}

extension KitChiffre {
    /// Codes of the kits that answer, best first.
    /// Words are searched in French, accents and case aside; when none answers, a misspelt name is still found by its trigrams.
    public static func codes(_ recherche: RechercheCatalogue, limite: Int, in tx: Transaction) async throws -> [String] {
        try await tx.values("with \(fragment: trouves(recherche, limite)) select code from trouve order by rang desc, code")
    }

    /// The current versions of these kits, each with its lines at the prices of `date`, in no order. No statement for no code.
    public static func all(_ codes: [String], prixDu date: LocalDate, in tx: Transaction) async throws -> [KitChiffre] {
        guard !codes.isEmpty else { return [] }
        let rows: [KitRow] = try await tx.rows(
            "select \(fragment: colonnes(date)) from catalogue.kit where kit.code = any (\(codes)::text[]) and kit.est_courant")
        return rows.map(\.kit)
    }

    /// Codes and ranks of the kits that answer. Only what is asked is written, so that each shape has its own plan.
    private static func trouves(_ recherche: RechercheCatalogue, _ limite: Int) -> SQL {
        guard let texte = recherche.texte else {
            return """
                trouve as (
                    select kit.code, 0 as rang
                    from catalogue.kit
                    where \(fragment: filtre(recherche))
                    order by kit.code
                    limit \(literal: limite) offset \(recherche.apres)::integer
                )
                """
        }
        return """
            demande as materialized (
                select \(texte)::text as texte, websearch_to_tsquery('public.francais', \(texte)::text) as mots
            ),

            exact as materialized (
                select kit.code, ts_rank(kit.recherche, demande.mots) as rang
                from catalogue.kit
                cross join demande
                where kit.recherche @@ demande.mots and \(fragment: filtre(recherche))
            ),

            proche as (
                select kit.code, public.word_similarity(public.unaccent(demande.texte), public.unaccent(kit.nom)) as rang
                from catalogue.kit
                cross join demande
                where not exists (select from exact) and \(fragment: filtre(recherche))
            ),

            trouve as (
                select code, rang from exact
                union all
                select code, rang from proche where rang > 0.5
                order by rang desc, code
                limit \(literal: limite) offset \(recherche.apres)::integer
            )
            """
    }

    private static func filtre(_ recherche: RechercheCatalogue) -> SQL {
        var filtre: SQL = "kit.est_courant"
        if let besoin = recherche.besoin { filtre = "\(fragment: filtre) and kit.besoin = \(besoin)" }
        if recherche.reconditionne {
            filtre = """
                \(fragment: filtre) and exists (
                    select from catalogue.kit_ligne
                    inner join catalogue.article on article.code = kit_ligne.article_code
                    where kit_ligne.kit_code = kit.code and kit_ligne.kit_version = kit.version
                        and not kit_ligne.est_option and article.etat = 'reconditionné'
                )
                """
        }
        return filtre
    }

    /// The current version of one kit; nil when the code is unknown or withdrawn.
    public static func find(_ code: String, prixDu date: LocalDate, in tx: Transaction) async throws -> KitChiffre? {
        let row: KitRow? = try await tx.first(
            "select \(fragment: colonnes(date)) from catalogue.kit where kit.code = \(code) and kit.est_courant")
        return row?.kit
    }

    /// The needs that current kits answer, with how many, for the filters.
    public static func besoins(in tx: Transaction) async throws -> [FacetteBesoin] {
        try await tx.rows("select besoin, count(*)::integer as nombre from catalogue.kit where est_courant group by besoin order by besoin")
    }

    /// The columns of a kit and its lines as one JSON value.
    private static func colonnes(_ date: LocalDate) -> SQL {
        """
        kit.code, kit.version, kit.nom, kit.phrase, kit.besoin, kit.destinataire, kit.concepteur, kit.licence_plans,
        kit.fabrication, kit.itinerant, kit.nature_donnee, kit.remarque,
        (
            select coalesce(jsonb_agg(jsonb_build_object(
                'articleCode', article.code, 'libelle', article.libelle, 'quantite', kit_ligne.quantite, 'option', kit_ligne.est_option,
                'prixMin', prix.min_centimes, 'prixRef', prix.ref_centimes, 'prixMax', prix.max_centimes, 'prixDu', lower(prix.periode),
                'tauxTva', article.taux_tva::text, 'section', article.section, 'eligible', article.eligible,
                'compteM57', article.compte_m57, 'etat', article.etat, 'familleAgec', article.famille_agec,
                'delaiJoursOuvres', article.delai_jours_ouvres, 'garantieMois', article.garantie_mois,
                'fonction', coalesce(article.fonction, ''), 'dimensions', article.dimensions, 'accessibilite', article.accessibilite,
                'puissanceW', article.puissance_w, 'poidsG', article.poids_g, 'pmr', article.pmr, 'contenant', article.contenant,
                'remplace', kit_ligne.remplace
            ) order by kit_ligne.rang), '[]')
            from catalogue.kit_ligne
            inner join catalogue.article on article.code = kit_ligne.article_code
            left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
            where kit_ligne.kit_code = kit.code and kit_ligne.kit_version = kit.version
        ) as lignes
        """
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
    let fabrication: String?
    let itinerant: Bool
    let natureDonnee: String
    let remarque: String?
    let lignes: JSONB<[LigneKit]>

    var kit: KitChiffre {
        KitChiffre(
            kit: KitResume(
                code: code, version: version, nom: nom, phrase: phrase, besoin: besoin, destinataire: destinataire, concepteur: concepteur,
                licencePlans: licencePlans, fabrication: fabrication, itinerant: itinerant, natureDonnee: natureDonnee, remarque: remarque),
            lignes: lignes.value)
    }
}
