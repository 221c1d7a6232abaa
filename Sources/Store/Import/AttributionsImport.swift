import Foundation
public import Model
public import Postgres

/// What one file of awards changed.
public struct EcrituresAttributions: Codable, Sendable, Hashable {
    public let ajoutees: Int
    public let modifiees: Int
    public var aChange: Bool { ajoutees + modifiees > 0 }
}

extension Attribution {
    /// Brings the awards of one file into the database, in the caller's transaction, as they are read: memory does not grow with the file. The
    /// same file again changes nothing. The owner's connection only.
    /// - Parameter suivante: the next award, nil at the end; what it throws undoes the transaction.
    public static func importer(in tx: Transaction, suivante: () async throws -> Attribution?) async throws -> EcrituresAttributions {
        try await tx.execute(
            """
            create temporary table if not exists attribution_lue (
                ligne bigint generated always as identity, id_projet text, annee integer, dispositif text, echelon text,
                departement_code text, code_insee text, siren text, nom text, objet text, categorie text, cout_ht numeric,
                subvention numeric, nature text
            ) on commit drop
            """)
        try await tx.execute("truncate attribution_lue restart identity")
        try await tx.copyIn(
            """
            copy attribution_lue (id_projet, annee, dispositif, echelon, departement_code, code_insee, siren, nom, objet, categorie, cout_ht,
                subvention, nature) from stdin
            """
        ) {
            try await suivante().map { lue in
                [
                    lue.idProjet, String(lue.annee), lue.dispositif, lue.echelon.rawValue, lue.departement, lue.codeInsee, lue.siren,
                    lue.nom,
                    lue.objet, lue.categorie, lue.coutHT.map { "\($0)" }, lue.subvention.map { "\($0)" }, lue.nature?.rawValue,
                ]
            }
        }
        let ecritures: EcrituresAttributions = try await tx.one(
            """
            with base as (
                select ligne, case
                    when id_projet is not null then concat_ws('/', annee, dispositif, id_projet)
                    else concat_ws('/', annee, dispositif, encode(sha256(convert_to(jsonb_build_array(
                        departement_code, code_insee, siren, nom, objet, cout_ht, subvention)::text, 'UTF8')), 'hex'))
                end as cle
                from attribution_lue
            ),

            -- Two rows of one file that say the same are two awards.
            rang as (
                select ligne, cle, row_number() over (partition by cle order by ligne) as rang from base
            ),

            ecrites as (
                insert into financement.attribution as cible (
                    cle, id_projet, annee, dispositif, echelon, departement_code, code_insee, siren, nom, objet, categorie, cout_ht, subvention,
                    nature
                )
                select
                    case rang.rang when 1 then rang.cle else rang.cle || '#' || rang.rang end, lue.id_projet, lue.annee, lue.dispositif,
                    lue.echelon, lue.departement_code, lue.code_insee, lue.siren, lue.nom, lue.objet, lue.categorie, lue.cout_ht,
                    lue.subvention, lue.nature
                from attribution_lue as lue
                inner join rang using (ligne)
                on conflict (cle) do update set
                    id_projet = excluded.id_projet, annee = excluded.annee, dispositif = excluded.dispositif, echelon = excluded.echelon,
                    departement_code = excluded.departement_code, code_insee = excluded.code_insee, siren = excluded.siren,
                    nom = excluded.nom, objet = excluded.objet, categorie = excluded.categorie, cout_ht = excluded.cout_ht,
                    subvention = excluded.subvention, nature = excluded.nature
                where cible is distinct from excluded
                returning (xmax = 0) as est_ajoutee
            )

            select count(*) filter (where est_ajoutee)::integer as ajoutees, count(*) filter (where not est_ajoutee)::integer as modifiees
            from ecrites
            """)
        // Comparables are looked for at once.
        if ecritures.aChange { try await tx.execute("analyze financement.attribution") }
        return ecritures
    }
}
