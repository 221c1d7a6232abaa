public import Model
public import Postgres

extension KitChiffre {
    /// The current version of every kit, each with its lines at the prices of `date`, in the order of codes.
    public static func tous(prixDu date: LocalDate, in tx: Transaction) async throws -> [KitChiffre] {
        let rows: [KitRow] = try await tx.rows(
            "select \(fragment: colonnes(date)) from catalogue.kit where kit.est_courant order by kit.code")
        return rows.map(\.kit)
    }

    /// The current version of one kit; nil when the code is unknown or withdrawn.
    public static func find(_ code: String, prixDu date: LocalDate, in tx: Transaction) async throws -> KitChiffre? {
        let row: KitRow? = try await tx.first(
            "select \(fragment: colonnes(date)) from catalogue.kit where kit.code = \(code) and kit.est_courant")
        return row?.kit
    }

    /// The columns of a kit and its lines as one JSON value.
    private static func colonnes(_ date: LocalDate) -> SQL {
        """
        kit.code, kit.version, kit.nom, kit.phrase, kit.besoin, kit.destinataire, kit.concepteur, kit.licence_plans,
        kit.fabrication, kit.itinerant, kit.nature_donnee, kit.remarque,
        (
            select coalesce(jsonb_agg(
                \(fragment: LigneKit.objet) || jsonb_build_object(
                    'quantite', kit_ligne.quantite, 'option', kit_ligne.est_option, 'remplace', kit_ligne.remplace
                ) order by kit_ligne.rang
            ), '[]')
            from catalogue.kit_ligne
            inner join catalogue.article on article.code = kit_ligne.article_code
            left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
            where kit_ligne.kit_code = kit.code and kit_ligne.kit_version = kit.version
        ) as lignes
        """
    }
}

extension LigneKit {
    /// What an `article` and its `prix` of a day say of a line, as JSON: all but how many, whether it is an option and what it replaces.
    static let objet: SQL = """
        jsonb_build_object(
            'articleCode', article.code, 'libelle', article.libelle, 'prixMin', prix.min_centimes, 'prixRef', prix.ref_centimes,
            'prixMax', prix.max_centimes, 'prixDu', lower(prix.periode), 'tauxTva', article.taux_tva::text, 'section', article.section,
            'eligible', article.eligible, 'compteM57', article.compte_m57, 'etat', article.etat, 'familleAgec', article.famille_agec,
            'delaiJoursOuvres', article.delai_jours_ouvres, 'garantieMois', article.garantie_mois,
            'fonction', coalesce(article.fonction, ''), 'dimensions', article.dimensions, 'accessibilite', article.accessibilite,
            'puissanceW', article.puissance_w, 'poidsG', article.poids_g, 'pmr', article.pmr, 'contenant', article.contenant
        )
        """
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
