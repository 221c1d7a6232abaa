/// What an agent does here; the database holds the same words.
public enum Role: String, Codable, Sendable, CaseIterable {
    case secretaire, instructeur, responsable, concepteur

    public var libelle: String {
        switch self {
        case .secretaire: "Secrétariat de mairie"
        case .instructeur: "Instruction"
        case .responsable: "Programme"
        case .concepteur: "Conception"
        }
    }
}

/// A commune, an EPCI, a préfecture, the programme or a designers' workshop, as an agent's employer.
public struct Organisation: Codable, Sendable, Hashable {
    public enum Nature: String, Codable, Sendable, CaseIterable { case commune, epci, prefecture, programme, atelier }
    public let organisationId: ID<Organisation>
    public let nature: Nature
    public let nom: String
    public let departementCode: String?
    public let codeInsee: String?
    public let epciSiren: String?
    public init(
        organisationId: ID<Organisation>, nature: Nature, nom: String, departementCode: String?, codeInsee: String?, epciSiren: String?
    ) {
        (self.organisationId, self.nature, self.nom) = (organisationId, nature, nom)
        (self.departementCode, self.codeInsee, self.epciSiren) = (departementCode, codeInsee, epciSiren)
    }
}

/// Who is signed in, and for which of her organisations she works now.
public struct Agent: Sendable, Hashable {
    public let agentId: ID<Agent>
    public let nom: String
    public let courriel: String
    public let role: Role
    public let organisation: Organisation
    public let departementNom: String?
    /// All of hers, for the menu that changes commune.
    public let choix: [Choix]
    public let jetonCsrf: String

    public struct Choix: Codable, Sendable, Hashable {
        public let id: ID<Organisation>
        public let nom: String
        public init(id: ID<Organisation>, nom: String) { (self.id, self.nom) = (id, nom) }
    }

    public init(
        agentId: ID<Agent>, nom: String, courriel: String, role: Role, organisation: Organisation, departementNom: String?,
        choix: [Choix], jetonCsrf: String
    ) {
        (self.agentId, self.nom, self.courriel, self.role) = (agentId, nom, courriel, role)
        (self.organisation, self.departementNom, self.choix, self.jetonCsrf) = (organisation, departementNom, choix, jetonCsrf)
    }
}
