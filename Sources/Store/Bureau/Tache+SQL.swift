public import Model
public import Postgres

/// One dossier that waits for the préfecture, among the first of its kind.
public struct TacheDossier: Decodable, Sendable, Hashable {
    public enum Genre: String, Codable, Sendable, CaseIterable {
        /// Received, and opened by nobody yet.
        case nouveau
        /// Silence makes it complete soon, or already has.
        case reputeComplet = "repute"
        /// The porteur has answered a claim of pieces, and nobody opened it since.
        case corrige
        case aNotifier = "a_notifier"
        /// The delay to start (R2334-28), or to finish (R2334-29), runs out.
        case aCommencer = "a_commencer"
        case aAchever = "a_achever"
    }

    public let genre: Genre
    public let dossierId: ID<Dossier>
    public let intitule: String
    public let porteur: String
    public let dispositif: String
    public let montantCentimes: Money
    /// The legal day, or that of the act.
    public let terme: LocalDate?
    /// How many there are of this kind.
    public let total: Int
}

extension TacheDossier {
    /// How far the list looks, and the delays of the law in force.
    public struct Horizon: Sendable {
        /// Deemed complete by that day.
        public var reputesAvant: LocalDate
        /// Late to start or to finish by that day.
        public var delaisAvant: LocalDate
        public var moisPourCommencer: Int
        public var ansPourAchever: Int
        public init(reputesAvant: LocalDate, delaisAvant: LocalDate, moisPourCommencer: Int, ansPourAchever: Int) {
            (self.reputesAvant, self.delaisAvant) = (reputesAvant, delaisAvant)
            (self.moisPourCommencer, self.ansPourAchever) = (moisPourCommencer, ansPourAchever)
        }
    }

    /// The first of each kind, the most urgent first. One statement; each kind reads its own index.
    public static func all(
        departement: String, _ horizon: Horizon, parGenre limite: Int, in tx: Transaction
    ) async throws -> [TacheDossier] {
        try await tx.rows(
            """
            with tache as (
                select 'repute' as genre, dossier_id, repute_le as terme
                from financement.dossier
                where departement_code = \(departement) and etat = 'recu' and repute_le <= \(horizon.reputesAvant)::date
                union all
                select 'nouveau', dossier_id, depose_le
                from financement.dossier
                where departement_code = \(departement) and etat = 'recu'
                    and not exists (
                        select from financement.consultation_recente(\(departement)) as vue where vue.dossier_id = dossier.dossier_id
                    )
                union all
                select 'corrige', dossier.dossier_id, passage.survenu_le
                from financement.dossier
                cross join lateral (
                    select dernier.de, dernier.survenu_le, dernier.enregistre_le
                    from financement.passage as dernier
                    where dernier.dossier_id = dossier.dossier_id
                    order by dernier.passage_id desc limit 1
                ) as passage
                where dossier.departement_code = \(departement) and dossier.etat = 'recu' and passage.de = 'a_corriger'
                    and not exists (
                        select from financement.consultation_recente(\(departement)) as vue
                        where vue.dossier_id = dossier.dossier_id and vue.vue_le > passage.enregistre_le
                    )
                union all
                select 'a_notifier', dossier_id, decide_le
                from financement.dossier
                where departement_code = \(departement) and notifie_le is null and etat in ('accepte', 'refuse', 'classe_sans_suite')
                union all
                select 'a_commencer', dossier_id, delai.terme
                from financement.dossier
                cross join lateral (
                    select coalesce(
                        commencer_proroge_le,
                        (notifie_le + make_interval(months => coalesce(delai_commencement_mois, \(horizon.moisPourCommencer)::integer)))::date
                    ) as terme
                ) as delai
                where departement_code = \(departement) and etat = 'notifie' and delai.terme <= \(horizon.delaisAvant)::date
                union all
                select 'a_achever', dossier_id, delai.terme
                from financement.dossier
                cross join lateral (
                    select coalesce(achever_proroge_le, (commence_le + make_interval(years => \(horizon.ansPourAchever)::integer))::date) as terme
                ) as delai
                where departement_code = \(departement) and etat = 'commence' and delai.terme <= \(horizon.delaisAvant)::date
            ), rangee as (
                select genre, dossier_id, terme, count(*) over (partition by genre)::integer as total,
                    row_number() over (partition by genre order by terme, dossier_id) as rang
                from tache
            )

            select rangee.genre, rangee.dossier_id, operation.intitule, organisation.nom as porteur, dispositif.nom_court as dispositif,
                coalesce(dossier.montant_accorde_centimes, dossier.montant_demande_centimes) as montant_centimes, rangee.terme, rangee.total
            from rangee
            inner join financement.dossier using (dossier_id)
            inner join operation.operation on operation.operation_id = dossier.operation_id
            inner join acces.organisation on organisation.organisation_id = dossier.organisation_id
            inner join financement.dispositif on dispositif.code = dossier.dispositif
            where rangee.rang <= \(literal: limite)
            order by rangee.genre, rangee.rang
            """)
    }
}
