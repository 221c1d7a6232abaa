public import Foundation

/// What a porteur wants to do: an *opération* in the law's words. (Named `Projet` because Foundation has an `Operation`.)
public struct Projet: Codable, Sendable, Hashable {
    public let operationId: ID<Projet>
    public let organisationId: ID<Organisation>
    public let departementCode: String
    public let codeInsee: String
    public let commune: String
    public let porteur: String
    public let intitule: String
    public let objet: String
    public let exercice: Int
    /// The council makes small equipment under 500 € TTC investment (arrêté du 26/10/2001).
    public let decisionPetitMateriel: Bool
    public let sansAide: Bool
    public let livraisonPrevue: LocalDate?
    public let creeLe: Date
    /// The project that it was copied from.
    public let copieDe: ID<Projet>?
}

/// One line of an operation, at the price of the day it was chosen, HT.
public struct LigneProjet: Codable, Sendable, Hashable {
    public let ligneId: ID<LigneProjet>
    public let kitCode: String?
    public let kitVersion: Int?
    public let articleCode: String?
    public let libelle: String
    public let quantite: Decimal
    public let prixUnitaireHtCentimes: Money?
    public let prixDu: LocalDate
    public let tauxTva: Rate
    public let section: Section
    public let eligible: Eligibilite500
    public let compteM57: String?
    public let estOption: Bool
    public let prixOrigine: OriginePrix
    /// What a substitution took out, and why; nil: the line is as it was chosen.
    public let remplaceArticle: String?
    public let remplaceLibelle: String?
    /// Unit price HT of what was taken out, on the day of the substitution; nil when it had none.
    public let remplacePrixCentimes: Money?
    public let motif: String?
    /// The quotation of a free line.
    public let devisId: ID<Piece>?
    /// The one participant that takes it; nil: shared by all, by weight.
    public let membreId: ID<Membre>?

    public enum OriginePrix: String, Codable, Sendable, CaseIterable { case catalogue, devis }

    /// Neither of a kit nor of the catalogue: what the mairie describes, with its quotation.
    public var estLibre: Bool { kitCode == nil && articleCode == nil }
    /// Whole units: the database keeps no other.
    public var unites: Int { NSDecimalNumber(decimal: quantite).intValue }
    /// HT, rounded to the centime; zero without a price.
    public var totalHT: Money { prixUnitaireHtCentimes?.times(quantite) ?? .zero }

    public func lignePlan(decisionPetitMateriel: Bool) -> LignePlan {
        let bascule = eligible == .siDeliberation && decisionPetitMateriel
        return LignePlan(
            libelle: libelle, quantite: quantite, prixUnitaireHT: prixUnitaireHtCentimes, tauxTva: tauxTva,
            section: bascule ? .investissement : section, eligible: eligible == .oui || bascule, articleCode: articleCode, kitCode: kitCode,
            siDeliberation: eligible == .siDeliberation)
    }
}

/// A purchase order as it was recorded.
public struct Commande: Codable, Sendable, Hashable {
    public let commandeId: ID<Commande>
    public let operationId: ID<Projet>
    public let numero: String
    public let fournisseur: String
    public let passeeLe: LocalDate
    public let totalHtCentimes: Money
    public let totalTtcCentimes: Money
}
