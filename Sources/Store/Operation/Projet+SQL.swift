public import Model
public import Postgres

extension Projet {
    /// What a new operation needs; the database completes département and, for a commune, the place.
    public struct Draft: Sendable {
        public var organisation: ID<Organisation>
        public var codeInsee: String
        public var intitule: String
        public var objet: String
        public var exercice: Int
        public var decisionPetitMateriel: Bool
        /// The project that it is a copy of.
        public var copieDe: ID<Projet>?
        public init(
            organisation: ID<Organisation>, codeInsee: String, intitule: String, objet: String = "", exercice: Int,
            decisionPetitMateriel: Bool = false, copieDe: ID<Projet>? = nil
        ) {
            (self.organisation, self.codeInsee, self.intitule, self.objet) = (organisation, codeInsee, intitule, objet)
            (self.exercice, self.decisionPetitMateriel, self.copieDe) = (exercice, decisionPetitMateriel, copieDe)
        }
    }

    public static func create(_ draft: Draft, by agent: ID<Agent>, in tx: Transaction) async throws -> ID<Projet> {
        try await tx.value(
            """
            insert into operation.operation (organisation_id, code_insee, intitule, objet, exercice, decision_petit_materiel, copie_de, cree_par)
            values (\(draft.organisation), \(draft.codeInsee), \(draft.intitule), \(draft.objet), \(draft.exercice),
                \(draft.decisionPetitMateriel), \(draft.copieDe)::bigint, \(agent))
            returning operation_id
            """)
    }

    public static func find(_ id: ID<Projet>, in tx: Transaction) async throws -> Projet? {
        try await tx.first("\(fragment: selection) where operation.operation_id = \(id)")
    }

    /// All of an organisation's, most recent first.
    public static func all(of organisation: ID<Organisation>, limite: Int = 50, in tx: Transaction) async throws -> [Projet] {
        try await tx.rows(
            "\(fragment: selection) where operation.organisation_id = \(organisation) order by operation.operation_id desc limit \(literal: limite)"
        )
    }

    /// Changes title, object and the council's decision; refused by the database once a dossier is deposited.
    public static func update(
        _ id: ID<Projet>, intitule: String, objet: String, decisionPetitMateriel: Bool, in tx: Transaction
    ) async throws -> Bool {
        try await tx.execute(
            """
            update operation.operation set intitule = \(intitule), objet = \(objet), decision_petit_materiel = \(decisionPetitMateriel)
            where operation_id = \(id)
            """) == 1
    }

    /// Asks no aid at all, so that nothing is waited for before ordering, or asks again. False when a dossier already asks some, or the
    /// operation is not hers.
    public static func choisir(sansAide: Bool, _ id: ID<Projet>, in tx: Transaction) async throws -> Bool {
        try await tx.execute(
            """
            update operation.operation set sans_aide = \(sansAide)
            where operation_id = \(id)
                and not exists (select from financement.dossier where dossier.operation_id = operation.operation_id)
            """) == 1
    }

    private static let selection: SQL = """
        select operation.operation_id, operation.organisation_id, operation.departement_code, operation.code_insee,
            commune.nom as commune, organisation.nom as porteur, operation.intitule, operation.objet, operation.exercice,
            operation.decision_petit_materiel, operation.sans_aide, operation.livraison_prevue, operation.cree_le,
            operation.copie_de
        from operation.operation
        inner join territoire.commune using (code_insee)
        inner join acces.organisation on organisation.organisation_id = operation.organisation_id
        """
}
