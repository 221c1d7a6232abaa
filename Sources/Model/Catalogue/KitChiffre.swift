import Foundation

/// A kit with the prices in force on a day: what a card, a page and the planner need.
public struct KitChiffre: Sendable, Hashable {
    public let kit: KitResume
    public let lignes: [LigneKit]
    public let base: [LigneKit]
    public let options: [LigneKit]
    /// HT and TTC of the base at reference prices. Kept: every page of the list asks them.
    public let totalHT: Money
    public let totalTTC: Money
    /// Some base line has no published price: the totals are lower bounds.
    public let estPartiel: Bool

    public init(kit: KitResume, lignes: [LigneKit]) {
        (self.kit, self.lignes) = (kit, lignes)
        (base, options) = (lignes.filter { !$0.option }, lignes.filter(\.option))
        let plan = base.map { $0.lignePlan(kit: kit.code, kits: 1, decisionPetitMateriel: false) }
        (totalHT, totalTTC) = (plan.map(\.totalHT).sum(), plan.map(\.totalTTC).sum())
        estPartiel = base.contains { $0.prixRef == nil }
    }

    /// The lines that one buys: the base, times the number of kits, and the options asked for.
    public func lignesPlan(quantite: Int = 1, options: Set<String> = [], decisionPetitMateriel: Bool = false) -> [LignePlan] {
        lignes.filter { !$0.option || options.contains($0.articleCode) }
            .map { $0.lignePlan(kit: kit.code, kits: quantite, decisionPetitMateriel: decisionPetitMateriel) }
    }

    /// nil when no line says.
    public var delaiJoursOuvres: Int? { base.compactMap(\.delaiJoursOuvres).max() }
}

/// The words of a kit.
public struct KitResume: Codable, Sendable, Hashable {
    public let code: String
    public let version: Int
    public let nom: String
    public let phrase: String
    public let besoin: String
    public let destinataire: String
    public let concepteur: String?
    public let licencePlans: String?
    public let fabrication: String?
    public let itinerant: Bool
    public let natureDonnee: String
    public let remarque: String?
    public init(
        code: String, version: Int, nom: String, phrase: String, besoin: String, destinataire: String, concepteur: String?,
        licencePlans: String?, fabrication: String? = nil, itinerant: Bool = false, natureDonnee: String, remarque: String?
    ) {
        (self.code, self.version, self.nom, self.phrase, self.besoin) = (code, version, nom, phrase, besoin)
        (self.destinataire, self.concepteur, self.licencePlans) = (destinataire, concepteur, licencePlans)
        (self.fabrication, self.itinerant) = (fabrication, itinerant)
        (self.natureDonnee, self.remarque) = (natureDonnee, remarque)
    }
}

/// One article of a kit with its price of the day, HT for one unit; `prixRef` nil: prix non publié, sur devis.
public struct LigneKit: Codable, Sendable, Hashable {
    public let articleCode: String
    public let libelle: String
    public internal(set) var quantite: Int
    public internal(set) var option: Bool
    public let prixMin: Money?
    public let prixRef: Money?
    public let prixMax: Money?
    public let prixDu: LocalDate?
    public let tauxTva: Rate
    public let section: Section
    public let eligible: Eligibilite500
    public let compteM57: String
    public let etat: String
    public let familleAgec: String?
    public let delaiJoursOuvres: Int?
    public let garantieMois: Int?
    public let fonction: String
    public let dimensions: String?
    public let accessibilite: String?
    /// In watts, for one; nil: none, or unknown.
    public let puissanceW: Int?
    /// In grams, for one; nil: unknown.
    public let poidsG: Int?
    public let pmr: Bool
    public let contenant: Contenant?
    /// Base articles that this option takes the place of.
    public internal(set) var remplace: [String]

    /// Small equipment under 500 € TTC becomes investment when the council so decides (RULES 5.1).
    public func lignePlan(kit: String, kits: Int, decisionPetitMateriel: Bool) -> LignePlan {
        let bascule = eligible == .siDeliberation && decisionPetitMateriel
        return LignePlan(
            libelle: libelle, quantite: Decimal(quantite * kits), prixUnitaireHT: prixRef, tauxTva: tauxTva,
            section: bascule ? .investissement : section, eligible: eligible == .oui || bascule, articleCode: articleCode, kitCode: kit,
            siDeliberation: eligible == .siDeliberation)
    }
}
