public import Model
public import Postgres

/// A supplier's catalogue, as proposals to review.
public struct OffreFournisseur: Decodable, Sendable, Hashable {
    public let offreId: ID<OffreFournisseur>
    public let fournisseur: String
    public let numero: String
    public let importeeLe: LocalDate
    public let lignes: Int
    public let aVoir: Int

    /// What was read of a file.
    public struct Draft: Sendable {
        public var fournisseur: String
        public var identifiant: String?
        public var numero: String
        public var emiseLe: LocalDate?
        public var fichier: String
        public var sha256: String
        public var lignes: [LigneOffre.Draft]
        public init(
            fournisseur: String, identifiant: String?, numero: String, emiseLe: LocalDate?, fichier: String, sha256: String,
            lignes: [LigneOffre.Draft]
        ) {
            (self.fournisseur, self.identifiant, self.numero, self.emiseLe) = (fournisseur, identifiant, numero, emiseLe)
            (self.fichier, self.sha256, self.lignes) = (fichier, sha256, lignes)
        }
    }

    private static let lecture: SQL = """
        select offre.offre_id, offre.fournisseur, offre.numero, (offre.importee_le at time zone 'Europe/Paris')::date as importee_le,
            (select count(*)::integer from catalogue.offre_ligne where offre_ligne.offre_id = offre.offre_id) as lignes,
            (select count(*)::integer from catalogue.offre_ligne where offre_ligne.offre_id = offre.offre_id and etat = 'a_voir') as a_voir
        from catalogue.offre
        """

    /// The most recent first.
    public static func toutes(limite: Int = 50, in tx: Transaction) async throws -> [OffreFournisseur] {
        try await tx.rows("\(fragment: lecture) order by offre.offre_id desc limit \(literal: limite)")
    }

    public static func find(_ id: ID<OffreFournisseur>, in tx: Transaction) async throws -> OffreFournisseur? {
        try await tx.first("\(fragment: lecture) where offre.offre_id = \(id)")
    }

    /// Keeps an offer and says what each line seems to be. The owner's connection only.
    /// - Returns: nil when this very file was imported before.
    public static func garder(_ draft: Draft, in tx: Transaction) async throws -> OffreFournisseur? {
        let id: ID<OffreFournisseur>? = try await tx.firstValue(
            """
            insert into catalogue.offre (fournisseur, identifiant, numero, emise_le, fichier, sha256)
            values (\(draft.fournisseur), \(draft.identifiant), \(draft.numero), \(draft.emiseLe)::date, \(draft.fichier), \(draft.sha256))
            on conflict (sha256) do nothing
            returning offre_id
            """)
        guard let id else { return nil }
        try await tx.execute(
            """
            insert into catalogue.offre_ligne (offre_id, rang, ligne, numero, nom, reference, standard, cpv, prix_centimes, du, au, rapprochement)
            select \(id)::bigint, rang, ligne, numero, nom, reference, standard, cpv, prix, du, au, 'aucun'
            from jsonb_to_recordset(\(try recordset(draft.lignes))::jsonb) as lu (
                rang integer, ligne integer, numero text, nom text, reference text, standard text, cpv text, prix bigint, du date, au date
            )
            """)
        try await tx.execute("select catalogue.rapprocher_offre(\(id)::bigint)")
        return try await find(id, in: tx)
    }
}

/// One line of an offer beside the article that it seems to be.
public struct LigneOffre: Decodable, Sendable, Hashable {
    public enum Etat: String, Codable, Sendable { case aVoir = "a_voir", acceptee, refusee }
    public enum Rapprochement: String, Codable, Sendable { case code, connu, mots, aucun }

    public let rang: Int
    public let nom: String
    public let reference: String?
    public let standard: String?
    public let cpv: String?
    /// HT, for one; nil: none, in another currency, or not on a centime.
    public let prixCentimes: Money?
    public let du: LocalDate?
    public let au: LocalDate?
    public let articleCode: String?
    public let libelle: String?
    public let rapprochement: Rapprochement
    /// The article's reference price on a day; nil: prix non publié.
    public let actuelCentimes: Money?
    public let etat: Etat
    public let motif: String

    public struct Draft: Encodable, Sendable {
        public var rang: Int
        public var ligne: Int
        public var numero: String
        public var nom: String
        public var reference: String?
        public var standard: String?
        public var cpv: String?
        public var prix: Money?
        public var du: LocalDate?
        public var au: LocalDate?
        public init(
            rang: Int, ligne: Int, numero: String, nom: String, reference: String?, standard: String?, cpv: String?, prix: Money?,
            du: LocalDate?, au: LocalDate?
        ) {
            (self.rang, self.ligne, self.numero, self.nom, self.reference) = (rang, ligne, numero, nom, reference)
            (self.standard, self.cpv, self.prix, self.du, self.au) = (standard, cpv, prix, du, au)
        }
    }

    /// Lines to see first, then those decided; in the order of the file.
    /// - Parameter apres: the last rank of the page before.
    public static func page(
        of offre: ID<OffreFournisseur>, etat: Etat?, apres: Int, prixDu date: LocalDate, limite: Int, in tx: Transaction
    ) async throws -> [LigneOffre] {
        try await tx.rows(
            """
            select ligne.rang, ligne.nom, ligne.reference, ligne.standard, ligne.cpv, ligne.prix_centimes, ligne.du, ligne.au,
                ligne.article_code, article.libelle, ligne.rapprochement, prix.ref_centimes as actuel_centimes, ligne.etat, ligne.motif
            from catalogue.offre_ligne as ligne
            left join catalogue.article on article.code = ligne.article_code
            left join catalogue.article_prix as prix on prix.article_code = ligne.article_code and prix.periode @> \(date)::date
            where ligne.offre_id = \(offre) and ligne.rang > \(apres)::integer
                and (\(etat?.rawValue)::text is null or ligne.etat = \(etat?.rawValue)::text)
            order by ligne.rang limit \(literal: limite)
            """)
    }

    /// - Parameter article: what it is, as the manager says; nil keeps what it seemed to be.
    public static func decider(
        _ rang: Int, of offre: ID<OffreFournisseur>, accepte: Bool, article: String?, motif: String, in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            select catalogue.decider_offre(
                \(offre)::bigint, \(rang)::integer, \(accepte)::boolean,
                coalesce(\(article)::text, (select article_code from catalogue.offre_ligne where offre_id = \(offre) and rang = \(rang)::integer)),
                \(motif)
            )
            """)
    }
}
