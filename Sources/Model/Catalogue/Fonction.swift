/// What articles are for: those of one fonction may replace each other, whatever their maker or their age.
public struct Fonction: Codable, Sendable, Hashable, Identifiable {
    public let code: String
    /// In French, singular, as it follows «un seul» or «une»: «multifonction».
    public let nom: String
    /// One a place is most often enough: a second one is worth a question.
    public let unSuffit: Bool

    public var id: String { code }
    public init(code: String, nom: String, unSuffit: Bool) { (self.code, self.nom, self.unSuffit) = (code, nom, unSuffit) }
}

/// An article that carries others: a case of tablets, a charging trolley.
public struct Contenant: Codable, Sendable, Hashable {
    public let places: Int
    /// The fonctions of what goes inside.
    public let fonctions: [String]
    /// Loaded, in grams, itself included; nil: nobody carries it.
    public let poidsMaxG: Int?

    private enum CodingKeys: String, CodingKey {
        case places, fonctions
        case poidsMaxG = "poids_max_g"
    }

    public init(places: Int, fonctions: [String], poidsMaxG: Int?) {
        (self.places, self.fonctions, self.poidsMaxG) = (places, fonctions, poidsMaxG)
    }
}
