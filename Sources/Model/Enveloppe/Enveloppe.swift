public import Foundation

/// Where an envelope of money stands; reserved, committed and paid roll up everything below it.
public struct SituationEnveloppe: Codable, Sendable, Hashable {
    public enum Niveau: String, Codable, Sendable, CaseIterable { case programme, volet, region, departement, arrondissement }
    public let enveloppe: String
    public let parent: String?
    public let niveau: Niveau
    public let territoire: String?
    public let exercice: Int
    public let nom: String
    public let alloueCentimes: Money
    public let reserveCentimes: Money
    public let engageCentimes: Money
    public let payeCentimes: Money
    public let disponibleCentimes: Money
}

/// One posting of the ledger.
public struct Mouvement: Codable, Sendable, Hashable {
    public enum Nature: String, Codable, Sendable, CaseIterable {
        case allouer, reserver, engager, degager
        public var libelle: String {
            switch self {
            case .allouer: "Allocation"
            case .reserver: "Réservation"
            case .engager: "Engagement"
            case .degager: "Dégagement"
            }
        }
    }
    public let mouvementId: ID<Mouvement>
    public let enregistreLe: Date
    public let survenuLe: LocalDate
    public let nature: Nature
    public let enveloppe: String
    public let codeInsee: String?
    public let dossier: String?
    public let montantCentimes: Money
    public let cle: String
}
