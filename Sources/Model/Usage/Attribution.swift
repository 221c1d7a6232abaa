public import Foundation

/// One grant really awarded, as the State publishes it (DGCL, «projets subventionnés»). Amounts are exact euros HT and not `Money`: some are
/// published with three decimals (RULES 10.1), and the published figure is never rounded. The cost is the *coût total*, which may exceed the
/// dépense subventionnable: the rate is subsidy over cost.
public struct Attribution: Sendable, Hashable {
    /// Who received it.
    public enum Echelon: String, Sendable, CaseIterable { case commune, epci, syndicat, departement, region, autre }

    /// As published; nil when the file has none.
    public var idProjet: String?
    /// The exercice of the award.
    public var annee: Int
    /// `DETR`, `DSIL`, `DSID`, `DPV`…
    public var dispositif: String
    public var echelon: Echelon
    /// `03`, `2A`, `971`
    public var departement: String
    /// Of the commune when it received the grant itself.
    public var codeInsee: String?
    public var siren: String?
    public var nom: String
    public var objet: String
    public var categorie: String?
    /// Exact euros; nil when the file leaves it empty.
    public var coutHT: Decimal?
    /// Exact euros; nil when the file leaves it empty.
    public var subvention: Decimal?

    public init(
        idProjet: String?, annee: Int, dispositif: String, echelon: Echelon, departement: String, codeInsee: String?, siren: String?,
        nom: String, objet: String, categorie: String?, coutHT: Decimal?, subvention: Decimal?
    ) {
        (self.idProjet, self.annee, self.dispositif, self.echelon) = (idProjet, annee, dispositif, echelon)
        (self.departement, self.codeInsee, self.siren, self.nom) = (departement, codeInsee, siren, nom)
        (self.objet, self.categorie, self.coutHT, self.subvention) = (objet, categorie, coutHT, subvention)
    }

    /// Subsidy over cost; nil when one is missing or the cost is zero.
    public var taux: Rate? {
        guard let coutHT, let subvention, coutHT > 0 else { return nil }
        return Rate(subvention / coutHT)
    }

    /// What the project is for; nil when its object says nothing digital.
    public var nature: NatureProjet? { NatureProjet(objet: objet) }
}
