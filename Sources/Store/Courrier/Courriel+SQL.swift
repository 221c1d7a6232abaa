public import Foundation
public import Model
public import Postgres

extension Identity {
    /// Who sends the mail and makes the daily round: no agent; the functions of the outbox ask for it.
    public static let facteur = Identity.systeme("courrier")
}

/// A mail of the outbox, leased to this sender.
public struct CourrielPris: Decodable, Sendable {
    public let courrielId: ID<CourrielPris>
    public let genre: String
    public let destinataire: String
    public let destinataireNom: String
    public let faits: JSONB<FaitsCourriel>
    /// Stable through every attempt: the Message-ID is made of it.
    public let identifiant: UUID
    /// As written at the first attempt; nil before it.
    public let objet: String?
    public let texte: String?
    public let html: String?
    /// This one included.
    public let tentatives: Int

    public struct Jointe: Decodable, Sendable {
        public let nomFichier: String
        public let typeMime: String
        public let octets: Data
    }

    /// Leases the mail that has waited the longest; nil when nothing is due.
    /// - Parameters:
    ///   - bail: this sender's, a new one each time: nobody else concludes under it.
    ///   - secondes: longer than one mail may take. A sender that dies gives the mail back after that.
    public static func prendre(le maintenant: Date, bail: UUID, secondes: Int, in tx: Transaction) async throws -> CourrielPris? {
        try await tx.first(
            """
            select courriel_id, genre, destinataire, destinataire_nom, faits, identifiant, objet, texte, html, tentatives
            from courrier.prendre(\(maintenant)::timestamptz, \(bail)::uuid, make_interval(secs => \(secondes)::integer))
            """)
    }

    /// Keeps what is about to be sent, so that every attempt sends the same.
    public func preparer(
        modele: Int, objet: String, texte: String, html: String, bail: UUID, in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            select courrier.preparer(\(courrielId)::bigint, \(bail)::uuid, \(modele)::integer, \(objet)::text, \(texte)::text, \(html)::text)
            """)
    }

    public func jointes(in tx: Transaction) async throws -> [Jointe] {
        try await tx.rows("select nom_fichier, type_mime, octets from courrier.jointes(\(courrielId)::bigint)")
    }

    /// - Returns: false when the lease had passed to another sender.
    public func conclure(bail: UUID, le: Date, reponse: String, in tx: Transaction) async throws -> Bool {
        try await tx.value("select courrier.conclure(\(courrielId)::bigint, \(bail)::uuid, \(le)::timestamptz, \(reponse)::text) as fait")
    }

    /// - Parameter gravite: `injoignable`, `provisoire` or `definitif`.
    public func echouer(bail: UUID, le: Date, erreur: String, gravite: String, in tx: Transaction) async throws {
        try await tx.execute(
            """
            select courrier.echouer(\(courrielId)::bigint, \(bail)::uuid, \(le)::timestamptz, \(erreur)::text, \(gravite)::text)
            """)
    }
}

/// Where the outbox stands.
public struct SituationCourrier: Codable, Sendable, Hashable {
    public let aEnvoyer: Int
    /// Due for more than a quarter of an hour.
    public let enRetard: Int
    public let enCours: Int
    /// Of the last 24 hours.
    public let envoyes: Int
    /// Refused for good, ten times, or too old: an operator has to look.
    public let abandonnes: Int
    public let plusAncien: Date?
    public let derniereErreur: String?

    public static func load(le maintenant: Date, in tx: Transaction) async throws -> SituationCourrier {
        try await tx.one(
            """
            select a_envoyer, en_retard, en_cours, envoyes, abandonnes, plus_ancien, derniere_erreur
            from courrier.situation(\(maintenant)::timestamptz)
            """)
    }
}

/// A mail as a list shows it: never its words, some hold a secret link.
public struct SuiviCourriel: Decodable, Sendable {
    public let courrielId: ID<CourrielPris>
    public let genre: String
    public let destinataire: String
    public let dossierId: ID<Dossier>?
    public let objet: String?
    public let creeLe: Date
    public let tentatives: Int
    public let derniereErreur: String?
    public let envoyeLe: Date?
    public let abandonneLe: Date?

    private static let colonnes: SQL = """
        select courriel_id, genre, destinataire, dossier_id, objet, cree_le, tentatives, derniere_erreur, envoye_le, abandonne_le
        from courrier.courriel
        """

    /// The last ones that no longer leave.
    public static func abandonnes(limite: Int, in tx: Transaction) async throws -> [SuiviCourriel] {
        try await tx.rows(
            """
            \(fragment: colonnes) where abandonne_le is not null order by abandonne_le desc, courriel_id desc limit \(literal: limite)
            """)
    }

    /// What was sent, or will be, about a dossier; latest first.
    public static func all(of dossier: ID<Dossier>, limite: Int, in tx: Transaction) async throws -> [SuiviCourriel] {
        try await tx.rows(
            "\(fragment: colonnes) where dossier_id = \(dossier) order by courriel_id desc limit \(literal: limite)")
    }

    /// Dead mails leave again; nil: all of them.
    public static func relancer(_ id: ID<CourrielPris>?, le: Date, in tx: Transaction) async throws -> Int {
        try await tx.value("select courrier.relancer(\(id)::bigint, \(le)::timestamptz) as nombre")
    }

    /// Gives up what was written before an instant and never left.
    public static func abandonner(avant: Date, le: Date, in tx: Transaction) async throws -> Int {
        try await tx.value("select courrier.abandonner(\(avant)::timestamptz, \(le)::timestamptz) as nombre")
    }
}

/// How an agent of a préfecture hears of her files.
public enum RythmeCourriel: String, Codable, Sendable, CaseIterable, Bindable {
    case immediat, quotidien

    /// One mail a day unless she chose otherwise.
    public static func of(_ agent: ID<Agent>, in tx: Transaction) async throws -> RythmeCourriel {
        let choisi: String? = try await tx.firstValue("select rythme from courrier.preference where agent_id = \(agent)")
        return choisi.flatMap(RythmeCourriel.init) ?? .quotidien
    }

    /// For the agent of the transaction.
    public static func choisir(_ rythme: RythmeCourriel, in tx: Transaction) async throws {
        try await tx.execute("select courrier.choisir_rythme(\(rythme)::text)")
    }
}
