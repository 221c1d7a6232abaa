/// The words of a délibération, as the mairie reworked them. Its tables and lists stay those of the plan: they follow the article of the
/// same rank.
public struct DeliberationRedigee: Codable, Sendable, Hashable {
    public var objet: String
    /// Paragraphs are separated by a blank line.
    public var expose: String
    public var visas: String
    public var considerants: String
    /// In order; those of the plan first, then what the mairie adds.
    public var articles: [String]

    public init(objet: String, expose: String, visas: String, considerants: String, articles: [String]) {
        (self.objet, self.expose, self.visas) = (objet, expose, visas)
        (self.considerants, self.articles) = (considerants, articles)
    }
}
