public import Model
public import Postgres

extension LigneKit {
    /// Articles that may take the place of these, each as one unit at its price of `date`, by code: those of the same fonctions, the nearest
    /// in price first and at most `parFonction` of each. One statement, none without a fonction.
    public static func remplacants(
        de lignes: [LigneKit], prixDu date: LocalDate, parFonction: Int = 8, in tx: Transaction
    ) async throws -> [LigneKit] {
        let reperes = Dictionary(lignes.map { ($0.fonction, $0.prixRef) }) { premier, _ in premier }
        return try await remplacants(reperes, prixDu: date, parFonction: parFonction, in: tx)
    }

    /// - Parameter reperes: fonctions, with the HT price that theirs should be near.
    public static func remplacants(
        _ reperes: [String: Money?], prixDu date: LocalDate, parFonction: Int = 8, in tx: Transaction
    ) async throws -> [LigneKit] {
        let reperes = reperes.filter { !$0.key.isEmpty }
        guard !reperes.isEmpty else { return [] }
        let rows: [Row] = try await tx.rows(
            """
            with proche as (
                select article.*, prix.min_centimes, prix.ref_centimes, prix.max_centimes, lower(prix.periode) as prix_du,
                    row_number() over (
                        partition by article.fonction order by abs(prix.ref_centimes - repere.centimes) nulls last, article.code
                    ) as rang
                from jsonb_each_text(\(JSONB(reperes))) as cherche (fonction, texte)
                cross join lateral (select cherche.texte::bigint as centimes) as repere
                inner join catalogue.article on article.fonction = cherche.fonction and article.retire_le is null
                left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
            )

            select jsonb_build_object(
                'articleCode', code, 'libelle', libelle, 'quantite', 1, 'option', false, 'prixMin', min_centimes, 'prixRef', ref_centimes,
                'prixMax', max_centimes, 'prixDu', prix_du, 'tauxTva', taux_tva::text, 'section', section, 'eligible', eligible,
                'compteM57', compte_m57, 'etat', etat, 'familleAgec', famille_agec, 'delaiJoursOuvres', delai_jours_ouvres,
                'garantieMois', garantie_mois, 'fonction', fonction, 'dimensions', dimensions, 'accessibilite', accessibilite,
                'puissanceW', puissance_w, 'poidsG', poids_g, 'pmr', pmr, 'contenant', contenant, 'remplace', '{}'::text[]
            ) as ligne
            from proche
            where rang <= \(parFonction)::integer
            order by ref_centimes nulls last, code
            """)
        return rows.map(\.ligne.value)
    }

    private struct Row: Decodable, Sendable {
        let ligne: JSONB<LigneKit>
    }
}
