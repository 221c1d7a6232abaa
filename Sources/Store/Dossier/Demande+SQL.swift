public import Model
public import Postgres

extension DemandeEnvoyee {
    /// Keeps what is sent, before the passage that sends it and in its transaction.
    public static func garder(_ demande: DemandeRemplie, de dossier: Dossier, le date: LocalDate, in tx: Transaction) async throws {
        try await tx.execute(
            """
            insert into financement.demande (dossier_id, organisation_id, formulaire_code, formulaire_version, envoyee_le, contenu)
            values (\(dossier.dossierId), \(dossier.organisationId), \(demande.formulaire.code), \(demande.formulaire.version)::integer,
                \(date)::date, \(JSONB(DemandeEnvoyee(demande))))
            """)
    }

    /// The last one sent, with its day; nil for what was deposited before there was a form.
    public static func derniere(of dossier: ID<Dossier>, in tx: Transaction) async throws -> DemandeEnvoyee? {
        let row: Row? = try await tx.first(
            "select contenu from financement.demande where dossier_id = \(dossier) order by demande_id desc limit 1")
        return row?.contenu.value
    }

    private struct Row: Decodable, Sendable { let contenu: JSONB<DemandeEnvoyee> }
}

extension Dossier {
    /// Names what the last demand of correction is about: `section:projet`, `piece:1.4`. In the transaction of the passage.
    public static func nommerCorrection(_ objets: [String], de id: ID<Dossier>, in tx: Transaction) async throws {
        try await tx.execute(
            """
            insert into financement.correction (passage_id, objet)
            select max(passage.passage_id), objet
            from financement.passage cross join unnest(\(objets)::text[]) as objet
            where passage.dossier_id = \(id) and passage.vers = 'a_corriger'
            group by objet
            """)
    }
}
