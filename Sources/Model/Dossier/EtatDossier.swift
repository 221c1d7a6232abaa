/// Where a dossier stands, in the words that agents already use (ANCHORS §4). The database holds the same codes, and says which passages
/// from one to another exist (`financement.transition`).
public enum EtatDossier: String, Codable, Sendable, CaseIterable {
    case brouillon
    /// In the passages only: what is deposited is received at once.
    case depose
    case recu
    case aCorriger = "a_corriger"
    case complet
    case enInstruction = "en_instruction"
    case avis, programme, accepte, refuse
    case classeSansSuite = "classe_sans_suite"
    case notifie, commence, acheve, solde, caduc, annule

    public var libelle: String {
        switch self {
        case .brouillon: "Brouillon"
        case .depose: "Déposé"
        case .recu: "Enregistré"
        case .aCorriger: "Correction demandée"
        case .complet: "Complet"
        case .enInstruction: "En instruction"
        case .avis: "Avis demandé"
        case .programme: "Accepté provisoirement"
        case .accepte: "Accepté"
        case .refuse: "Refusé"
        case .classeSansSuite: "Classé sans suite"
        case .notifie: "Notifié"
        case .commence: "Commencé"
        case .acheve: "Achevé"
        case .solde: "Soldé"
        case .caduc: "Caduc"
        case .annule: "Annulé"
        }
    }

    /// The préfecture still has something to decide.
    public var attendInstruction: Bool { self == .recu || attendDecision }
    /// Complete, and not decided: it may be granted, refused or dismissed, once its opinion has come.
    public var attendDecision: Bool { [.complet, .enInstruction, .avis, .programme].contains(self) }
    /// The grant stands, whatever was done with it since.
    public var estAccorde: Bool { [.accepte, .notifie, .commence, .acheve, .solde].contains(self) }
    public var estDecide: Bool { estAccorde || [.refuse, .classeSansSuite, .caduc, .annule].contains(self) }
    /// Nobody waits for money from it any more.
    public var estSansSuite: Bool { [.refuse, .classeSansSuite, .caduc, .annule].contains(self) }
}
