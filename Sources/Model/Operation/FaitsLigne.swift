/// What the catalogue knows today of the article of a line: what it is for, what it weighs, what it carries, what it costs.
public struct FaitsLigne: Codable, Sendable, Hashable {
    public let ligneId: ID<LigneProjet>
    public let fonction: String?
    public let fonctionNom: String?
    /// One a place is most often enough.
    public let unSuffit: Bool
    public let poidsG: Int?
    /// Of an article that carries others: how many, of which fonctions, and how heavy it may be once loaded, itself included.
    public let contenantPlaces: Int?
    public let contenantFonctions: [String]
    public let contenantPoidsMaxG: Int?
    public let quantiteMin: Int
    public let quantiteMax: Int
    public let estRetire: Bool
    /// Unit price HT in force on the day asked; nil: prix non publié.
    public let prixActuelCentimes: Money?
    public let prixActuelDu: LocalDate?
    /// Another article of the same fonction is at the catalogue.
    public let estRemplacable: Bool
}
