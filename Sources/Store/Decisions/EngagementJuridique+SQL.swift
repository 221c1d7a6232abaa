public import Model
public import Postgres

/// The commitment in Chorus, added after the decision.
public struct EngagementJuridique: Encodable, Sendable, Hashable {
    public var dossierId: ID<Dossier>
    public var numeroEj: String
    public var dateEj: LocalDate?
    public var montantCentimes: Money?
    /// `saisie`, or the name of the extract.
    public var origine: String
    public init(dossierId: ID<Dossier>, numeroEj: String, dateEj: LocalDate?, montantCentimes: Money?, origine: String) {
        (self.dossierId, self.numeroEj, self.dateEj) = (dossierId, numeroEj, dateEj)
        (self.montantCentimes, self.origine) = (montantCentimes, origine)
    }

    /// Writes or corrects; the number joins the dossier, if it is granted.
    public static func inscrire(_ engagement: EngagementJuridique, by agent: ID<Agent>, in tx: Transaction) async throws {
        try await tx.execute(
            """
            insert into programmation.engagement as cible (dossier_id, numero_ej, date_ej, montant_centimes, origine, inscrit_par)
            values (\(engagement.dossierId), \(engagement.numeroEj), \(engagement.dateEj)::date, \(engagement.montantCentimes)::bigint,
                \(engagement.origine), \(agent))
            on conflict (dossier_id) do update set
                numero_ej = excluded.numero_ej, date_ej = coalesce(excluded.date_ej, cible.date_ej),
                montant_centimes = coalesce(excluded.montant_centimes, cible.montant_centimes), origine = excluded.origine,
                inscrit_par = excluded.inscrit_par, inscrit_le = clock_timestamp()
            """)
    }
}
