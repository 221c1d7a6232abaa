import Model
import Postgres

extension Catalogue {
    /// Versions are added or corrected; one that a dossier was sent in stays, whatever the files say.
    func importFormulaires(in tx: Transaction) async throws -> Int {
        let rows = try recordset(
            formulaires.map { Version(code: $0.code, version: $0.version, contenu: try contenu($0)) })
        let written = try await tx.execute(
            """
            insert into financement.formulaire as cible (code, version, depuis, dispositifs, contenu)
            select lu.code, lu.version, (lue.contenu ->> 'depuis')::date,
                array(select jsonb_array_elements_text(lue.contenu -> 'dispositifs')), lue.contenu
            from jsonb_to_recordset(\(rows)::jsonb) as lu (code text, version integer, contenu text)
            cross join lateral (select lu.contenu::jsonb as contenu) as lue
            on conflict (code, version) do update set
                depuis = excluded.depuis, dispositifs = excluded.dispositifs, contenu = excluded.contenu
            where cible is distinct from excluded
            """)
        return written
            + (try await tx.execute(
                """
                delete from financement.formulaire as cible
                where not exists (
                    select from jsonb_to_recordset(\(rows)::jsonb) as lu (code text, version integer)
                    where lu.code = cible.code and lu.version = cible.version
                ) and not exists (
                    select from financement.demande
                    where demande.formulaire_code = cible.code and demande.formulaire_version = cible.version
                )
                """))
    }

    private struct Version: Encodable {
        let code: String
        let version: Int
        let contenu: String
    }

    /// The files are the whole truth of the mappings.
    func importDemarches(in tx: Transaction) async throws -> Int {
        let rows = try recordset(demarches.map { Correspondance(code: $0.code, contenu: try contenu($0)) })
        let written = try await tx.execute(
            """
            insert into financement.demarche as cible (code, contenu)
            select lu.code, lu.contenu::jsonb from jsonb_to_recordset(\(rows)::jsonb) as lu (code text, contenu text)
            on conflict (code) do update set contenu = excluded.contenu where cible is distinct from excluded
            """)
        return written
            + (try await tx.execute(
                "delete from financement.demarche where not code = any (\(demarches.map(\.code))::text[])"))
    }

    private struct Correspondance: Encodable {
        let code: String
        let contenu: String
    }
}
