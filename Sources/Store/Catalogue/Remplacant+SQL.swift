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
                select article.code,
                    row_number() over (
                        partition by article.fonction order by abs(prix.ref_centimes - repere.centimes) nulls last, article.code
                    ) as rang
                from jsonb_each_text(\(JSONB(reperes))) as cherche (fonction, texte)
                cross join lateral (select cherche.texte::bigint as centimes) as repere
                inner join catalogue.article on article.fonction = cherche.fonction and article.retire_le is null
                left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
            )

            select \(fragment: objet) || jsonb_build_object('quantite', 1, 'option', false, 'remplace', '{}'::text[]) as ligne
            from proche
            inner join catalogue.article using (code)
            left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
            where proche.rang <= \(parFonction)::integer
            order by prix.ref_centimes nulls last, article.code
            """)
        return rows.map(\.ligne.value)
    }

    private struct Row: Decodable, Sendable {
        let ligne: JSONB<LigneKit>
    }
}
