public import Model

/// What one would buy, and what each piece is for.
public struct PanierPropose: Sendable, Hashable {
    public struct LigneKits: Sendable, Hashable {
        public let kit: KitChiffre
        public let quantite: Int
        public init(kit: KitChiffre, quantite: Int) { (self.kit, self.quantite) = (kit, quantite) }
    }

    public struct LigneArticle: Sendable, Hashable {
        public let article: ArticleOffert
        public let quantite: Int
        public init(article: ArticleOffert, quantite: Int) { (self.article, self.quantite) = (article, quantite) }
    }

    /// Pieces of an article, wherever they come from, that meet a need or go with a machine that wants them.
    public struct Service: Sendable, Hashable {
        public let article: String
        public let besoin: String
        public let quantite: Int
        public init(article: String, besoin: String, quantite: Int) {
            (self.article, self.besoin, self.quantite) = (article, besoin, quantite)
        }
    }

    public var kits: [LigneKits]
    public var articles: [LigneArticle]
    public var services: [Service]

    public init(kits: [LigneKits], articles: [LigneArticle], services: [Service]) {
        (self.kits, self.articles, self.services) = (kits, articles, services)
    }

    public var estVide: Bool { kits.isEmpty && articles.isEmpty }

    /// The lines that the planner reads, small equipment still running cost.
    public var lignes: [LignePlan] {
        kits.flatMap { $0.kit.lignesPlan(quantite: $0.quantite) } + articles.map { $0.article.lignePlan(quantite: $0.quantite) }
    }

    public var totalHT: Money { lignes.map(\.totalHT).sum() }
    public var totalTTC: Money { lignes.map(\.totalTTC).sum() }
}
