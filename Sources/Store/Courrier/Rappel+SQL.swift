public import Model
public import Postgres

/// One reminder, written once for its key: the dossier, the date and how long before.
public struct Rappel: Sendable, Hashable {
    public enum Lecteur: String, Sendable, Bindable { case porteur, prefecture }
    public let cle: String
    public let dossier: ID<Dossier>
    public let lecteur: Lecteur
    public let faits: FaitsCourriel
    public init(cle: String, dossier: ID<Dossier>, lecteur: Lecteur, faits: FaitsCourriel) {
        (self.cle, self.dossier, self.lecteur, self.faits) = (cle, dossier, lecteur, faits)
    }

    public func ecrire(in tx: Transaction) async throws {
        let genre: GenreCourriel = lecteur == .porteur ? .rappel : .rappelAgent
        try await tx.execute(
            """
            select courrier.rappeler(\(cle)::text, \(genre.rawValue)::text, \(dossier)::bigint, \(lecteur)::text, \(JSONB(faits))::jsonb)
            """)
    }

    /// The mail of the day of each agent who prefers one.
    /// - Returns: how many were written.
    public static func resumes(le jour: LocalDate, in tx: Transaction) async throws -> Int {
        try await tx.value("select courrier.ecrire_resumes(\(jour)::date) as nombre")
    }

    /// Closes the opinions whose delay has passed.
    public static func expirerAvis(le jour: LocalDate, in tx: Transaction) async throws -> Int {
        try await tx.value("select financement.expirer_avis(\(jour)::date) as nombre")
    }
}

extension Dossier {
    /// The dossiers that still have a date to come, by key.
    public static func vivants(apres: ID<Dossier>?, limite: Int, in tx: Transaction) async throws -> [Dossier] {
        try await tx.rows(
            """
            \(fragment: selection)
            where dossier.dossier_id > coalesce(\(apres)::bigint, 0)
                and dossier.etat not in ('refuse', 'classe_sans_suite', 'annule', 'caduc', 'solde')
            order by dossier.dossier_id limit \(literal: limite)
            """)
    }
}

extension Passage {
    /// The lives of some dossiers, each oldest first.
    public static func all(of dossiers: [ID<Dossier>], in tx: Transaction) async throws -> [ID<Dossier>: [Passage]] {
        let passages: [Passage] = try await tx.rows(
            """
            select passage_id, dossier_id, de, vers, survenu_le, motif, null::text as auteur, enregistre_le
            from financement.passage where dossier_id = any (\(dossiers.map(\.rawValue))::bigint[]) order by passage_id
            """)
        return Dictionary(grouping: passages, by: \.dossierId)
    }
}
