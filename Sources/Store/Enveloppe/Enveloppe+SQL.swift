public import Model
public import Postgres

extension SituationEnveloppe {
    /// The tree of an exercice, parents before children.
    public static func arbre(exercice: Int, in tx: Transaction) async throws -> [SituationEnveloppe] {
        try await tx.rows("\(fragment: selection) where exercice = \(exercice) order by niveau = 'departement', niveau = 'region', enveloppe")
    }

    /// The envelope that a département draws on for a dispositif; nil when it has none.
    public static func of(dispositif: String, departement: String, exercice: Int, in tx: Transaction) async throws -> SituationEnveloppe? {
        try await tx.first(
            """
            \(fragment: selection) where enveloppe = (
                select code from enveloppe.enveloppe
                where dispositif = \(dispositif) and territoire_code = \(departement) and exercice = \(exercice)
            )
            """)
    }

    public static func find(_ code: String, in tx: Transaction) async throws -> SituationEnveloppe? {
        try await tx.first("\(fragment: selection) where enveloppe = \(code)")
    }

    private static let selection: SQL = """
        select enveloppe, parent, niveau, territoire, exercice, nom, alloue_centimes, reserve_centimes, engage_centimes, paye_centimes,
            disponible_centimes
        from rapport.situation_enveloppe
        """
}

extension Mouvement {
    /// The last movements of an envelope, or of all, most recent first.
    public static func recents(enveloppe: String?, limite: Int = 50, in tx: Transaction) async throws -> [Mouvement] {
        try await tx.rows(
            """
            select mouvement_id, enregistre_le, survenu_le, nature, enveloppe, code_insee, dossier, montant_centimes, cle
            from rapport.mouvement
            where \(enveloppe)::text is null or enveloppe = \(enveloppe)::text
            order by mouvement_id desc limit \(limite)::integer
            """)
    }
}
