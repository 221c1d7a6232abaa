public import Foundation

/// The application of one operation to one dispositif. Cost, eligible base and grant are never merged (RULES 0.3); all HT.
public struct Dossier: Codable, Sendable, Hashable {
    public let dossierId: ID<Dossier>
    public let numero: String
    public let operationId: ID<Projet>
    public let organisationId: ID<Organisation>
    public let departementCode: String
    public let codeInsee: String
    public let commune: String
    public let porteur: String
    public let intitule: String
    public let dispositif: String
    public let dispositifNom: String
    /// As a bar or a tab says it: «DETR», «Lieux».
    public let dispositifNomCourt: String
    public let exercice: Int
    public let etat: EtatDossier
    public let coutTotalHtCentimes: Money
    public let depenseSubventionnableCentimes: Money
    public let montantDemandeCentimes: Money
    public let depenseRetenueCentimes: Money?
    public let montantAccordeCentimes: Money?
    public let deposeLe: LocalDate?
    /// Accusé d'enregistrement: nothing may be ordered before that day (R2334-24).
    public let recuLe: LocalDate?
    /// Accusé de complétude (R2334-23).
    public let completLe: LocalDate?
    public let decideLe: LocalDate?
    /// R2334-23: the day when silence makes it complete, suspensions counted; nil when no rule says it.
    public let reputeLe: LocalDate?
    /// The claim of pieces that suspends that delay.
    public let suspenduLe: LocalDate?
    /// Silence, and not the préfecture, made it complete.
    public let reputeComplet: Bool
    /// The provisional decision, HT.
    public let depenseProgrammeeCentimes: Money?
    public let montantProgrammeCentimes: Money?
    /// Delay to start that the arrêté sets, when shorter than the law's (R2334-28 al. 2).
    public let delaiCommencementMois: Int?
    public let notifieLe: LocalDate?
    /// Read receipt of the decision.
    public let luLe: Date?
    public let commenceLe: LocalDate?
    public let acheveLe: LocalDate?
    public let soldeLe: LocalDate?
    /// Granted beyond the delay to start (R2334-28) and to finish (R2334-29).
    public let commencerProrogeLe: LocalDate?
    public let acheverProrogeLe: LocalDate?
    public let numeroEj: String?
    public let planId: ID<Plan>?

    /// montant / dépense subventionnable, of the decision once there is one.
    public var taux: Rate {
        if let accorde = montantAccordeCentimes, let retenue = depenseRetenueCentimes { return accorde.ratio(to: retenue) }
        return montantDemandeCentimes.ratio(to: depenseSubventionnableCentimes)
    }
}

/// One passage from a state to another: who, when, why.
public struct Passage: Codable, Sendable, Hashable {
    public let passageId: ID<Passage>
    public let dossierId: ID<Dossier>
    public let de: EtatDossier
    public let vers: EtatDossier
    public let survenuLe: LocalDate
    public let motif: String
    /// nil: the clock or the law did it, nobody.
    public let auteur: String?
    public let enregistreLe: Date
}

/// A file of an operation; its bytes are elsewhere, stored once by hash.
public struct Piece: Codable, Sendable, Hashable {
    public enum Nature: String, Codable, Sendable, CaseIterable { case piece, accuse, decision, commande }
    public enum Origine: String, Codable, Sendable, CaseIterable { case generee, deposee }
    /// What the antivirus said; `sans` when none was asked.
    public enum Antivirus: String, Codable, Sendable, CaseIterable {
        case sans, sain, infecte
        case enAttente = "en_attente"
    }
    public let pieceId: ID<Piece>
    public let operationId: ID<Projet>
    public let dossierId: ID<Dossier>?
    /// `1.1`… of the arrêté du 23 décembre 2002; nil for a receipt, a decision, an order.
    public let code: String?
    public let nature: Nature
    public let nomFichier: String
    public let typeMime: String
    public let taille: Int64
    public let sha256: String
    public let origine: Origine
    public let deposeLe: Date
    /// The day that the paper bears, as the mairie typed it.
    public let dateDocument: LocalDate?
    /// What was found when it was opened; nil for what Trousse writes.
    public let pages: Int?
    public let antivirus: Antivirus?
    /// It opens, but forbids changes.
    public let estProtege: Bool?

    /// May it be opened? Not before the antivirus cleared it.
    public var estLisible: Bool { antivirus == nil || antivirus == .sans || antivirus == .sain }
}
