/// The delays, rates and thresholds that the legal mentions quote, as they are in force on the date that each rule names
/// (RULES 0.1). Documents never hold a number of the law.
public struct CadreLegal: Sendable, Hashable, Codable {
    /// R2334-23: months for the préfet to say the file complete.
    public var completudeMois: Int
    /// R2334-28: years from the notification to the start, and the longest extension.
    public var commencementAnnees: Int
    public var prorogationCommencementAnnees: Int
    /// R2334-29: years from the start to the completion, and the longest extension.
    public var achevementAnnees: Int
    public var prorogationAchevementAnnees: Int
    /// R2334-30.
    public var avance: Rate
    public var plafondAcomptes: Rate
    /// R2334-27, second paragraph.
    public var plafondEtat: Rate
    /// L1111-10 III.
    public var partMinimale: Rate
    /// L2334-37: the commission's opinion is due strictly above this amount.
    public var avisCommissionAuDessus: Money
    /// D1111-8.
    public var affichagePlanJours: Int
    /// R2192-10: days to pay an invoice.
    public var paiementJours: Int

    public init(
        completudeMois: Int, commencementAnnees: Int, prorogationCommencementAnnees: Int, achevementAnnees: Int,
        prorogationAchevementAnnees: Int, avance: Rate, plafondAcomptes: Rate, plafondEtat: Rate, partMinimale: Rate,
        avisCommissionAuDessus: Money, affichagePlanJours: Int, paiementJours: Int
    ) {
        (self.completudeMois, self.commencementAnnees) = (completudeMois, commencementAnnees)
        (self.prorogationCommencementAnnees, self.achevementAnnees) = (prorogationCommencementAnnees, achevementAnnees)
        (self.prorogationAchevementAnnees, self.avance) = (prorogationAchevementAnnees, avance)
        (self.plafondAcomptes, self.plafondEtat, self.partMinimale) = (plafondAcomptes, plafondEtat, partMinimale)
        (self.avisCommissionAuDessus, self.affichagePlanJours) = (avisCommissionAuDessus, affichagePlanJours)
        self.paiementJours = paiementJours
    }

    /// Reads the dated parameters of `Catalog/regles`.
    /// - Parameters:
    ///   - reception: the day the demand was received, or will be: picks the completeness delay.
    ///   - arrete: the day of the arrêté, or the day of the demand while there is none: picks rates, delays and payments.
    /// - Throws: the key that no loaded version covers.
    public init(_ parametres: Parametres, reception: LocalDate, arrete: LocalDate) throws(ParametreManquant) {
        func entier(_ cle: String, _ date: LocalDate) throws(ParametreManquant) -> Int {
            guard let value = parametres.integer(cle, en: date) else { throw ParametreManquant(cle: cle, date: date) }
            return value
        }
        func taux(_ cle: String) throws(ParametreManquant) -> Rate {
            guard let value = parametres.rate(cle, en: arrete) else { throw ParametreManquant(cle: cle, date: arrete) }
            return value
        }
        guard let avis = parametres.money("detr.commission.avis_above", en: arrete) else {
            throw ParametreManquant(cle: "detr.commission.avis_above", date: arrete)
        }
        self.init(
            completudeMois: try entier("complete.months", reception), commencementAnnees: try entier("start.max_years", arrete),
            prorogationCommencementAnnees: try entier("start.prorogation_years", arrete),
            achevementAnnees: try entier("finish.max_years", arrete),
            prorogationAchevementAnnees: try entier("finish.prorogation_years", arrete), avance: try taux("pay.avance"),
            plafondAcomptes: try taux("pay.acomptes_max"), plafondEtat: try taux("state.cap"), partMinimale: try taux("own_share.min"),
            avisCommissionAuDessus: avis, affichagePlanJours: try entier("pub.plan_days", arrete),
            paiementJours: try entier("late.days", arrete))
    }
}

/// A document cannot quote a rule that no loaded parameter gives for that day.
public struct ParametreManquant: Error, Sendable, Equatable, CustomStringConvertible {
    public let cle: String
    public let date: LocalDate
    public init(cle: String, date: LocalDate) { (self.cle, self.date) = (cle, date) }
    public var description: String { "Le paramètre « \(cle) » n’a pas de valeur au \(date.french) : complétez Catalog/regles." }
}
