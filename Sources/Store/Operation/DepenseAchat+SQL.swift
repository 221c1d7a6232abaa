public import Model
public import Postgres

/// What an organisation buys around a day, HT, by what procurement counts: CPV division, AGEC family, reuse. One row a group; a line without
/// an article has no division.
public struct DepenseAchat: Decodable, Sendable, Hashable {
    /// First two digits of the CPV.
    public let division: String?
    public let familleAgec: String?
    public let estReemploi: Bool
    /// The operation asked about, ordered or not.
    public let commandeCentimes: Money
    /// Other operations ordered in the twelve months before the day, that day included.
    public let douzeMoisCentimes: Money
    /// Other operations of these twelve months, not ordered yet, that ask an aid or ask none at all: a basket on trial is not a need.
    public let ouvertsCentimes: Money
    /// Other operations ordered in the calendar year of the day.
    public let anneeCentimes: Money

    /// Around a day, seen from one operation of the organisation.
    /// - Parameter mois: how many months back orders count (CCP R2121-7).
    public static func all(
        of organisation: ID<Organisation>, vuDe operation: ID<Projet>, le date: LocalDate, mois: Int, in tx: Transaction
    ) async throws -> [DepenseAchat] {
        let fin = LocalDate(date.year, 12, 31) ?? date
        return try await tx.rows(
            """
            with achat as (
                select left(article.cpv, 2) as division, article.famille_agec,
                    coalesce(article.etat = 'reconditionné', false) as est_reemploi,
                    round(ligne.quantite * coalesce(ligne.prix_unitaire_ht_centimes, 0)) as centimes,
                    operation.operation_id = \(operation)::bigint as est_ici, commande.passee_le,
                    commande.commande_id is null and operation.cree_le >= \(date.adding(months: -mois))::date
                    and (
                        operation.sans_aide
                        or exists (
                            select from financement.dossier
                            where dossier.operation_id = operation.operation_id
                                and dossier.etat not in ('annule', 'refuse', 'classe_sans_suite')
                        )
                    ) as est_ouvert
                from operation.operation
                inner join operation.ligne on ligne.operation_id = operation.operation_id
                left join operation.commande on commande.operation_id = operation.operation_id
                left join catalogue.article on article.code = ligne.article_code
                where operation.organisation_id = \(organisation)::bigint
            )

            select division, famille_agec, est_reemploi, coalesce(sum(centimes) filter (where est_ici), 0)::bigint as commande_centimes,
                coalesce(sum(centimes) filter (
                    where not est_ici and passee_le > \(date.adding(months: -mois))::date and passee_le <= \(date)::date
                ), 0)::bigint as douze_mois_centimes,
                coalesce(sum(centimes) filter (where not est_ici and est_ouvert), 0)::bigint as ouverts_centimes,
                coalesce(sum(centimes) filter (
                    where not est_ici and passee_le between date_trunc('year', \(date)::date) and \(fin)::date
                ), 0)::bigint as annee_centimes
            from achat
            group by division, famille_agec, est_reemploi
            order by division, famille_agec, est_reemploi
            """)
    }
}
