public import Model
public import Postgres

extension Panier {
    /// Hers, then those that her intercommunality proposes to its communes; the last ones first.
    public static func all(pour organisation: ID<Organisation>, commune codeInsee: String?, in tx: Transaction) async throws -> [Panier] {
        let rows: [PanierRow] = try await tx.rows(
            """
            \(fragment: selection)
            where panier.organisation_id = \(organisation)
                or panier.propose_par = (select commune.epci_siren from territoire.commune where commune.code_insee = \(codeInsee)::text)
            order by panier.organisation_id <> \(organisation), panier.panier_id desc
            limit 100
            """)
        return rows.map(\.panier)
    }

    /// nil when it does not exist, or is not hers to see.
    public static func find(_ id: ID<Panier>, in tx: Transaction) async throws -> Panier? {
        let row: PanierRow? = try await tx.first("\(fragment: selection) where panier.panier_id = \(id)")
        return row?.panier
    }

    /// Keeps a basket.
    /// - Parameter epci: SIREN of the intercommunality that proposes it to its communes; the database refuses that of another.
    public static func garder(
        _ nom: String, note: String = "", proposePar epci: String? = nil, lignes: [LignePanier], of organisation: ID<Organisation>,
        by agent: ID<Agent>, in tx: Transaction
    ) async throws -> ID<Panier> {
        let id: ID<Panier> = try await tx.value(
            """
            insert into operation.panier (organisation_id, nom, note, propose_par, cree_par)
            values (\(organisation), \(nom), \(note), \(epci)::text, \(agent)) returning panier_id
            """)
        for (rang, ligne) in lignes.enumerated() {
            try await tx.execute(
                """
                insert into operation.panier_ligne (panier_id, rang, kit_code, article_code, quantite, options)
                values (\(id), \(rang)::integer, \(ligne.kitCode)::text, \(ligne.articleCode)::text, \(ligne.quantite)::integer,
                    \(ligne.options)::text[])
                """)
        }
        return id
    }

    /// - Returns: false when it is not hers.
    public static func retirer(_ id: ID<Panier>, in tx: Transaction) async throws -> Bool {
        try await tx.execute("delete from operation.panier where panier_id = \(id)") == 1
    }

    private static let selection: SQL = """
        select panier.panier_id, panier.organisation_id, panier.nom, panier.note, epci.nom as propose_par, (
                select coalesce(jsonb_agg(jsonb_build_object(
                    'kitCode', ligne.kit_code, 'articleCode', ligne.article_code, 'quantite', ligne.quantite, 'options', ligne.options,
                    'libelle', coalesce(kit.nom, article.libelle)
                ) order by ligne.rang), '[]')
                from operation.panier_ligne as ligne
                left join catalogue.kit on kit.code = ligne.kit_code and kit.est_courant
                left join catalogue.article on article.code = ligne.article_code and article.retire_le is null
                where ligne.panier_id = panier.panier_id
            ) as lignes
        from operation.panier
        left join territoire.epci on epci.siren = panier.propose_par
        """
}

private struct PanierRow: Decodable, Sendable {
    let panierId: ID<Panier>
    let organisationId: ID<Organisation>
    let nom: String
    let note: String
    let proposePar: String?
    let lignes: JSONB<[LignePanier]>

    var panier: Panier {
        Panier(
            panierId: panierId, organisationId: organisationId, nom: nom, note: note, proposePar: proposePar, lignes: lignes.value)
    }
}
