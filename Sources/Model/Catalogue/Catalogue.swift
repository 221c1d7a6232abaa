/// Everything that `Catalog/` says but the territory: what can be bought, by whom it may be paid, under which rules.
public struct Catalogue: Sendable {
    /// Families in alphabetical order, then as their file gives them.
    public let articles: [Article]
    public let kits: [Kit]
    public let referentiel: Referentiel
    public let pieces: [PieceExigee]
    public let programmes: [ProgrammeEnveloppes]
    /// The register of rules, by chapter.
    public let droit: [Regle]
    private let articleByCode: [String: Article]
    private let kitByCode: [String: Kit]

    public init(
        articles: [Article], kits: [Kit], referentiel: Referentiel, pieces: [PieceExigee], programmes: [ProgrammeEnveloppes],
        droit: [Regle] = []
    ) {
        (self.articles, self.kits, self.referentiel, self.pieces) = (articles, kits, referentiel, pieces)
        (self.programmes, self.droit) = (programmes, droit)
        articleByCode = Dictionary(articles.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        kitByCode = Dictionary(kits.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func article(_ code: String) -> Article? { articleByCode[code] }
    public func kit(_ code: String) -> Kit? { kitByCode[code] }
}
