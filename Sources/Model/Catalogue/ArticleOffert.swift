import Foundation

/// An article that one may buy alone, at the reference price of a day: what the assistant needs to choose it.
public struct ArticleOffert: Codable, Sendable, Hashable, Identifiable {
    public let code: String
    public let libelle: String
    public let fonction: String?
    /// HT, one unit. An article without a published price cannot be proposed.
    public let prix: Money
    public let tauxTva: Rate
    public let section: Section
    public let eligible: Eligibilite500
    public let etat: String
    public let familleAgec: String?
    /// In grams, for one; nil: unknown.
    public let poidsG: Int?
    public let contenant: Contenant?
    public let quantiteMin: Int
    public let quantiteMax: Int

    public var id: String { code }

    public init(
        code: String, libelle: String, fonction: String?, prix: Money, tauxTva: Rate, section: Section, eligible: Eligibilite500,
        etat: String, familleAgec: String?, poidsG: Int?, contenant: Contenant?, quantiteMin: Int, quantiteMax: Int
    ) {
        (self.code, self.libelle, self.fonction, self.prix, self.tauxTva) = (code, libelle, fonction, prix, tauxTva)
        (self.section, self.eligible, self.etat, self.familleAgec) = (section, eligible, etat, familleAgec)
        (self.poidsG, self.contenant, self.quantiteMin, self.quantiteMax) = (poidsG, contenant, quantiteMin, quantiteMax)
    }

    /// nil: its price is not published.
    public init?(_ article: Article) {
        guard let prix = article.prix?.ref else { return nil }
        self.init(
            code: article.code, libelle: article.libelle, fonction: article.fonction, prix: prix, tauxTva: article.tauxTva,
            section: article.section, eligible: article.eligible, etat: article.etat, familleAgec: article.familleAgec,
            poidsG: article.poidsG, contenant: article.contenant, quantiteMin: article.quantiteMin, quantiteMax: article.quantiteMax)
    }

    public var estReconditionne: Bool { etat == "reconditionné" }
    public var estInformatique: Bool { familleAgec == "informatique" }

    public func lignePlan(quantite: Int) -> LignePlan {
        LignePlan(
            libelle: libelle, quantite: Decimal(quantite), prixUnitaireHT: prix, tauxTva: tauxTva, section: section,
            eligible: eligible == .oui, articleCode: code, siDeliberation: eligible == .siDeliberation)
    }
}
