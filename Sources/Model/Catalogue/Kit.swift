/// A designer-made set of articles, in versions: an old dossier still prints the version it was built from.
public struct Kit: Codable, Sendable, Hashable, Identifiable {
    public struct Ligne: Codable, Sendable, Hashable {
        public let article: String
        public let quantite: Int
        public let option: Bool
        /// Base articles that this option takes the place of.
        public let remplace: [String]
        public init(article: String, quantite: Int, option: Bool, remplace: [String] = []) {
            (self.article, self.quantite, self.option, self.remplace) = (article, quantite, option, remplace)
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
    /// How to have it made near home, when its plans are open.
    public let fabrication: String?
    /// Made to be carried from place to place.
    public let itinerant: Bool
    public let natureDonnee: String
    public let remarque: String?
    public let lignes: [Ligne]

    public var id: String { code }

    public init(
        code: String, version: Int, nom: String, phrase: String, besoin: String, destinataire: String, concepteur: String?,
        licencePlans: String?, fabrication: String? = nil, itinerant: Bool = false, natureDonnee: String, remarque: String?, lignes: [Ligne]
    ) {
        (self.code, self.version, self.nom, self.phrase, self.besoin) = (code, version, nom, phrase, besoin)
        (self.destinataire, self.concepteur, self.licencePlans) = (destinataire, concepteur, licencePlans)
        (self.fabrication, self.itinerant) = (fabrication, itinerant)
        (self.natureDonnee, self.remarque, self.lignes) = (natureDonnee, remarque, lignes)
    }
}
