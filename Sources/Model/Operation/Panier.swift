/// What is bought together often: kits and articles with their quantity, kept for oneself or proposed by an intercommunality to its communes.
public struct Panier: Codable, Sendable, Hashable {
    public let panierId: ID<Panier>
    public let organisationId: ID<Organisation>
    public let nom: String
    public let note: String
    /// Name of the intercommunality that proposes it; nil: kept for oneself.
    public let proposePar: String?
    public let lignes: [LignePanier]

    public init(
        panierId: ID<Panier>, organisationId: ID<Organisation>, nom: String, note: String, proposePar: String?, lignes: [LignePanier]
    ) {
        (self.panierId, self.organisationId, self.nom) = (panierId, organisationId, nom)
        (self.note, self.proposePar, self.lignes) = (note, proposePar, lignes)
    }
}

/// A kit, with its options, or an article: exactly one of the two codes is there.
public struct LignePanier: Codable, Sendable, Hashable {
    public let kitCode: String?
    public let articleCode: String?
    public let quantite: Int
    public let options: [String]
    /// nil: no longer at the catalogue.
    public let libelle: String?

    public init(kitCode: String? = nil, articleCode: String? = nil, quantite: Int, options: [String] = [], libelle: String? = nil) {
        (self.kitCode, self.articleCode, self.quantite) = (kitCode, articleCode, quantite)
        (self.options, self.libelle) = (options, libelle)
    }
}
