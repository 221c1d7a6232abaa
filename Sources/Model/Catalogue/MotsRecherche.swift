/// How people say what the catalogue says otherwise.
public struct MotsRecherche: Codable, Sendable, Hashable {
    /// Words that are typed, with what they mean. The same words may come several times: what they mean adds up.
    public struct Expression: Codable, Sendable, Hashable {
        public let terme: String
        /// What finds the same things.
        public let equivalents: [String]
        /// What it may mean, when it has several senses: each is shown first.
        public let sens: [Sens]
        /// The help that it leads to, above what is for sale.
        public let page: PageAide?
        /// Said in every request, it chooses nothing.
        public let estVide: Bool
        public init(terme: String, equivalents: [String] = [], sens: [Sens] = [], page: PageAide? = nil, estVide: Bool = false) {
            (self.terme, self.equivalents, self.sens, self.page, self.estVide) = (terme, equivalents, sens, page, estVide)
        }
    }

    /// One sense of an expression: what it is, in a few words, and the kit or the article that it designates.
    public struct Sens: Codable, Sendable, Hashable {
        public let nom: String
        public let code: String
        public init(nom: String, code: String) { (self.nom, self.code) = (nom, code) }
    }

    /// A tag of articles and the need of kits that it serves.
    public struct Besoin: Codable, Sendable, Hashable {
        public let etiquette: String
        public let besoin: String
        public init(etiquette: String, besoin: String) { (self.etiquette, self.besoin) = (etiquette, besoin) }
    }

    public let expressions: [Expression]
    public let besoins: [Besoin]
    public init(expressions: [Expression] = [], besoins: [Besoin] = []) { (self.expressions, self.besoins) = (expressions, besoins) }
}

/// Pages of help that a search may lead to: what they are about is not for sale.
public enum PageAide: String, Codable, Sendable, CaseIterable {
    case aidantsConnect = "aidants-connect"
}
