import Model
import Postgres

extension Catalogue {
    /// The files are the whole truth of the observed rates: a dispositif that has none any more loses its row.
    func importUsages(in tx: Transaction) async throws -> Int {
        let parDispositif = Dictionary(grouping: referentiel.usages.comptages, by: \.dispositif)
        let rows = try recordset(
            parDispositif.sorted { $0.key < $1.key }.map { dispositif, comptages in
                UsageEnregistre(dispositif: dispositif, source: referentiel.usages.source, contenu: try contenu(comptages))
            })
        let removed = try await tx.execute(
            "delete from financement.usage where not dispositif = any (\(Array(parDispositif.keys))::text[])")
        return removed
            + (try await tx.execute(
                """
                insert into financement.usage as cible (dispositif, source, contenu)
                select dispositif, source, contenu::jsonb
                from jsonb_to_recordset(\(rows)::jsonb) as lu (dispositif text, source text, contenu text)
                on conflict (dispositif) do update set source = excluded.source, contenu = excluded.contenu
                where cible is distinct from excluded
                """))
    }
}

private struct UsageEnregistre: Encodable {
    let dispositif: String
    let source: String
    let contenu: String
}

extension Territoire {
    func importVoisinages(in tx: Transaction) async throws -> Int {
        let couples = voisins.sorted { $0.key < $1.key }.flatMap { code, voisins in voisins.map { (code, $0) } }
        let (codes, autres) = (couples.map(\.0), couples.map(\.1))
        let removed = try await tx.execute(
            """
            delete from territoire.voisinage
            where not exists (
                select from unnest(\(codes)::text[], \(autres)::text[]) as lu (departement_code, voisin_code)
                where (lu.departement_code, lu.voisin_code) = (voisinage.departement_code, voisinage.voisin_code)
            )
            """)
        return removed
            + (try await tx.execute(
                """
                insert into territoire.voisinage (departement_code, voisin_code)
                select * from unnest(\(codes)::text[], \(autres)::text[])
                on conflict on constraint voisinage_cle do nothing
                """))
    }
}
