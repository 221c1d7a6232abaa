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
    /// AE given back too late to be used again, or left when the exercice closed.
    public let retireCentimes: Money
    /// Service fait: certified, paid or to be paid.
    public let liquideCentimes: Money
    /// CP allocated: what may be paid in the year.
    public let cpCentimes: Money
    public let clotureLe: LocalDate?

    /// Restes à payer.
    public var resteAPayer: Money { engageCentimes - payeCentimes }
}

/// One posting of the ledger.
public struct Mouvement: Codable, Sendable, Hashable {
    public enum Nature: String, Codable, Sendable, CaseIterable {
        case allouer
        case allouerCP = "allouer_cp"
        case transferer, reporter, cloturer, reserver, engager, degager, liquider, payer, reverser, annuler
        public var libelle: String {
            switch self {
            case .allouer: "Allocation"
            case .allouerCP: "Allocation de CP"
            case .transferer: "Transfert"
            case .reporter: "Report"
            case .cloturer: "Clôture"
            case .reserver: "Réservation"
            case .engager: "Engagement"
            case .degager: "Dégagement"
            case .liquider: "Service fait"
            case .payer: "Paiement"
            case .reverser: "Reversement"
            case .annuler: "Annulation"
            }
        }
    }
    public let mouvementId: ID<Mouvement>
    public let enregistreLe: Date
    public let survenuLe: LocalDate
    public let nature: Nature
    public let enveloppe: String
    public let codeInsee: String?
    public let commune: String?
    public let dossier: String?
    /// The dossier's key, when who asks may read it.
    public let dossierId: ID<Dossier>?
    public let montantCentimes: Money
    public let cle: String
}

/// What one commune takes of one envelope. `alloueCentimes` is its share by population: an indicator, never an entitlement.
public struct ConsommationCommune: Codable, Sendable, Hashable {
    public let codeInsee: String
    public let commune: String
    public let alloueCentimes: Money
    /// Asked by the dossiers deposited and not yet decided.
    public let demandeCentimes: Money
    public let reserveCentimes: Money
    public let engageCentimes: Money
    public let payeCentimes: Money
}

/// The envelope that a département draws on for one dispositif; what is reserved, committed and paid is its own.
public struct EnveloppeDepartement: Codable, Sendable, Hashable {
    /// When the money of a demand is set aside: once complete (first come), or once programmed (arbitrated).
    public enum Reserve: String, Codable, Sendable, CaseIterable { case complet, programme }
    public let enveloppe: String
    public let nom: String
    public let dispositif: String
    public let exercice: Int
    public let alloueCentimes: Money
    public let reserveCentimes: Money
    public let engageCentimes: Money
    public let payeCentimes: Money
    public let reserveDes: Reserve
    public let retireCentimes: Money

    public var disponible: Money { alloueCentimes - reserveCentimes - engageCentimes - retireCentimes }
}
