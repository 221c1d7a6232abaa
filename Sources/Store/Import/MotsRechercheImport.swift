import Model
import Postgres

extension Catalogue {
    /// The files are the whole truth of the vocabulary. What an expression means is what each of its lines says, together.
    func importMotsRecherche(in tx: Transaction) async throws -> Int {
        let rows = try recordset(motsRecherche.expressions)
        let removed = try await tx.execute(
            """
            delete from catalogue.expression
            where not cle = any (array(
                select catalogue.racines(lu.terme) from jsonb_to_recordset(\(rows)::jsonb) as lu (terme text)
            ))
            """)
        let written = try await tx.execute(
            """
            with lu as materialized (
                select catalogue.racines(r.un ->> 'terme') as cle, r.un ->> 'terme' as terme, r.un -> 'equivalents' as equivalents,
                    r.un -> 'sens' as sens, r.un ->> 'page' as page, (r.un ->> 'est_vide')::boolean as est_vide, r.rang
                from jsonb_array_elements(\(rows)::jsonb) with ordinality as r (un, rang)
            ), equivalent as (
                -- «imprimante multifonction» finds nothing that «imprimante» does not.
                select distinct lu.cle, racines
                from lu
                cross join lateral jsonb_array_elements_text(lu.equivalents) as dit
                cross join lateral catalogue.racines(dit) as racines
                where racines <> '' and not string_to_array(racines, ' ') @> string_to_array(lu.cle, ' ')
            ), reuni as (
                select cle, (array_agg(terme order by rang))[1] as terme,
                    coalesce((array_agg(sens order by rang) filter (where sens <> '[]'))[1], '[]') as sens, min(page) as page,
                    bool_and(est_vide) as est_vide
                from lu
                where cle <> ''
                group by cle
            )

            insert into catalogue.expression as cible (cle, terme, equivalents, sens, page, est_vide)
            select reuni.cle, reuni.terme,
                array(select equivalent.racines from equivalent where equivalent.cle = reuni.cle order by equivalent.racines),
                reuni.sens, reuni.page, reuni.est_vide
            from reuni
            on conflict (cle) do update set
                terme = excluded.terme, equivalents = excluded.equivalents, sens = excluded.sens, page = excluded.page,
                est_vide = excluded.est_vide
            where cible is distinct from excluded
            """)
        return removed + written + (try await importTermes(rows, in: tx)) + (try await importBesoins(in: tx))
    }

    /// What a misspelt word may be compared with.
    private func importTermes(_ rows: String, in tx: Transaction) async throws -> Int {
        let termes: SQL = """
            select lower(mot) as terme
            from jsonb_to_recordset(\(rows)::jsonb) as lu (terme text, equivalents text[])
            cross join lateral unnest(lu.terme || lu.equivalents) as mot
            """
        let removed = try await tx.execute(
            "delete from catalogue.terme where not terme = any (array(\(fragment: termes)))")
        return removed
            + (try await tx.execute(
                "insert into catalogue.terme (terme) select distinct terme from (\(fragment: termes)) as lu where terme <> '' on conflict do nothing"
            ))
    }

    private func importBesoins(in tx: Transaction) async throws -> Int {
        let rows = try recordset(motsRecherche.besoins)
        let removed = try await tx.execute(
            "delete from catalogue.besoin where not etiquette = any (\(motsRecherche.besoins.map(\.etiquette))::text[])")
        return removed
            + (try await tx.execute(
                """
                insert into catalogue.besoin as cible (etiquette, besoin)
                select lu.etiquette, lu.besoin from jsonb_to_recordset(\(rows)::jsonb) as lu (etiquette text, besoin text)
                on conflict (etiquette) do update set besoin = excluded.besoin
                where cible is distinct from excluded
                """))
    }
}
