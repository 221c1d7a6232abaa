import Foundation
public import Model
public import Postgres

extension LieuMediation {
    /// Brings the places of one file into the database, in the caller's transaction; the same file again changes nothing, and a place that the
    /// file does not name stays. The owner's connection only.
    /// - Parameter suivant: the next place, nil at the end; what it throws undoes the transaction.
    /// - Returns: how many were added or changed.
    public static func importer(in tx: Transaction, suivant: () async throws -> LieuMediation?) async throws -> Int {
        try await tx.execute(
            "create temporary table if not exists lieu_lu (like territoire.lieu_mediation including defaults) on commit drop")
        try await tx.execute("truncate lieu_lu")
        try await tx.copyIn(
            """
            copy lieu_lu (lieu_id, nom, commune, code_postal, code_insee, adresse, latitude, longitude, services, mis_a_jour_le, contenu)
            from stdin
            """
        ) {
            try await suivant().map { lieu in
                [
                    lieu.id, lieu.nom, lieu.commune, lieu.codePostal, lieu.codeInsee, lieu.adresse, lieu.latitude.map { "\($0)" },
                    lieu.longitude.map { "\($0)" }, lieu.services.postgresText, lieu.misAJourLe.description,
                    JSONB(lieu.autres).postgresText,
                ]
            }
        }
        return try await tx.execute(
            """
            insert into territoire.lieu_mediation as cible select * from lieu_lu
            on conflict (lieu_id) do update set
                nom = excluded.nom, commune = excluded.commune, code_postal = excluded.code_postal, code_insee = excluded.code_insee,
                adresse = excluded.adresse, latitude = excluded.latitude, longitude = excluded.longitude, services = excluded.services,
                mis_a_jour_le = excluded.mis_a_jour_le, contenu = excluded.contenu
            where cible is distinct from excluded
            """)
    }
}
