public import Foundation

/// Lines and prices of an operation as they were on a day. HT and TTC are rounded line by line.
public struct Gel: Codable, Sendable, Hashable {
    public let gelId: ID<Gel>
    public let operationId: ID<Projet>
    /// Europe/Paris.
    public let figeLe: LocalDate
    /// Made by the preparation of dossiers: a change of equipment before the deposit ends it by itself.
    public let estAutomatique: Bool
    public let totalHtCentimes: Money
    public let totalTtcCentimes: Money
    /// When it ended, and why; nil: it holds.
    public let leveLe: Date?
    public let motif: String?
}
