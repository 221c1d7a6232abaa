public import Foundation

/// Whose side wrote.
public enum Cote: String, Codable, Sendable, CaseIterable { case porteur, prefecture }

/// A message about a dossier, between the préfecture and the porteur.
public struct Message: Codable, Sendable, Hashable {
    public let messageId: ID<Message>
    public let dossierId: ID<Dossier>
    public let cote: Cote
    public let auteur: String
    public let texte: String
    /// The préfecture waits for an answer.
    public let attendReponse: Bool
    public let envoyeLe: Date
    /// When the other side opened it.
    public let luLe: Date?
}

/// A file that came with a message; its bytes are stored once by hash.
public struct FichierMessage: Codable, Sendable, Hashable {
    public let messageId: ID<Message>
    public let rang: Int
    public let nomFichier: String
    public let typeMime: String
    public let taille: Int64
}

/// What the préfecture keeps for itself about a dossier.
public struct NoteInterne: Codable, Sendable, Hashable {
    public let noteId: ID<NoteInterne>
    public let auteur: String
    public let texte: String
    public let ecriteLe: Date
}

/// A telephone call about a dossier: phone help must stay, and leave a trace.
public struct Appel: Codable, Sendable, Hashable {
    public enum Sens: String, Codable, Sendable, CaseIterable { case recu, emis }
    public let appelId: ID<Appel>
    public let auteur: String
    public let appeleLe: LocalDate
    public let sens: Sens
    public let interlocuteur: String
    public let propos: String
    /// What is to be done next.
    public let suite: String?
}

/// What an opinion says.
public enum SensAvis: String, Codable, Sendable, CaseIterable {
    case favorable, reserve, defavorable
    public var libelle: String {
        switch self {
        case .favorable: "Favorable"
        case .reserve: "Réservé"
        case .defavorable: "Défavorable"
        }
    }
}

/// An opinion asked from outside the préfecture: the commission d'élus (CGCT L2334-37) or anybody who knows.
public struct Avis: Codable, Sendable, Hashable {
    public enum Nature: String, Codable, Sendable, CaseIterable { case commission, expert }
    public let avisId: ID<Avis>
    public let dossierId: ID<Dossier>
    public let nature: Nature
    public let expert: String
    /// nil: the préfecture records the answer itself.
    public let courriel: String?
    public let question: String
    /// Other experts do not read it.
    public let confidentiel: Bool
    public let demandeLe: LocalDate
    /// Last day to answer.
    public let delaiLe: LocalDate
    public let sens: SensAvis?
    public let texte: String?
    public let reponduLe: LocalDate?
    /// Answered, closed or expired.
    public let closLe: LocalDate?
}
