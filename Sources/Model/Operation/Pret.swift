import Foundation

/// Equipment of a project lent free of charge to a body close to the commune.
public struct Pret: Codable, Sendable, Hashable {
    public enum Nature: String, Codable, Sendable, CaseIterable {
        case ccas, association, bibliotheque, autre

        public var libelle: String {
            switch self {
            case .ccas: "Centre communal d’action sociale (CCAS)"
            case .association: "Association"
            case .bibliotheque: "Bibliothèque ou médiathèque"
            case .autre: "Autre organisme"
            }
        }
    }
    /// Who insures the equipment during the loan.
    public enum Assureur: String, Codable, Sendable, CaseIterable { case emprunteur, preteur }

    public let pretId: ID<Pret>
    public let operationId: ID<Projet>
    /// Title of the project.
    public let intitule: String
    public let nature: Nature
    public let emprunteur: String
    /// Who signs for the borrower, with the office: «Mme Martin, présidente».
    public let representant: String
    public let adresse: String
    /// What the equipment will serve.
    public let objet: String
    public let lieu: String
    public let debut: LocalDate
    public let fin: LocalDate
    public let assureur: Assureur
    public let renduLe: LocalDate?
    /// TTC, of all that is lent.
    public let valeurTtcCentimes: Money
    public let unites: Int

    public init(
        pretId: ID<Pret>, operationId: ID<Projet>, intitule: String, nature: Nature, emprunteur: String, representant: String,
        adresse: String, objet: String, lieu: String, debut: LocalDate, fin: LocalDate, assureur: Assureur, renduLe: LocalDate?,
        valeurTtcCentimes: Money, unites: Int
    ) {
        (self.pretId, self.operationId, self.intitule, self.nature) = (pretId, operationId, intitule, nature)
        (self.emprunteur, self.representant, self.adresse) = (emprunteur, representant, adresse)
        (self.objet, self.lieu, self.debut, self.fin) = (objet, lieu, debut, fin)
        (self.assureur, self.renduLe, self.valeurTtcCentimes, self.unites) = (assureur, renduLe, valeurTtcCentimes, unites)
    }
}

/// What is lent, as it was on the day of the agreement.
public struct LignePret: Codable, Sendable, Hashable {
    public var libelle: String
    public var quantite: Int
    /// TTC of one unit when it was bought.
    public var valeurTtcCentimes: Money
    public init(libelle: String, quantite: Int, valeurTtcCentimes: Money) {
        (self.libelle, self.quantite, self.valeurTtcCentimes) = (libelle, quantite, valeurTtcCentimes)
    }
    public var totalTTC: Money { valeurTtcCentimes.times(Decimal(quantite)) }
}

/// The agreement of a loan as it is printed.
public struct ConventionPret: Sendable, Hashable, Codable {
    /// `P-12`
    public var numero: String
    /// The day it is edited, Europe/Paris.
    public var editeeLe: LocalDate
    public var preteur: PorteurImprimable
    public var pret: Pret
    public var lignes: [LignePret]
    /// State money paid for it: it stays at the use that was aided.
    public var estAide: Bool
    public var estIllustratif: Bool

    public init(
        numero: String, editeeLe: LocalDate, preteur: PorteurImprimable, pret: Pret, lignes: [LignePret], estAide: Bool,
        estIllustratif: Bool
    ) {
        (self.numero, self.editeeLe, self.preteur, self.pret, self.lignes) = (numero, editeeLe, preteur, pret, lignes)
        (self.estAide, self.estIllustratif) = (estAide, estIllustratif)
    }

    public var valeurTTC: Money { lignes.map(\.totalTTC).sum() }
}
