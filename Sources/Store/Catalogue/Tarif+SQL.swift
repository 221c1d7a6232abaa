public import Model
public import Postgres

extension Tarif {
    /// Every price of an article, HT for one unit, the latest first.
    public static func all(article code: String, in tx: Transaction) async throws -> [Tarif] {
        let rows: [LigneDePrix] = try await tx.rows(
            """
            select article_code, lower(periode) as du, upper(periode) - 1 as au, min_centimes, ref_centimes, max_centimes, source
            from catalogue.article_prix where article_code = \(code) order by periode desc
            """)
        return rows.map(\.tarif)
    }

    /// Every price of every article, in the order of days.
    static func tous(in tx: Transaction) async throws -> [String: [Tarif]] {
        let rows: [LigneDePrix] = try await tx.rows(
            """
            select article_code, lower(periode) as du, upper(periode) - 1 as au, min_centimes, ref_centimes, max_centimes, source
            from catalogue.article_prix
            order by article_code, periode
            """)
        return Dictionary(grouping: rows, by: \.articleCode).mapValues { $0.map(\.tarif) }
    }
}

/// A row of `catalogue.article_prix`.
struct LigneDePrix: Codable, Sendable {
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
