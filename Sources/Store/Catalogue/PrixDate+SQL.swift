public import Model
public import Postgres

/// A price of an article and the day it began, HT, for one unit.
public struct PrixDate: Decodable, Sendable, Hashable {
    public let du: LocalDate
    public let minCentimes: Money
    public let refCentimes: Money
    public let maxCentimes: Money

    /// Every price of an article, the latest first.
    public static func all(article code: String, in tx: Transaction) async throws -> [PrixDate] {
        try await tx.rows(
            """
            select lower(periode) as du, min_centimes, ref_centimes, max_centimes
            from catalogue.article_prix where article_code = \(code) order by periode desc
            """)
    }
}
