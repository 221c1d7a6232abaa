/// Everything that `Catalog/` says but the territory: what can be bought, by whom it may be paid, under which rules.
public struct Catalogue: Sendable {
    /// Families in alphabetical order, then as their file gives them.
    public let articles: [Article]
    /// In the order of their file.
    public let fonctions: [Fonction]
    public let kits: [Kit]
    public let referentiel: Referentiel
    public let pieces: [PieceExigee]
    public let programmes: [ProgrammeEnveloppes]
    /// The register of rules, by chapter.
    public let droit: [Regle]
    /// The words of the search.
    public let motsRecherche: MotsRecherche
    /// Where `kits/CODE.yaml` says the version of each kit: what a refusal of the import points to. Empty when no file was read.
    public let lignesVersion: [String: Int]
    /// What the assistant asks; nil in a catalogue without it.
    public let questionnaire: Questionnaire?
    /// Every version of every application form.
    public let formulaires: [FormulaireDemande]
    /// The forms of Démarche numérique.
    public let demarches: [Demarche]
    private let articleByCode: [String: Article]
    private let kitByCode: [String: Kit]

    public init(
        articles: [Article], fonctions: [Fonction] = [], kits: [Kit], referentiel: Referentiel, pieces: [PieceExigee],
        programmes: [ProgrammeEnveloppes],
        droit: [Regle] = [], motsRecherche: MotsRecherche = .init(), lignesVersion: [String: Int] = [:],
        questionnaire: Questionnaire? = nil, formulaires: [FormulaireDemande] = [], demarches: [Demarche] = []
    ) {
        (self.articles, self.fonctions, self.kits, self.referentiel) = (articles, fonctions, kits, referentiel)
        (self.pieces, self.programmes, self.droit, self.motsRecherche) = (pieces, programmes, droit, motsRecherche)
        (self.lignesVersion, self.questionnaire) = (lignesVersion, questionnaire)
        (self.formulaires, self.demarches) = (formulaires, demarches)
        articleByCode = Dictionary(articles.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        kitByCode = Dictionary(kits.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func article(_ code: String) -> Article? { articleByCode[code] }
    public func kit(_ code: String) -> Kit? { kitByCode[code] }
}
