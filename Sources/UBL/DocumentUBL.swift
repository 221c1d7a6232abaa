public import Foundation
public import Model

/// A UBL catalogue as it was sent: what a person reviews, before anything is believed. Texts are trimmed; amounts are exact decimals.
public struct DocumentUBL: Sendable, Hashable {
    public internal(set) var numero = ""
    public internal(set) var nom: String?
    public internal(set) var emission: LocalDate?
    /// Of the whole catalogue.
    public internal(set) var debut: LocalDate?
    public internal(set) var fin: LocalDate?
    /// The provider's name, else the seller's.
    public internal(set) var fournisseur: String?
    /// SIREN or SIRET of the provider, when it gives one.
    public internal(set) var identifiant: String?
    public internal(set) var lignes: [LigneUBL] = []
}

/// One line of a catalogue.
public struct LigneUBL: Sendable, Hashable {
    /// Where it begins in the file, from 1.
    public let ligne: Int
    public internal(set) var numero = ""
    /// `Delete`, `Add`, `Update`; nil: not said.
    public internal(set) var action: String?
    public internal(set) var nom: String?
    public internal(set) var description: String?
    public internal(set) var motsCles: [String] = []
    /// The seller's own reference.
    public internal(set) var reference: String?
    /// Ours, when the seller repeats it.
    public internal(set) var referenceAcheteur: String?
    public internal(set) var referenceFabricant: String?
    /// A GTIN most often (scheme 0160).
    public internal(set) var standard: String?
    public internal(set) var classements: [ClassementUBL] = []
    public internal(set) var tarifs: [TarifUBL] = []
    /// UN/EDIFACT 5305: `S` taxed, `Z` at zero, `E` exempt…
    public internal(set) var categorieTVA: String?
    /// In percent: `20`, `5.5`.
    public internal(set) var tauxPourcent: Decimal?
    public internal(set) var minimum: Decimal?
    public internal(set) var maximum: Decimal?
    public internal(set) var delai: Int?
    public internal(set) var garantie: String?
    public internal(set) var composants: [ComposantUBL] = []
    public internal(set) var accessoires: [ComposantUBL] = []
    public internal(set) var proprietes: [ProprieteLue] = []

    init(ligne: Int) { self.ligne = ligne }
}

/// A class of a nomenclature: `STI` is the CPV, `TST` is UNSPSC (UN/EDIFACT 7143); some write `CPV` and `UNSPSC`.
public struct ClassementUBL: Sendable, Hashable {
    public let liste: String?
    public let code: String
}

/// A price, without VAT, for `base` units.
public struct TarifUBL: Sendable, Hashable {
    public internal(set) var montant: Decimal
    public internal(set) var devise: String?
    public internal(set) var base: Decimal = 1
    public internal(set) var debut: LocalDate?
    public internal(set) var fin: LocalDate?

    /// Euros for one unit, exact to the centime; nil when it is in another currency, or does not fall on a centime.
    public var unitaire: Money? {
        guard devise ?? "EUR" == "EUR", base > 0, montant >= 0, montant < 1_000_000_000 else { return nil }
        let unit = Rounding.halfUp.cents(montant * 100 / base)
        return unit.exact * base == montant ? unit : nil
    }
}

/// A line that another is made of, or goes with.
public struct ComposantUBL: Sendable, Hashable {
    public internal(set) var numero = ""
    public internal(set) var quantite: Decimal?
}

/// A property of an item, with its code when it has one.
public struct ProprieteLue: Sendable, Hashable {
    public internal(set) var nom = ""
    public internal(set) var code: String?
    public internal(set) var liste: String?
    public internal(set) var valeur = ""
    public internal(set) var qualifiant: String?
}

/// Why a file is not read: French, with its line, 0 for the whole file.
public struct ErreurUBL: Error, Sendable, Hashable, CustomStringConvertible {
    public let ligne: Int
    public let message: String
    public init(ligne: Int, message: String) { (self.ligne, self.message) = (ligne, message) }
    public var description: String { message }
}
