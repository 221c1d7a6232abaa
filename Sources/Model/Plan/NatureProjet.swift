/// What the project is for, as awards and departmental lists of categories tell projects apart (RULES 10.2, 10.3).
public enum NatureProjet: String, Codable, Sendable, CaseIterable {
    /// A place where people do their online procedures: point, espace, borne, kit of inclusion.
    case pointNumerique = "point_numerique"
    /// The town hall's own equipment.
    case mairie
    case ecole
    case dematerialisation
    case franceServices = "france_services"
    case tiersLieu = "tiers_lieu"
    case cybersecurite
    case autre
}

extension NatureProjet {
    /// The kind of a project made of these kits, by what each is for; a basket without kits equips a place of help.
    public init(besoins: [String]) {
        let besoins = Set(besoins)
        self = besoins == ["mairie connectée"] ? .mairie : .pointNumerique
    }
}
