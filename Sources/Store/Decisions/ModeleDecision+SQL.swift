public import Model
public import Postgres

/// What a paper of the préfecture is.
public enum GenreDocument: String, Codable, Sendable, CaseIterable, Bindable {
    case arrete, lettre, refus, classement

    public var libelle: String {
        switch self {
        case .arrete: "Arrêté"
        case .lettre: "Lettre de notification"
        case .refus: "Lettre de refus"
        case .classement: "Lettre de classement"
        }
    }

    /// In the QR code of each page.
    public var lettre: String {
        switch self {
        case .arrete: "A"
        case .lettre: "L"
        case .refus: "R"
        case .classement: "C"
        }
    }

    /// The papers that a decision calls for.
    public static func dus(_ etat: EtatDossier) -> [GenreDocument] {
        switch etat {
        case .refuse: [.refus]
        case .classeSansSuite: [.classement]
        default: etat.estAccorde ? [.arrete, .lettre] : []
        }
    }
}

/// A model of the préfecture in its latest version.
public struct ModeleDecision: Decodable, Sendable, Hashable {
    public let modeleId: ID<ModeleDecision>
    public let genre: GenreDocument
    /// nil: for any dispositif.
    public let dispositif: String?
    public let nom: String
    public let version: Int
    public let titre: String
    public let corps: String

    /// Those in use, by kind.
    public static func all(departement: String, in tx: Transaction) async throws -> [ModeleDecision] {
        try await tx.rows(
            "\(fragment: selection) where modele.departement_code = \(departement) and modele.archive_le is null order by modele.genre, modele.nom"
        )
    }

    public static func find(_ id: ID<ModeleDecision>, in tx: Transaction) async throws -> ModeleDecision? {
        try await tx.first("\(fragment: selection) where modele.modele_id = \(id)")
    }

    /// A new model with its first version.
    public static func creer(
        _ genre: GenreDocument, departement: String, dispositif: String?, nom: String, titre: String, corps: String, by agent: ID<Agent>,
        in tx: Transaction
    ) async throws -> ID<ModeleDecision> {
        let id: ID<ModeleDecision> = try await tx.value(
            """
            insert into programmation.modele (departement_code, genre, dispositif, nom)
            values (\(departement), \(genre), \(dispositif)::text, \(nom)) returning modele_id
            """)
        try await reviser(id, titre: titre, corps: corps, by: agent, in: tx)
        return id
    }

    /// Another version; those before stay as they were printed.
    public static func reviser(
        _ id: ID<ModeleDecision>, titre: String, corps: String, by agent: ID<Agent>, in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            insert into programmation.modele_version (modele_id, version, titre, corps, ecrit_par)
            select \(id)::bigint, coalesce(max(version), 0) + 1, \(titre), \(corps), \(agent)::bigint
            from programmation.modele_version where modele_id = \(id)
            """)
    }

    private static let selection: SQL = """
        select modele.modele_id, modele.genre, modele.dispositif, modele.nom, version.version, version.titre, version.corps
        from programmation.modele
        inner join lateral (
            select modele_version.version, modele_version.titre, modele_version.corps
            from programmation.modele_version
            where modele_version.modele_id = modele.modele_id order by modele_version.version desc limit 1
        ) as version on true
        """
}
