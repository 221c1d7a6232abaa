public import Foundation

/// A participant of a project led for several communes: the lead itself, or a commune that was invited.
public struct Membre: Codable, Sendable, Hashable {
    public enum Etat: String, Codable, Sendable, CaseIterable { case invite, accepte, refuse }

    public let membreId: ID<Membre>
    public let operationId: ID<Projet>
    /// nil: the intercommunality that leads.
    public let codeInsee: String?
    public let nom: String
    /// Who orders, receives the aids and the FCTVA, and is repaid by the others.
    public let estChef: Bool
    /// Its weight in what all share: inhabitants, or whatever they agreed on.
    public let poids: Int
    public let etat: Etat
    public let inviteLe: Date
    public let reponduLe: Date?
    public let message: String
}

/// What one participant takes of the equipment, HT and TTC, to the centime; parts add up to the whole.
public struct PartMembre: Codable, Sendable, Hashable {
    public let membreId: ID<Membre>
    public let nom: String
    public let estChef: Bool
    public let etat: Membre.Etat
    public let ht: Money
    public let ttc: Money
}

/// A project led by another that a commune is invited to: the whole's state and its own part.
public struct Participation: Codable, Sendable, Hashable {
    public let membreId: ID<Membre>
    public let operationId: ID<Projet>
    public let intitule: String
    public let objet: String
    /// Who leads.
    public let chef: String
    /// Commune where the equipment will be.
    public let lieu: String
    public let exercice: Int
    public let etat: Membre.Etat
    public let inviteLe: Date
    public let reponduLe: Date?
    public let message: String
    public let figeLe: LocalDate?
    public let deposeLe: LocalDate?
    public let commandeeLe: LocalDate?
    public let accordeCentimes: Money?
    /// Its part; nil once it refused.
    public let partHtCentimes: Money?
    public let partTtcCentimes: Money?
    /// Its part of what is left to pay once aids and FCTVA are in, TTC; nil until the prices are frozen.
    public let resteCentimes: Money?
    public let totalHtCentimes: Money?
    public let totalTtcCentimes: Money?
    public let participants: Int?
}

/// A line as a member sees it. Unit price HT.
public struct LignePartagee: Codable, Sendable, Hashable {
    public let libelle: String
    public let quantite: Decimal
    public let prixUnitaireHtCentimes: Money?
    public let tauxTva: Rate
    /// For that member alone; otherwise shared by all.
    public let estPropre: Bool
}
