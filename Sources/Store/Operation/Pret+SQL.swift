public import Model
public import Postgres

extension Pret.Nature: Bindable {}
extension Pret.Assureur: Bindable {}

extension Pret {
    /// A loan to conclude: the lines of the project that it takes, and how many of each.
    public struct Draft: Sendable {
        public var nature: Nature
        public var emprunteur: String
        public var representant: String
        public var adresse: String
        public var objet: String
        public var lieu: String
        public var debut: LocalDate
        public var fin: LocalDate
        public var assureur: Assureur
        public var lignes: [(ligne: ID<LigneProjet>, quantite: Int)]
        public init(
            nature: Nature, emprunteur: String, representant: String, adresse: String, objet: String, lieu: String, debut: LocalDate,
            fin: LocalDate, assureur: Assureur, lignes: [(ligne: ID<LigneProjet>, quantite: Int)]
        ) {
            (self.nature, self.emprunteur, self.representant) = (nature, emprunteur, representant)
            (self.adresse, self.objet, self.lieu) = (adresse, objet, lieu)
            (self.debut, self.fin, self.assureur, self.lignes) = (debut, fin, assureur, lignes)
        }
    }

    /// Keeps a loan with what it takes, valued TTC as it was bought; the database refuses what is already lent (`pret_quantite`).
    public static func conclure(_ draft: Draft, of operation: ID<Projet>, by agent: ID<Agent>, in tx: Transaction) async throws -> ID<Pret>
    {
        let id: ID<Pret> = try await tx.value(
            """
            insert into operation.pret (
                operation_id, organisation_id, nature, emprunteur, representant, adresse, objet, lieu, debut, fin, assureur, cree_par
            )
            select operation_id, organisation_id, \(draft.nature), \(draft.emprunteur), \(draft.representant), \(draft.adresse), \(draft.objet),
                \(draft.lieu), \(draft.debut)::date, \(draft.fin)::date, \(draft.assureur), \(agent)::bigint
            from operation.operation where operation_id = \(operation)
            returning pret_id
            """)
        for (rang, une) in draft.lignes.enumerated() {
            try await tx.execute(
                """
                insert into operation.pret_ligne (pret_id, rang, ligne_id, libelle, quantite, valeur_ttc_centimes)
                select \(id)::bigint, \(rang)::integer, ligne_id, libelle, \(une.quantite)::integer,
                    round(coalesce(prix_unitaire_ht_centimes, 0) * (1 + taux_tva))::bigint
                from operation.ligne where ligne_id = \(une.ligne) and operation_id = \(operation)
                """)
        }
        return id
    }

    /// The loans of a project, the last ones first.
    public static func all(of operation: ID<Projet>, in tx: Transaction) async throws -> [Pret] {
        try await tx.rows("\(fragment: selection) where pret.operation_id = \(operation) order by pret.pret_id desc")
    }

    /// The loans of an organisation: those that are out first, the nearest end first.
    public static func all(ofOrganisation organisation: ID<Organisation>, in tx: Transaction) async throws -> [Pret] {
        try await tx.rows(
            """
            \(fragment: selection)
            where pret.organisation_id = \(organisation) order by pret.rendu_le is not null, pret.fin, pret.pret_id limit 200
            """)
    }

    /// What a loan takes, in the order in which it was chosen.
    public static func lignes(of pret: ID<Pret>, in tx: Transaction) async throws -> [LignePret] {
        try await tx.rows(
            "select libelle, quantite, valeur_ttc_centimes from operation.pret_ligne where pret_id = \(pret) order by rang")
    }

    /// The equipment is back: it may be lent again.
    /// - Returns: false when it already was, or the loan is not hers.
    public static func rendre(_ pret: ID<Pret>, le date: LocalDate, of operation: ID<Projet>, in tx: Transaction) async throws -> Bool {
        try await tx.execute(
            """
            update operation.pret set rendu_le = \(date)
            where pret_id = \(pret) and operation_id = \(operation) and rendu_le is null
            """) == 1
    }

    private static let selection: SQL = """
        select pret.pret_id, pret.operation_id, operation.intitule, pret.nature, pret.emprunteur, pret.representant, pret.adresse, pret.objet,
            pret.lieu, pret.debut, pret.fin, pret.assureur, pret.rendu_le, total.valeur_ttc_centimes, total.unites
        from operation.pret
        inner join operation.operation on operation.operation_id = pret.operation_id
        cross join lateral (
            select coalesce(sum(pret_ligne.quantite * pret_ligne.valeur_ttc_centimes), 0)::bigint as valeur_ttc_centimes,
                coalesce(sum(pret_ligne.quantite), 0)::integer as unites
            from operation.pret_ligne
            where pret_ligne.pret_id = pret.pret_id
        ) as total
        """
}
