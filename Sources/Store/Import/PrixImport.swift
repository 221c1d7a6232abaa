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
    /// Every price of every article, in the order of days.
    static func tous(in tx: Transaction) async throws -> [String: [Tarif]] {
        let rows: [Row] = try await tx.rows(
            """
            select article_code, lower(periode) as du, upper(periode) - 1 as au, min_centimes, ref_centimes, max_centimes, source
            from catalogue.article_prix
            order by article_code, periode
            """)
        return Dictionary(grouping: rows, by: \.articleCode).mapValues { $0.map(\.tarif) }
    }

    /// Gives these articles these prices, and no other. Rows that do not change are left alone; the others are removed before any is added,
    /// since no two may overlap at any moment.
    /// - Returns: how many rows were added or removed, a replaced one counted once.
    static func remplacer(_ prix: [(code: String, tarifs: [Tarif])], in tx: Transaction) async throws -> Int {
        let voulus = try recordset(prix.flatMap { prix in prix.tarifs.map { Row(articleCode: prix.code, $0) } })
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

    private struct Row: Codable, Sendable {
        let articleCode: String
        let du: LocalDate
        let au: LocalDate?
        let minCentimes: Money
        let refCentimes: Money
        let maxCentimes: Money
        let source: String?

        init(articleCode: String, _ prix: Tarif) {
            (self.articleCode, du, au, source) = (articleCode, prix.du, prix.au, prix.source)
            (minCentimes, refCentimes, maxCentimes) = (prix.prix.min, prix.prix.ref, prix.prix.max)
        }

        var tarif: Tarif {
            Tarif(du: du, au: au, prix: Prix(min: minCentimes, ref: refCentimes, max: maxCentimes), source: source)
        }
    }
}
