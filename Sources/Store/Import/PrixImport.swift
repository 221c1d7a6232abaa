import Model
import Postgres

extension Catalogue {
    /// Brings the prices to those of the files; what the files do not decide stays (`Article.tarifs(apres:)`).
    func importPrix(in tx: Transaction) async throws -> Int {
        let connus = try await Tarif.tous(in: tx)
        let changes = articles.compactMap { article -> (code: String, tarifs: [Tarif])? in
            let avant = connus[article.code] ?? []
            let apres = article.tarifs(apres: avant)
            return apres == avant ? nil : (article.code, apres)
        }
        guard !changes.isEmpty else { return 0 }
        return try await Tarif.remplacer(changes, in: tx)
    }
}

extension Tarif {
    /// Gives these articles these prices, and no other. Rows that do not change are left alone; the others are removed before any is added,
    /// since no two may overlap at any moment.
    /// - Returns: how many rows were added or removed, a replaced one counted once.
    static func remplacer(_ prix: [(code: String, tarifs: [Tarif])], in tx: Transaction) async throws -> Int {
        let voulus = try recordset(prix.flatMap { prix in prix.tarifs.map { LigneDePrix(articleCode: prix.code, $0) } })
        let retires = try await tx.execute(
            """
            delete from catalogue.article_prix as cible
            where cible.article_code = any (\(prix.map(\.code))::text[]) and not exists (
                select from jsonb_to_recordset(\(voulus)::jsonb) as lu (
                    article_code text, du date, au date, min_centimes bigint, ref_centimes bigint, max_centimes bigint, source text
                )
                where lu.article_code = cible.article_code and daterange(lu.du, lu.au + 1) = cible.periode
                    and (lu.min_centimes, lu.ref_centimes, lu.max_centimes, lu.source)
                    is not distinct from (cible.min_centimes, cible.ref_centimes, cible.max_centimes, cible.source)
            )
            """)
        let ajoutes = try await tx.execute(
            """
            insert into catalogue.article_prix (article_code, periode, min_centimes, ref_centimes, max_centimes, source)
            select lu.article_code, daterange(lu.du, lu.au + 1), lu.min_centimes, lu.ref_centimes, lu.max_centimes, lu.source
            from jsonb_to_recordset(\(voulus)::jsonb) as lu (
                article_code text, du date, au date, min_centimes bigint, ref_centimes bigint, max_centimes bigint, source text
            )
            where not exists (
                select from catalogue.article_prix as cible
                where cible.article_code = lu.article_code and cible.periode = daterange(lu.du, lu.au + 1)
            )
            """)
        return max(retires, ajoutes)
    }
}
