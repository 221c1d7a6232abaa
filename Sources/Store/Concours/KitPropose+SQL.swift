public import Model
public import Postgres

/// Where a proposition stands; the database holds the same words.
public enum EtatProposition: String, Codable, Sendable, CaseIterable {
    case brouillon
    case enRevue = "en_revue"
    case jury
    case nonRetenu = "non_retenu"
    case publie, retire

    public var libelle: String {
        switch self {
        case .brouillon: "Brouillon"
        case .enRevue: "En revue"
        case .jury: "Devant le jury"
        case .nonRetenu: "Non retenue"
        case .publie: "Publiée"
        case .retire: "Retirée du catalogue"
        }
    }
}

/// A designer's answer to a consultation.
public struct KitPropose: Decodable, Sendable, Hashable {
    public let propositionId: ID<KitPropose>
    public let consultationId: ID<Consultation>
    public let organisationId: ID<Organisation>
    public let auteurId: ID<Agent>
    public let atelier: String
    public let titre: String
    public let phrase: String
    public let besoin: String
    public let destinataire: String
    public let licencePlans: String?
    public let fabrication: String?
    public let etat: EtatProposition
    public let estLaureate: Bool
    /// What it became.
    public let kitCode: String?

    public struct Draft: Sendable, Hashable {
        public var titre: String
        public var phrase: String
        public var besoin: String
        public var destinataire: String
        public var licencePlans: String?
        public var fabrication: String?
        public init(titre: String, phrase: String, besoin: String, destinataire: String, licencePlans: String?, fabrication: String?) {
            (self.titre, self.phrase, self.besoin, self.destinataire) = (titre, phrase, besoin, destinataire)
            (self.licencePlans, self.fabrication) = (licencePlans, fabrication)
        }
    }

    private static let lecture: SQL = """
        select proposition_id, consultation_id, proposition.organisation_id, auteur_id,
            concours.atelier(proposition.organisation_id) as atelier, titre, phrase, besoin, destinataire, licence_plans,
            fabrication, etat, est_laureate, kit_code
        from concours.proposition
        """

    /// Those that the agent may see; row-level security chooses. The most recent first.
    public static func all(of consultation: ID<Consultation>? = nil, limite: Int = 100, in tx: Transaction) async throws -> [KitPropose] {
        try await tx.rows(
            """
            \(fragment: lecture)
            where \(consultation)::bigint is null or consultation_id = \(consultation)::bigint
            order by proposition_id desc limit \(literal: limite)
            """)
    }

    public static func find(_ id: ID<KitPropose>, in tx: Transaction) async throws -> KitPropose? {
        try await tx.first("\(fragment: lecture) where proposition_id = \(id)")
    }

    public static func create(
        _ draft: Draft, to consultation: ID<Consultation>, for organisation: ID<Organisation>, by agent: ID<Agent>, in tx: Transaction
    ) async throws -> ID<KitPropose> {
        try await tx.value(
            """
            insert into concours.proposition (
                consultation_id, organisation_id, auteur_id, titre, phrase, besoin, destinataire, licence_plans, fabrication
            ) values (
                \(consultation), \(organisation), \(agent), \(draft.titre), \(draft.phrase), \(draft.besoin), \(draft.destinataire),
                \(draft.licencePlans), \(draft.fabrication)
            ) returning proposition_id
            """)
    }

    /// - Returns: false when it is not a draft of hers.
    public static func modifier(_ id: ID<KitPropose>, _ draft: Draft, in tx: Transaction) async throws -> Bool {
        try await tx.execute(
            """
            update concours.proposition set titre = \(draft.titre), phrase = \(draft.phrase), besoin = \(draft.besoin),
                destinataire = \(draft.destinataire), licence_plans = \(draft.licencePlans)::text, fabrication = \(draft.fabrication)::text
            where proposition_id = \(id)
            """) > 0
    }

    public static func passer(_ id: ID<KitPropose>, a etat: EtatProposition, motif: String?, in tx: Transaction) async throws {
        try await tx.execute("select concours.passer(\(id)::bigint, \(etat.rawValue), \(motif ?? ""))")
    }
}

/// One article of a proposition.
public struct LigneProposition: Decodable, Sendable, Hashable {
    public let articleCode: String
    public let libelle: String
    public let quantite: Int
    public let estOption: Bool
    /// HT for one, on a day; nil: prix non publié.
    public let refCentimes: Money?

    public static func all(of proposition: ID<KitPropose>, prixDu date: LocalDate, in tx: Transaction) async throws -> [LigneProposition] {
        try await tx.rows(
            """
            select ligne.article_code, article.libelle, ligne.quantite, ligne.est_option, prix.ref_centimes
            from concours.ligne
            inner join catalogue.article on article.code = ligne.article_code
            left join catalogue.article_prix as prix on prix.article_code = article.code and prix.periode @> \(date)::date
            where ligne.proposition_id = \(proposition)
            order by ligne.est_option, ligne.article_code
            """)
    }

    /// Adds an article, or changes its quantity; 0 takes it away.
    /// - Returns: false when no article on offer has this code, or the draft is not hers.
    public static func tenir(
        _ article: String, quantite: Int, option: Bool, in proposition: ID<KitPropose>, tx: Transaction
    ) async throws -> Bool {
        if quantite == 0 {
            return try await tx.execute("delete from concours.ligne where proposition_id = \(proposition) and article_code = \(article)")
                > 0
        }
        return try await tx.execute(
            """
            insert into concours.ligne as cible (proposition_id, article_code, quantite, est_option)
            select \(proposition)::bigint, code, \(quantite)::integer, \(option)::boolean
            from catalogue.article where code = \(article) and retire_le is null
            on conflict (proposition_id, article_code) do update set quantite = excluded.quantite, est_option = excluded.est_option
            """) > 0
    }
}

/// One passage from state to state.
public struct PassageProposition: Decodable, Sendable, Hashable {
    public let de: EtatProposition
    public let vers: EtatProposition
    public let motif: String
    public let survenuLe: LocalDate

    public static func all(of proposition: ID<KitPropose>, in tx: Transaction) async throws -> [PassageProposition] {
        try await tx.rows(
            """
            select de, vers, motif, (survenu_le at time zone 'Europe/Paris')::date as survenu_le
            from concours.passage where proposition_id = \(proposition) order by passage_id
            """)
    }

    /// What may follow, and whether it must say why.
    public struct Suite: Decodable, Sendable, Hashable {
        public let vers: EtatProposition
        public let role: Role
        public let motifRequis: Bool
    }

    public static func suites(de etat: EtatProposition, in tx: Transaction) async throws -> [Suite] {
        try await tx.rows("select vers, role, motif_requis from concours.transition where de = \(etat.rawValue) order by vers")
    }
}
