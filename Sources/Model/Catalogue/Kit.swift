/// A designer-made set of articles, in versions: an old dossier still prints the version it was built from.
public struct Kit: Codable, Sendable, Hashable, Identifiable {
    public struct Ligne: Codable, Sendable, Hashable {
        public let article: String
        public let quantite: Int
        public let option: Bool
        public init(article: String, quantite: Int, option: Bool) {
            (self.article, self.quantite, self.option) = (article, quantite, option)
        }
    }

    public let code: String
    public let version: Int
    public let nom: String
    /// What it is for, in one sentence.
    public let phrase: String
    public let besoin: String
    public let destinataire: String
    public let concepteur: String?
    public let licencePlans: String?
    public let natureDonnee: String
    public let remarque: String?
    public let lignes: [Ligne]

    public var id: String { code }

    public init(
        code: String, version: Int, nom: String, phrase: String, besoin: String, destinataire: String, concepteur: String?,
        licencePlans: String?, natureDonnee: String, remarque: String?, lignes: [Ligne]
    ) {
        (self.code, self.version, self.nom, self.phrase, self.besoin) = (code, version, nom, phrase, besoin)
        (self.destinataire, self.concepteur, self.licencePlans) = (destinataire, concepteur, licencePlans)
        (self.natureDonnee, self.remarque, self.lignes) = (natureDonnee, remarque, lignes)
    }
}
