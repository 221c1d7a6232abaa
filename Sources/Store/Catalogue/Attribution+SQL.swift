import Foundation
public import Model
public import Postgres

/// A real project like the one that is planned: «Asson (64), point d’accueil numérique usagers, 1 660 €, 50 %».
public struct ProjetComparable: Decodable, Sendable, Hashable {
    public let annee: Int
    public let dispositif: String
    public let departement: String
    public let beneficiaire: String
    public let objet: String
    /// Cost and grant as published, brought to the centime.
    public let coutHtCentimes: Money
    public let subventionCentimes: Money
    /// Subsidy over cost as published, four places.
    public let taux: Rate
    /// 0 the same département, 1 one that touches it, 2 the same région, 3 elsewhere.
    public let eloignement: Int
}

extension Attribution {
    /// The nearest digital projects of a kind really funded: the same département first, then its neighbours, its région, the country; in each
    /// the most alike in cost first, then the most recent. Empty as long as nobody has imported awards.
    public static func comparables(
        departement: String, nature: NatureProjet, coutHT: Money, dispositif: String, limite: Int = 5, in tx: Transaction
    ) async throws -> [ProjetComparable] {
        try await tx.rows(
            """
            with lieu as (
                select
                    \(departement)::text as code,
                    array(select voisin_code from territoire.voisinage where departement_code = \(departement)::text) as voisins,
                    array(
                        select autre.code
                        from territoire.departement as ici
                        inner join territoire.departement as autre using (region_code)
                        where ici.code = \(departement)::text
                    ) as region,
                    greatest(\(coutHT)::bigint / 100.0, 0.01) as cout
            )

            select
                attribution.annee, attribution.dispositif, attribution.departement_code as departement, attribution.nom as beneficiaire,
                attribution.objet, round(attribution.cout_ht * 100)::bigint as cout_ht_centimes,
                round(attribution.subvention * 100)::bigint as subvention_centimes,
                round(attribution.subvention / attribution.cout_ht, 4)::text as taux, place.eloignement
            from lieu
            inner join financement.attribution
                on attribution.nature = \(nature.rawValue) and attribution.cout_ht > 0 and attribution.subvention > 0
            cross join lateral (
                select case
                    when attribution.departement_code = lieu.code then 0
                    when attribution.departement_code = any (lieu.voisins) then 1
                    when attribution.departement_code = any (lieu.region) then 2
                    else 3
                end as eloignement
            ) as place
            where attribution.dispositif = \(dispositif)
            order by place.eloignement, greatest(attribution.cout_ht / lieu.cout, lieu.cout / attribution.cout_ht), attribution.annee desc,
                attribution.cle
            limit \(literal: limite)
            """)
    }
}
