public import Model
public import Postgres

extension Dossier {
    /// What the plan asks of one dispositif, HT.
    public struct Draft: Sendable {
        public var operation: ID<Projet>
        public var dispositif: String
        public var plan: ID<Plan>
        public var coutTotalHT: Money
        public var depenseSubventionnable: Money
        public var montantDemande: Money
        public init(
            operation: ID<Projet>, dispositif: String, plan: ID<Plan>, coutTotalHT: Money, depenseSubventionnable: Money,
            montantDemande: Money
        ) {
            (self.operation, self.dispositif, self.plan) = (operation, dispositif, plan)
            (self.coutTotalHT, self.depenseSubventionnable, self.montantDemande) = (coutTotalHT, depenseSubventionnable, montantDemande)
        }
    }

    /// Opens the draft of a dispositif, or brings it to a newer plan; a deposited one is left alone. Not `on conflict do update`:
    /// row-level security raises there for a row that may no longer be changed, instead of passing over it.
    public static func preparer(_ draft: Draft, in tx: Transaction) async throws {
        let updated = try await tx.execute(
            """
            update financement.dossier set
                plan_id = \(draft.plan), cout_total_ht_centimes = \(draft.coutTotalHT),
                depense_subventionnable_centimes = \(draft.depenseSubventionnable), montant_demande_centimes = \(draft.montantDemande)
            where operation_id = \(draft.operation) and dispositif = \(draft.dispositif) and etat = 'brouillon'
            """)
        guard updated == 0 else { return }
        try await tx.execute(
            """
            insert into financement.dossier (
                operation_id, dispositif, plan_id, cout_total_ht_centimes, depense_subventionnable_centimes, montant_demande_centimes
            ) values (\(draft.operation), \(draft.dispositif), \(draft.plan), \(draft.coutTotalHT), \(draft.depenseSubventionnable),
                \(draft.montantDemande))
            on conflict (operation_id, dispositif) do nothing
            """)
    }

    /// Drops the drafts of dispositifs that the plan no longer asks.
    public static func abandonner(_ operation: ID<Projet>, sauf dispositifs: [String], in tx: Transaction) async throws {
        try await tx.execute(
            """
            delete from financement.dossier
            where operation_id = \(operation) and etat = 'brouillon' and not dispositif = any (\(dispositifs)::text[])
            """)
    }

    public static func find(_ id: ID<Dossier>, in tx: Transaction) async throws -> Dossier? {
        try await tx.first("\(fragment: selection) where dossier.dossier_id = \(id)")
    }

    public static func all(of operation: ID<Projet>, in tx: Transaction) async throws -> [Dossier] {
        try await tx.rows("\(fragment: selection) where dossier.operation_id = \(operation) order by dossier.dispositif")
    }

    public static func all(ofOrganisation organisation: ID<Organisation>, in tx: Transaction) async throws -> [Dossier] {
        try await tx.rows(
            "\(fragment: selection) where dossier.organisation_id = \(organisation) order by dossier.dossier_id desc limit 100")
    }

    /// Moves the dossier; the database checks who, when and from where, and posts on the envelope in the same transaction.
    /// - Parameter survenuLe: the legal day, Europe/Paris.
    public static func passer(
        _ id: ID<Dossier>, a etat: EtatDossier, le survenuLe: LocalDate, motif: String = "", in tx: Transaction
    ) async throws {
        try await tx.execute("select financement.passer(\(id)::bigint, \(etat), \(survenuLe)::date, \(motif))")
    }

