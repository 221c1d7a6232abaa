import Foundation
import Model
import Postgres

extension Catalogue {
    func importDispositifs(in tx: Transaction) async throws -> Int {
        let rows = try referentiel.dispositifs.map { dispositif in
            DispositifEnregistre(
                code: dispositif.code, nom: dispositif.nom, nomCourt: dispositif.nomCourt, pieces: dispositif.pieces,
                contenu: try contenu(dispositif))
        }
        return try await tx.execute(
            """
            insert into financement.dispositif as cible (code, nom, nom_court, pieces, contenu)
            select code, nom, nom_court, array(select jsonb_array_elements_text(pieces)), contenu::jsonb
            from jsonb_to_recordset(\(try recordset(rows))::jsonb)
                as lu (code text, nom text, nom_court text, pieces jsonb, contenu text)
            on conflict (code) do update set
                nom = excluded.nom, nom_court = excluded.nom_court, pieces = excluded.pieces, contenu = excluded.contenu
            where cible is distinct from excluded
            """)
    }

    /// The files are the whole truth of a parameter: what is no longer there is removed.
    func importParametres(in tx: Transaction) async throws -> Int {
        let rows = try recordset(referentiel.parametres.toutes)
        let removed = try await tx.execute(
            """
            delete from financement.parametre as cible
            where not exists (
                select from jsonb_to_recordset(\(rows)::jsonb)
                    as lu (cle text, valeur text, du date, au date, source text, confiance text, precision text)
                where (cible.cle, cible.valeur, cible.periode, cible.source, cible.confiance) = (
                        lu.cle, lu.valeur, daterange(lu.du, lu.au, '[]'), lu.source, lu.confiance)
                    and cible.precision is not distinct from lu.precision
            )
            """)
        return removed
            + (try await tx.execute(
                """
                insert into financement.parametre (cle, valeur, periode, source, confiance, precision)
                select cle, valeur, daterange(du, au, '[]'), source, confiance, precision
                from jsonb_to_recordset(\(rows)::jsonb)
                    as lu (cle text, valeur text, du date, au date, source text, confiance text, precision text)
                where not exists (
                    select from financement.parametre as cible
                    where cible.cle = lu.cle and cible.periode = daterange(lu.du, lu.au, '[]')
                )
                """))
    }

    /// The files are the whole truth of the local rules too.
    func importRegles(in tx: Transaction) async throws -> Int {
        let rows = try recordset(
            referentiel.regles.map { regle in
                RegleEnregistree(
                    departementCode: regle.departementCode, dispositif: regle.dispositif, exercice: regle.exercice,
                    contenu: try contenu(regle))
            })
        let removed = try await tx.execute(
            """
            delete from financement.regle_departement as cible
            where not exists (
                select from jsonb_to_recordset(\(rows)::jsonb) as lu (departement_code text, dispositif text, exercice integer)
                where (cible.departement_code, cible.dispositif) = (lu.departement_code, lu.dispositif)
                    and cible.exercice is not distinct from lu.exercice
            )
            """)
        return removed
            + (try await tx.execute(
                """
                insert into financement.regle_departement as cible (departement_code, dispositif, exercice, contenu)
                select departement_code, dispositif, exercice, contenu::jsonb
                from jsonb_to_recordset(\(rows)::jsonb)
                    as lu (departement_code text, dispositif text, exercice integer, contenu text)
                on conflict on constraint regle_unique do update set contenu = excluded.contenu
                where cible is distinct from excluded
                """))
    }

    func importPieces(in tx: Transaction) async throws -> Int {
        try await tx.execute(
            """
            insert into financement.piece_exigee as cible (code, nom, fichier, description, source, generee, quand, perimee_mois)
            select code, nom, fichier, description, source, generee, quand, perimee_mois
            from jsonb_to_recordset(\(try recordset(pieces))::jsonb)
                as lu (
                    code text, nom text, fichier text, description text, source text, generee boolean, quand text, perimee_mois integer
                )
            on conflict (code) do update set
                nom = excluded.nom, fichier = excluded.fichier, description = excluded.description, source = excluded.source,
                generee = excluded.generee, quand = excluded.quand, perimee_mois = excluded.perimee_mois
            where cible is distinct from excluded
            """)
    }
}

/// What SQL joins, and the whole as it was read.
private struct DispositifEnregistre: Encodable {
    let code: String
    let nom: String
    let nomCourt: String
    let pieces: [String]
    let contenu: String
}

private struct RegleEnregistree: Encodable {
    let departementCode: String
    let dispositif: String
    let exercice: Int?
    let contenu: String
}
