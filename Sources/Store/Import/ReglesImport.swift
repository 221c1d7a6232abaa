import Foundation
import Model
import Postgres

extension Catalogue {
    func importDispositifs(in tx: Transaction) async throws -> Int {
        try await tx.execute(
            """
            insert into financement.dispositif as cible
            select code, nom, nom_court, autorite, sous_plafond_etat, est_public, taux_min, taux_max, plafond_montant,
                taux_propose, source, confiance, nature_donnee, array(select jsonb_array_elements_text(pieces)), description
            from jsonb_to_recordset(\(try recordset(referentiel.dispositifs))::jsonb) as lu (
                code text, nom text, nom_court text, autorite text, sous_plafond_etat boolean, est_public boolean, taux_min numeric,
                taux_max numeric, plafond_montant bigint, taux_propose numeric, source text, confiance text, nature_donnee text,
                pieces jsonb, description text
            )
            on conflict (code) do update set
                nom = excluded.nom, nom_court = excluded.nom_court, autorite = excluded.autorite,
                sous_plafond_etat = excluded.sous_plafond_etat, est_public = excluded.est_public, taux_min = excluded.taux_min,
                taux_max = excluded.taux_max, plafond_montant_centimes = excluded.plafond_montant_centimes,
                taux_propose = excluded.taux_propose, source = excluded.source, confiance = excluded.confiance,
                nature_donnee = excluded.nature_donnee, pieces = excluded.pieces, description = excluded.description
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

    func importRegles(in tx: Transaction) async throws -> Int {
        try await tx.execute(
            """
            insert into financement.regle_departement as cible
            select departement_code, dispositif, exercice, taux_min, taux_max, plancher_depense, plafond_depense,
                taux_median_observe, nombre_observe, arrondi, source, confiance
            from jsonb_to_recordset(\(try recordset(referentiel.regles))::jsonb) as lu (
                departement_code text, dispositif text, exercice integer, taux_min numeric, taux_max numeric,
                plancher_depense bigint, plafond_depense bigint, taux_median_observe numeric, nombre_observe integer,
                arrondi text, source text, confiance text
            )
            on conflict on constraint regle_unique do update set
                taux_min = excluded.taux_min, taux_max = excluded.taux_max, plancher_depense_centimes = excluded.plancher_depense_centimes,
                plafond_depense_centimes = excluded.plafond_depense_centimes, taux_median_observe = excluded.taux_median_observe,
                nombre_observe = excluded.nombre_observe, arrondi = excluded.arrondi, source = excluded.source,
                confiance = excluded.confiance
            where cible is distinct from excluded
            """)
    }

    func importPieces(in tx: Transaction) async throws -> Int {
        try await tx.execute(
            """
            insert into financement.piece_exigee as cible
            select code, nom, fichier, description, source, generee
            from jsonb_to_recordset(\(try recordset(pieces))::jsonb)
                as lu (code text, nom text, fichier text, description text, source text, generee boolean)
            on conflict (code) do update set
                nom = excluded.nom, fichier = excluded.fichier, description = excluded.description, source = excluded.source,
                generee = excluded.generee
            where cible is distinct from excluded
            """)
    }
}