    /// Grants: base and amount HT of the arrêté (R2334-26).
    /// - Parameter delaiMois: the delay to start, when the arrêté sets a shorter one than the law's (R2334-28 al. 2).
    public static func accorder(
        _ id: ID<Dossier>, le decideLe: LocalDate, depenseRetenue: Money, montant: Money, numeroEj: String?, motif: String,
        delaiMois: Int? = nil, in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            select financement.accorder(\(id)::bigint, \(decideLe)::date, \(depenseRetenue)::bigint, \(montant)::bigint,
                \(numeroEj)::text, \(motif)::text, \(delaiMois)::integer)
            """)
    }

    /// The provisional decision: base and amount HT, set aside on an envelope of the préfet.
    public static func programmer(
        _ id: ID<Dossier>, le date: LocalDate, depense: Money, montant: Money, motif: String = "", in tx: Transaction
    ) async throws {
        try await tx.execute(
            "select financement.programmer(\(id)::bigint, \(date)::date, \(depense)::bigint, \(montant)::bigint, \(motif)::text)")
    }

    /// Tells the applicant: from that day run the delays of a grant (R2334-28).
    public static func notifier(_ id: ID<Dossier>, le date: LocalDate, in tx: Transaction) async throws {
        try await tx.execute("select financement.notifier(\(id)::bigint, \(date)::date)")
    }

    /// The porteur opened the decision that was notified; nothing the second time.
    public static func accuserLecture(_ id: ID<Dossier>, in tx: Transaction) async throws {
        try await tx.execute("select financement.accuser_lecture(\(id)::bigint)")
    }

    /// A delay that the préfet extends.
    public enum Terme: String, Sendable, CaseIterable { case commencement, achevement }

    /// More time to start (R2334-28) or to finish (R2334-29); the caller has checked the limit of the law.
    public static func proroger(_ id: ID<Dossier>, _ terme: Terme, jusquau date: LocalDate, in tx: Transaction) async throws {
        try await tx.execute("select financement.proroger(\(id)::bigint, \(terme.rawValue), \(date)::date)")
    }

    /// Finds complete what silence made so by that day (R2334-23); anyone may ask.
    /// - Returns: how many passed.
    public static func reputerComplets(le date: LocalDate, in tx: Transaction) async throws -> Int {
        try await tx.value("select financement.reputer_complets(\(date)::date) as nombre")
    }

    /// Codes of the required pieces that are not there yet.
    public static func piecesManquantes(_ id: ID<Dossier>, in tx: Transaction) async throws -> [String] {
        try await tx.value("select financement.pieces_manquantes(\(id)::bigint) as codes", as: [String].self)
    }

    static let colonnes: SQL = """
        select dossier.dossier_id, dossier.numero, dossier.operation_id, dossier.organisation_id, dossier.departement_code,
            dossier.code_insee, commune.nom as commune, organisation.nom as porteur, operation.intitule, dossier.dispositif,
            dispositif.nom as dispositif_nom, dispositif.nom_court as dispositif_nom_court, dossier.exercice, dossier.etat,
            dossier.cout_total_ht_centimes, dossier.depense_subventionnable_centimes, dossier.montant_demande_centimes, dossier.depense_retenue_centimes,
            dossier.montant_accorde_centimes, dossier.depose_le, dossier.recu_le, dossier.complet_le, dossier.decide_le,
            dossier.repute_le, dossier.suspendu_le, dossier.repute_complet, dossier.depense_programmee_centimes,
            dossier.montant_programme_centimes, dossier.delai_commencement_mois, dossier.notifie_le, dossier.lu_le, dossier.commence_le,
            dossier.acheve_le, dossier.solde_le, dossier.commencer_proroge_le, dossier.achever_proroge_le,
            dossier.numero_ej, dossier.plan_id
        """

    static let tables: SQL = """
        from financement.dossier
        inner join operation.operation on operation.operation_id = dossier.operation_id
        inner join acces.organisation on organisation.organisation_id = dossier.organisation_id
        inner join territoire.commune on commune.code_insee = dossier.code_insee
        inner join financement.dispositif on dispositif.code = dossier.dispositif
        """

    static let selection: SQL = "\(fragment: colonnes) \(fragment: tables)"
}

extension Passage {
    /// The life of a dossier, oldest first.
    public static func all(of dossier: ID<Dossier>, in tx: Transaction) async throws -> [Passage] {
        try await tx.rows(
            """
            select passage.passage_id, passage.dossier_id, passage.de, passage.vers, passage.survenu_le, passage.motif,
                acces.nom_agent(passage.agent_id) as auteur, passage.enregistre_le
            from financement.passage where passage.dossier_id = \(dossier) order by passage.passage_id
            """)
    }
}
