/// What a mail is about. The database holds the same words.
public enum GenreCourriel: String, Codable, Sendable, CaseIterable {
    // To the porteur: what became of the dossier.
    case depose, correction, complet
    case enInstruction = "en_instruction"
    case accepte, refuse
    case classeSansSuite = "classe_sans_suite"
    case reexamine, caduc, annule, solde
    /// To either side.
    case message
    /// To the porteur, before a date.
    case rappel
    // To who instructs.
    case nouveau, corrige
    case messageRecu = "message_recu"
    case avisRendu = "avis_rendu"
    case avisExpire = "avis_expire"
    case commence, acheve
    case rappelAgent = "rappel_agent"
    case resume
    /// To an expert, with a link of its own.
    case avisDemande = "avis_demande"
}

/// What was true when the act was done, frozen with it. Each kind of mail uses some of these; amounts are centimes HT.
public struct FaitsCourriel: Codable, Sendable, Hashable {
    public var numero: String?
    public var operation: Int64?
    public var dossier: Int64?
    /// `DETR`, as people say it.
    public var dispositif: String?
    public var dispositifNom: String?
    public var intitule: String?
    public var porteur: String?
    /// `Préfecture de l’Allier`
    public var prefecture: String?
    public var demande: Money?
    public var accorde: Money?
    public var depense: Money?
    /// The legal day of the act, Europe/Paris.
    public var le: LocalDate?
    public var motif: String?
    /// Complete by the silence of three months (R2334-23).
    public var repute: Bool?
    public var texte: String?
    public var auteur: String?
    public var attend: Bool?
    public var expert: String?
    public var sens: SensAvis?
    public var question: String?
    public var delai: LocalDate?
    /// What the link to an expert's page carries; forgotten once sent.
    public var secret: String?
    // A reminder: what falls on which day, how many days before, under which article.
    public var titre: String?
    public var echeance: LocalDate?
    public var jours: Int?
    public var explication: String?
    public var article: String?
    // The mail of the day.
    public var jour: LocalDate?
    public var nombre: Int?
    public var comptes: [String: Int]?
    public var lignes: [FaitsCourriel]?
    public var genre: GenreCourriel?

    public init() {}

    private enum CodingKeys: String, CodingKey {
        case numero, operation, dossier, dispositif
        case dispositifNom = "dispositif_nom"
        case intitule, porteur, prefecture, demande, accorde, depense, le, motif, repute, texte, auteur, attend, expert, sens, question
        case delai, secret, titre, echeance, jours, explication, article, jour, nombre, comptes, lignes, genre
    }
}
