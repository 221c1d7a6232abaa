/// A piece that a dossier must hold (arrêté du 23 décembre 2002, RULES 1.10).
public struct PieceExigee: Codable, Sendable, Hashable {
    /// `1.1` … `2.2`
    public let code: String
    public let nom: String
    /// Short file-name part: `note-explicative`.
    public let fichier: String
    public let description: String
    public let source: String
    /// Trousse writes it from the plan (else the mairie brings it: devis).
    public let generee: Bool
    /// Which projects it is asked of.
    public let quand: Quand
    /// Months after which the préfecture asks for a more recent one; nil: its day is not asked for.
    public let perimeeMois: Int?

    public enum Quand: String, Codable, Sendable, CaseIterable {
        case toujours
        /// 2.2: rooms are fitted out.
        case travaux
        /// 2.1: land or a building is bought.
        case acquisition
    }

    public init(
        code: String, nom: String, fichier: String, description: String, source: String, generee: Bool, quand: Quand = .toujours,
        perimeeMois: Int? = nil
    ) {
        (self.code, self.nom, self.fichier) = (code, nom, fichier)
        (self.description, self.source, self.generee) = (description, source, generee)
        (self.quand, self.perimeeMois) = (quand, perimeeMois)
    }
}

/// What a porteur says of its project, that changes which pieces are asked.
public struct FaitsPieces: Codable, Sendable, Hashable {
    public var travaux: Bool
    public var acquisition: Bool
    public init(travaux: Bool = false, acquisition: Bool = false) { (self.travaux, self.acquisition) = (travaux, acquisition) }
}
