public import Model
public import Postgres

extension ProgrammeEnveloppes {
    /// Opens the tree for an exercice and allocates it, from the root down; posting keys make a second call change nothing.
    /// The owner's connection, as the system.
    public func ouvrir(exercice: Int, in tx: Transaction) async throws {
        let arbre = Arbre(exercice: exercice, tx: tx)
        for noeud in noeuds {
            try await arbre.creer(noeud.code, noeud.nom, niveau: noeud.niveau, parent: noeud.parent)
            try await arbre.allouer(noeud.code, noeud.montant)
        }
        for delegation in delegations { try await arbre.deleguer(delegation) }
    }
}

/// One exercice's tree while it is opened; every code bears the exercice.
private struct Arbre {
    let exercice: Int
    let tx: Transaction

    /// One envelope a région, one a département; amounts by largest remainder on the key, so that the parts add up to the cent.
    func deleguer(_ delegation: ProgrammeEnveloppes.Delegation) async throws {
        let parts: [Part] = try await tx.rows(
            """
            with poids as (
                select departement.code, departement.nom, departement.region_code, region.nom as region_nom,
                    coalesce(sum(commune.population) filter (where commune.population <= \(delegation.populationMax)::integer), 0) as poids
                from territoire.departement
                inner join territoire.region on region.code = departement.region_code
                left join territoire.commune on commune.departement_code = departement.code
                group by departement.code, departement.nom, departement.region_code, region.nom
            ),

            exact as (
                select poids.*, \(delegation.montant)::numeric * poids / sum(poids) over () as part from poids
            ),

            arrondi as (
                select exact.*, floor(part)::bigint as base, rank() over (order by part - floor(part) desc, code) as rang,
                    \(delegation.montant)::bigint - sum(floor(part)) over () as reste
                from exact
            )

            select code, nom, region_code, region_nom, (base + case when rang <= reste then 1 else 0 end)::bigint as montant
            from arrondi order by code
            """)
        for (region, departements) in Dictionary(grouping: parts, by: \.regionCode).sorted(by: { $0.key < $1.key }) {
            let code = "\(delegation.de)-R\(region)"
            try await creer(
                code, "\(delegation.nom), \(departements[0].regionNom)", niveau: .region, parent: delegation.de, territoire: region)
            try await allouer(code, departements.map(\.montant).sum())
            for part in departements {
                let leaf = "\(delegation.de)-\(part.code)"
                try await creer(
                    leaf, "\(delegation.nom), \(part.nom)", niveau: .departement, parent: code, territoire: part.code,
                    dispositif: delegation.dispositif)
                try await allouer(leaf, part.montant)
            }
        }
    }

    func creer(
        _ code: String, _ nom: String, niveau: SituationEnveloppe.Niveau, parent: String?, territoire: String? = nil,
        dispositif: String? = nil
    ) async throws {
        try await tx.execute(
            """
            insert into enveloppe.enveloppe (code, nom, parent_id, niveau, territoire_code, exercice, dispositif)
            values (\(suffixe(code)), \(nom), (select enveloppe_id from enveloppe.enveloppe where code = \(parent.map(suffixe))::text),
                \(niveau.rawValue), \(territoire)::text, \(exercice), \(dispositif)::text)
            on conflict (code) do nothing
            """)
    }

    /// Dated the first day of the exercice, so that opening again is the same request.
    func allouer(_ code: String, _ montant: Money) async throws {
        guard montant > .zero else { return }
        let jour = "\(exercice)-01-01"
        try await tx.execute(
            "select enveloppe.allouer(\(suffixe(code)), \(montant)::bigint, \("ouverture/" + suffixe(code)), \(jour)::date, 'Ouverture')")
    }

    private func suffixe(_ code: String) -> String { "\(code)-\(exercice)" }
}

private struct Part: Decodable, Sendable {
    let code: String
    let nom: String
    let regionCode: String
    let regionNom: String
    let montant: Money
}
