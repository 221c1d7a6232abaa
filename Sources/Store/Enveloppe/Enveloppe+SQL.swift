public import Model
public import Postgres

extension SituationEnveloppe {
    /// The tree of an exercice, parents before children, children by name.
    public static func arbre(exercice: Int, in tx: Transaction) async throws -> [SituationEnveloppe] {
        try await tx.rows(
            """
            \(fragment: selection) where exercice = \(exercice)
            order by array_position(array['programme', 'volet', 'region', 'departement', 'arrondissement'], niveau), parent,
                public.unaccent(nom)
            """)
    }

    /// The years for which envelopes are open, latest first.
    public static func exercices(in tx: Transaction) async throws -> [Int] {
        try await tx.values("select distinct exercice from enveloppe.enveloppe order by exercice desc")
    }

    /// The exercice of an envelope; nil when there is no such envelope.
    public static func exercice(of code: String, in tx: Transaction) async throws -> Int? {
        try await tx.firstValue("select exercice from enveloppe.enveloppe where code = \(code)")
    }

    /// The envelope that a département draws on for a dispositif; nil when it has none. What draws has no children: its own
    /// balances are its roll-up, and the rest of the country is not added up for nothing.
    public static func of(dispositif: String, departement: String, exercice: Int, in tx: Transaction) async throws -> SituationEnveloppe? {
        try await tx.first(
            """
            select enveloppe.code as enveloppe, parent.code as parent, enveloppe.niveau, enveloppe.territoire_code as territoire,
                enveloppe.exercice, enveloppe.nom, enveloppe.alloue_centimes, enveloppe.reserve_centimes, enveloppe.engage_centimes,
                enveloppe.paye_centimes, enveloppe.retire_centimes, enveloppe.liquide_centimes, enveloppe.cp_centimes, enveloppe.cloture_le,
                enveloppe.alloue_centimes - enveloppe.reserve_centimes - enveloppe.engage_centimes - enveloppe.retire_centimes
                    as disponible_centimes
            from enveloppe.enveloppe
            left join enveloppe.enveloppe as parent on parent.enveloppe_id = enveloppe.parent_id
            where enveloppe.dispositif = \(dispositif) and enveloppe.territoire_code = \(departement)
                and enveloppe.exercice = \(exercice)
            """)
    }

    private static let selection: SQL = """
        select enveloppe, parent, niveau, territoire, exercice, nom, alloue_centimes, reserve_centimes, engage_centimes, paye_centimes,
            disponible_centimes, retire_centimes, liquide_centimes, cp_centimes, cloture_le
        from rapport.situation_enveloppe
        """
}

extension EnveloppeDepartement {
    /// Those of a département for an exercice, one a dispositif; none for a dispositif that has no envelope here (DETR, DSIL).
    public static func all(departement: String, exercice: Int, in tx: Transaction) async throws -> [EnveloppeDepartement] {
        try await tx.rows(
            """
            select code as enveloppe, nom, dispositif, exercice, alloue_centimes, reserve_centimes, engage_centimes, paye_centimes,
                reserve_des, retire_centimes
            from enveloppe.enveloppe
            where territoire_code = \(departement) and exercice = \(exercice) and dispositif is not null
            order by dispositif
            """)
    }
}

extension ConsommationCommune {
    /// What each commune takes of a département's envelope, the greatest first. Every column of the view's grain is given: the
    /// rest of the country is not added up.
    public static func of(_ enveloppe: SituationEnveloppe, in tx: Transaction) async throws -> [ConsommationCommune] {
        try await tx.rows(
            """
            select code_insee, commune, alloue_centimes, demande_centimes, reserve_centimes, engage_centimes, paye_centimes
            from rapport.consommation_par_commune
            where enveloppe = \(enveloppe.enveloppe) and departement = \(enveloppe.territoire) and exercice = \(enveloppe.exercice)
            order by reserve_centimes + engage_centimes desc, demande_centimes desc, commune
            """)
    }
}

extension Mouvement {
    /// The movements of an envelope that the agent may read, most recent first, by keyset.
    /// - Parameters:
    ///   - commune: only those of this code INSEE.
    ///   - avant: only those recorded before this one.
    public static func all(
        of enveloppe: String, commune: String? = nil, avant: ID<Mouvement>? = nil, limite: Int = 50, in tx: Transaction
    ) async throws -> [Mouvement] {
        var condition: SQL = "mouvement.enveloppe = \(enveloppe)"
        if let commune { condition = "\(fragment: condition) and mouvement.code_insee = \(commune)" }
        if let avant { condition = "\(fragment: condition) and mouvement.mouvement_id < \(avant)::bigint" }
        return try await tx.rows(
            """
            select mouvement.mouvement_id, mouvement.enregistre_le, mouvement.survenu_le, mouvement.nature, mouvement.enveloppe,
                mouvement.code_insee, commune.nom as commune, mouvement.dossier, dossier.dossier_id, mouvement.montant_centimes,
                mouvement.cle
            from rapport.mouvement
            left join territoire.commune on commune.code_insee = mouvement.code_insee
            left join financement.dossier on dossier.numero = mouvement.dossier
            where \(fragment: condition)
            order by mouvement.mouvement_id desc limit \(literal: limite)
            """)
    }
}
