/// A dossier that was opened on the platform by a pre-fill.
public struct Preremplissage: Codable, Sendable, Hashable {
    /// `prefilled` until somebody opens it, then the platform's own states; `detruit` once it answers nothing about it.
    public enum Etat: String, Codable, Sendable, CaseIterable {
        case prefilled, brouillon, detruit, accepte, refuse
        case enConstruction = "en_construction"
        case enInstruction = "en_instruction"
        case sansSuite = "sans_suite"

        public var libelle: String {
            switch self {
            case .prefilled: "Prérempli, pas encore ouvert"
            case .brouillon: "Ouvert, en brouillon"
            case .detruit: "Détruit"
            case .enConstruction: "Déposé"
            case .enInstruction: "En instruction"
            case .accepte: "Accepté"
            case .refuse: "Refusé"
            case .sansSuite: "Classé sans suite"
            }
        }
    }

    public let preremplissageId: ID<Preremplissage>
    public let dossierId: ID<Dossier>
    public let demarche: String
    public let demarcheNumero: Int
    public let adresse: String?
    public let numero: Int64
    public let jeton: String
    public let etat: Etat
    public let creeLe: LocalDate
    /// Last day to open it.
    public let expireLe: LocalDate
    public let verifieLe: LocalDate

    public init(
        preremplissageId: ID<Preremplissage>, dossierId: ID<Dossier>, demarche: String, demarcheNumero: Int, adresse: String?,
        numero: Int64,
        jeton: String, etat: Etat, creeLe: LocalDate, expireLe: LocalDate, verifieLe: LocalDate
    ) {
        (self.preremplissageId, self.dossierId, self.demarche) = (preremplissageId, dossierId, demarche)
        (self.demarcheNumero, self.adresse, self.numero, self.jeton) = (demarcheNumero, adresse, numero, jeton)
        (self.etat, self.creeLe, self.expireLe, self.verifieLe) = (etat, creeLe, expireLe, verifieLe)
    }
}
