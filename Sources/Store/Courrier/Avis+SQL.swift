public import Model
public import Postgres

extension Avis {
    public struct Draft: Sendable {
        public var nature: Nature
        public var expert: String
        /// Written to, with a link of her own; nil: the préfecture records the answer.
        public var courriel: String?
        public var question: String
        public var confidentiel: Bool
        public var delaiLe: LocalDate
        public init(nature: Nature, expert: String, courriel: String?, question: String, confidentiel: Bool, delaiLe: LocalDate) {
            (self.nature, self.expert, self.courriel) = (nature, expert, courriel)
            (self.question, self.confidentiel, self.delaiLe) = (question, confidentiel, delaiLe)
        }
    }

    /// Asks; the dossier passes to `avis` and the expert's mail is written in the same transaction.
    public static func demander(_ draft: Draft, on dossier: ID<Dossier>, le: LocalDate, in tx: Transaction) async throws -> ID<Avis> {
        try await tx.value(
            """
            select financement.demander_avis(\(dossier)::bigint, \(draft.nature)::text, \(draft.expert)::text, \(draft.courriel)::text,
                \(draft.question)::text, \(draft.confidentiel)::boolean, \(le)::date, \(draft.delaiLe)::date) as avis_id
            """)
    }

    /// Records an answer that came otherwise; nil `sens` closes without one. The last one brings the dossier back to instruction.
    public static func repondre(_ id: ID<Avis>, _ sens: SensAvis?, texte: String?, le: LocalDate, in tx: Transaction) async throws {
        try await tx.execute("select financement.repondre_avis(\(id)::bigint, \(sens)::text, \(texte)::text, \(le)::date)")
    }

    /// In the order they were asked.
    public static func all(of dossier: ID<Dossier>, in tx: Transaction) async throws -> [Avis] {
        try await tx.rows(
            """
            select avis_id, dossier_id, nature, expert, courriel, question, confidentiel, demande_le, delai_le, sens, texte, repondu_le,
                clos_le
            from financement.avis where dossier_id = \(dossier) order by avis_id
            """)
    }

    /// COM-3 (CGCT L2334-37): the commission d'élus must have answered before this much is granted, and has not.
    /// - Parameter montant: what would be granted, HT.
    public static func commissionAttendue(_ dossier: ID<Dossier>, montant: Money, in tx: Transaction) async throws -> Bool {
        try await tx.value(
            """
            select financement.avis_commission_requis(dossier, \(montant)::bigint) and not financement.avis_commission_rendu(dossier_id)
                as attendu
            from financement.dossier where dossier_id = \(dossier)
            """)
    }
}

/// What an expert reads by her link, without an account.
public struct DemandeAvis: Decodable, Sendable {
    public struct Autre: Codable, Sendable {
        public let expert: String
        public let sens: SensAvis
        public let texte: String?
    }

    public struct PieceJointe: Decodable, Sendable {
        public let pieceId: ID<Piece>
        public let code: String?
        public let nomFichier: String
        public let typeMime: String
        public let taille: Int64
    }

    public let dossierId: ID<Dossier>
    public let expert: String
    public let question: String
    public let delaiLe: LocalDate
    public let closLe: LocalDate?
    public let reponduLe: LocalDate?
    public let numero: String
    public let intitule: String
    public let porteur: String
    public let commune: String
    public let prefecture: String
    public let dispositif: String
    public let coutTotalHtCentimes: Money
    public let depenseSubventionnableCentimes: Money
    public let montantDemandeCentimes: Money
    /// Opinions that their authors do not hide.
    public let autres: JSONB<[Autre]>

    /// nil when no question has this secret.
    public static func find(secret: String, in tx: Transaction) async throws -> DemandeAvis? {
        try await tx.first(
            """
            select dossier_id, expert, question, delai_le, clos_le, repondu_le, numero, intitule, porteur, commune, prefecture, dispositif,
                cout_total_ht_centimes, depense_subventionnable_centimes, montant_demande_centimes, autres
            from financement.demande_par_lien(\(secret)::text)
            """)
    }

    /// The pieces of the dossier, while the question stands.
    public static func pieces(secret: String, le: LocalDate, in tx: Transaction) async throws -> [PieceJointe] {
        try await tx.rows(
            "select piece_id, code, nom_fichier, type_mime, taille from financement.pieces_par_lien(\(secret)::text, \(le)::date)")
    }

    public static func piece(_ id: ID<Piece>, secret: String, le: LocalDate, in tx: Transaction) async throws -> ContenuPiece? {
        try await tx.first(
            """
            select nom_fichier, type_mime, octets from financement.pieces_par_lien(\(secret)::text, \(le)::date, \(id)::bigint)
            """)
    }

    /// One answer, once.
    public static func repondre(secret: String, _ sens: SensAvis, texte: String?, le: LocalDate, in tx: Transaction) async throws {
        try await tx.execute(
            "select financement.repondre_par_lien(\(secret)::text, \(sens)::text, \(texte)::text, \(le)::date)")
    }
}
