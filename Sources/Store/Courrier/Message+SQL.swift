public import Foundation
public import Model
public import Postgres

extension Cote: Bindable {}
extension Appel.Sens: Bindable {}
extension SensAvis: Bindable {}
extension Avis.Nature: Bindable {}

extension Message {
    /// A file that leaves with a message.
    public struct Jointe: Sendable {
        public let nom: String
        public let type: String
        public let octets: Data
        public init(nom: String, type: String, octets: Data) { (self.nom, self.type, self.octets) = (nom, type, octets) }
    }

    /// Writes with its files, as whichever side the agent is on; the other side's mail is written in the same transaction.
    public static func ecrire(
        _ texte: String, on dossier: ID<Dossier>, attendReponse: Bool, jointes: [Jointe], in tx: Transaction
    ) async throws -> ID<Message> {
        let id: ID<Message> = try await tx.value(
            "select financement.ecrire_message(\(dossier)::bigint, \(texte)::text, \(attendReponse)::boolean) as message_id")
        for (rang, jointe) in jointes.enumerated() {
            let sha256: String = try await tx.value("select financement.garder_contenu(\(jointe.octets)::bytea) as sha256")
            try await tx.execute(
                """
                select financement.joindre_au_message(\(id)::bigint, \(rang + 1)::integer, \(jointe.nom)::text, \(jointe.type)::text,
                    \(jointe.octets.count)::bigint, \(sha256)::text)
                """)
        }
        return id
    }

    /// The thread, oldest first.
    public static func all(of dossier: ID<Dossier>, in tx: Transaction) async throws -> [Message] {
        try await tx.rows(
            """
            select message_id, dossier_id, cote, auteur, texte, attend_reponse, envoye_le, lu_le
            from financement.message where dossier_id = \(dossier) order by message_id
            """)
    }

    /// Marks as read what the other side of the agent wrote.
    public static func lire(_ dossier: ID<Dossier>, in tx: Transaction) async throws {
        try await tx.execute("select financement.lire_messages(\(dossier)::bigint)")
    }

    /// What a link to the thread says: how many there are, how many the agent's side has not opened, whether an answer is waited for.
    public struct Resume: Decodable, Sendable, Hashable {
        public let nombre: Int
        public let nonLus: Int
        public let attendReponse: Bool
    }

    public static func resume(of dossier: ID<Dossier>, pour cote: Cote, in tx: Transaction) async throws -> Resume {
        try await tx.one(
            """
            select count(*)::integer as nombre,
                (count(*) filter (where lu_le is null and cote <> \(cote)::text))::integer as non_lus,
                financement.attend_reponse(\(dossier)::bigint) as attend_reponse
            from financement.message where dossier_id = \(dossier)
            """)
    }
}

extension FichierMessage {
    public static func all(of dossier: ID<Dossier>, in tx: Transaction) async throws -> [FichierMessage] {
        try await tx.rows(
            """
            select message_id, rang, nom_fichier, type_mime, taille
            from financement.message_fichier inner join financement.message using (message_id)
            where message.dossier_id = \(dossier) order by message_id, rang
            """)
    }

    /// A file with its bytes; nil when it is not there or not the agent's to read.
    public static func contenu(_ message: ID<Message>, rang: Int, in tx: Transaction) async throws -> ContenuPiece? {
        try await tx.first(
            """
            select nom_fichier, type_mime, contenu.octets
            from financement.message_fichier inner join financement.contenu using (sha256)
            where message_id = \(message) and rang = \(rang)::integer
            """)
    }
}

extension NoteInterne {
    public static func ecrire(_ texte: String, on dossier: ID<Dossier>, by agent: ID<Agent>, in tx: Transaction) async throws {
        try await tx.execute(
            """
            insert into financement.note (dossier_id, departement_code, auteur_id, texte)
            select dossier_id, departement_code, \(agent)::bigint, \(texte)::text from financement.dossier where dossier_id = \(dossier)
            """)
    }

    /// Latest first.
    public static func all(of dossier: ID<Dossier>, in tx: Transaction) async throws -> [NoteInterne] {
        try await tx.rows(
            "select note_id, auteur, texte, ecrite_le from financement.note where dossier_id = \(dossier) order by note_id desc")
    }
}

extension Appel {
    public struct Draft: Sendable {
        public var appeleLe: LocalDate
        public var sens: Sens
        public var interlocuteur: String
        public var propos: String
        public var suite: String?
        public init(appeleLe: LocalDate, sens: Sens, interlocuteur: String, propos: String, suite: String?) {
            (self.appeleLe, self.sens, self.interlocuteur) = (appeleLe, sens, interlocuteur)
            (self.propos, self.suite) = (propos, suite)
        }
    }

    public static func noter(_ draft: Draft, on dossier: ID<Dossier>, by agent: ID<Agent>, in tx: Transaction) async throws {
        try await tx.execute(
            """
            insert into financement.appel (dossier_id, departement_code, auteur_id, appele_le, sens, interlocuteur, propos, suite)
            select dossier_id, departement_code, \(agent)::bigint, \(draft.appeleLe)::date, \(draft.sens)::text, \(draft.interlocuteur)::text,
                \(draft.propos)::text, \(draft.suite)::text
            from financement.dossier where dossier_id = \(dossier)
            """)
    }

    /// Latest first.
    public static func all(of dossier: ID<Dossier>, in tx: Transaction) async throws -> [Appel] {
        try await tx.rows(
            """
            select appel_id, auteur, appele_le, sens, interlocuteur, propos, suite
            from financement.appel where dossier_id = \(dossier) order by appele_le desc, appel_id desc
            """)
    }
}
