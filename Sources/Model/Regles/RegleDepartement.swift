/// What one département does with one dispositif in one exercice: the bracket that its commission d'élus fixed (RULES COM-2), its categories,
/// its window and its habits, or the median really observed.
public struct RegleDepartement: Codable, Sendable, Hashable {
    public let departementCode: String
    public let dispositif: String
    /// nil: any exercice.
    public let exercice: Int?
    /// The bracket fixed by the commission d'élus, when published; a category may narrow it.
    public let tauxMin: Rate?
    public let tauxMax: Rate?
    /// HT.
    public let plancherDepense: Money?
    public let plafondDepense: Money?
    /// Median rate of the digital projects of 2018–2019 in this département, and how many.
    public let tauxMedianObserve: Rate?
    public let nombreObserve: Int
    /// Where the median comes from, when the rule has a source of its own.
    public var sourceObservation: String?
    public let arrondi: Rounding
    public let source: String
    public let confiance: Confiance
    /// Categories of the local list that may carry digital equipment, in the order of the list.
    public var categories: [CategorieLocale] = []
    /// When demands are received, as the préfecture announced it.
    public var fenetre: FenetreDepot?
    /// What the préfecture asks before an order is signed, beyond the law; one French sentence.
    public var prudenceCommande: String?
    /// Wording to use where the list names no digital category.
    public var libelleRepli: String?

    public init(
        departementCode: String, dispositif: String, exercice: Int?, tauxMin: Rate?, tauxMax: Rate?, plancherDepense: Money?,
        plafondDepense: Money?, tauxMedianObserve: Rate?, nombreObserve: Int, arrondi: Rounding, source: String, confiance: Confiance
    ) {
        (self.departementCode, self.dispositif, self.exercice) = (departementCode, dispositif, exercice)
        (self.tauxMin, self.tauxMax, self.plancherDepense, self.plafondDepense) = (tauxMin, tauxMax, plancherDepense, plafondDepense)
        (self.tauxMedianObserve, self.nombreObserve, self.arrondi) = (tauxMedianObserve, nombreObserve, arrondi)
        (self.source, self.confiance) = (source, confiance)
    }

    /// The category of the local list that such a project falls in: the first that names its kind, then the first that names any place of
    /// public services.
    public func categorie(pour nature: NatureProjet) -> CategorieLocale? {
        categories.first { $0.natures.contains(nature) }
            ?? (nature == .pointNumerique ? categories.first { $0.natures.contains(.franceServices) } : nil)
    }
}

/// One line of a département's list of categories (RULES 10.3), with its own figures when the list prints them.
public struct CategorieLocale: Codable, Sendable, Hashable {
    public let libelle: String
    public let natures: [NatureProjet]
    public let tauxMin: Rate?
    public let tauxMax: Rate?
    public let plancherDepense: Money?
    public let plafondDepense: Money?
    /// A condition that the list prints: «1ère acquisition», «communes de 1 000 habitants et moins».
    public let condition: String?

    public init(
        libelle: String, natures: [NatureProjet], tauxMin: Rate? = nil, tauxMax: Rate? = nil, plancherDepense: Money? = nil,
        plafondDepense: Money? = nil, condition: String? = nil
    ) {
        (self.libelle, self.natures, self.tauxMin, self.tauxMax) = (libelle, natures, tauxMin, tauxMax)
        (self.plancherDepense, self.plafondDepense, self.condition) = (plancherDepense, plafondDepense, condition)
    }
}

/// First and last day of deposit, both included (RULES APP-5: local, campaign by campaign).
public struct FenetreDepot: Codable, Sendable, Hashable {
    public let ouvre: LocalDate?
    public let ferme: LocalDate
    public init(ouvre: LocalDate?, ferme: LocalDate) { (self.ouvre, self.ferme) = (ouvre, ferme) }
}
