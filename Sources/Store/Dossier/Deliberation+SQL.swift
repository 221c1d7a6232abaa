public import Model
public import Postgres

extension DeliberationRedigee {
    /// The words that the mairie gave to the délibération of a dossier; nil: those of Trousse.
    public static func of(_ dossier: ID<Dossier>, in tx: Transaction) async throws -> DeliberationRedigee? {
        let texte: JSONB<DeliberationRedigee>? = try await tx.firstValue(
            "select texte from financement.deliberation where dossier_id = \(dossier)")
        return texte?.value
    }

    /// Keeps them; refused by row-level security once the dossier is deposited.
    public func garder(_ dossier: ID<Dossier>, by agent: ID<Agent>, in tx: Transaction) async throws {
        try await tx.execute(
            """
            insert into financement.deliberation (dossier_id, texte, redige_par) values (\(dossier), \(JSONB(self)), \(agent))
            on conflict (dossier_id) do update set texte = excluded.texte, redige_par = excluded.redige_par, redige_le = clock_timestamp()
            """)
    }

    /// Back to the words of Trousse.
    public static func abandonner(_ dossier: ID<Dossier>, in tx: Transaction) async throws {
        try await tx.execute("delete from financement.deliberation where dossier_id = \(dossier)")
    }
}
