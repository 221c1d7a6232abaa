public import Model
public import Postgres

extension ProgrammeEnveloppes {
    /// Opens the tree of an exercice and allocates it, from the root down; posting keys make a second call change nothing.
    /// The owner's connection, as the system.
    public func ouvrir(le date: LocalDate, in tx: Transaction) async throws {
        for noeud in noeuds {
            try await creer(noeud.code, noeud.nom, niveau: noeud.niveau.rawValue, parent: noeud.parent, in: tx)
            try await allouer(noeud.code, noeud.montant, le: date, in: tx)
        }
        for delegation in delegations { try await deleguer(delegation, le: date, in: tx) }
    }

    /// One envelope a région, one a département; amounts by largest remainder on the key, so that the parts add up to the cent.
    private func deleguer(_ delegation: Delegation, le date: LocalDate, in tx: Transaction) async throws {
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
            try await creer(code, "\(delegation.nom), \(departements[0].regionNom)", niveau: "region", parent: delegation.de, territoire: region, in: tx)
            try await allouer(code, departements.map(\.montant).sum(), le: date, in: tx)
            for part in departements where part.montant > .zero {
                let leaf = "\(delegation.de)-\(part.code)"
                try await creer(
                    leaf, "\(delegation.nom), \(part.nom)", niveau: "departement", parent: code, territoire: part.code,
                    dispositif: delegation.dispositif, in: tx)
                try await allouer(leaf, part.montant, le: date, in: tx)
            }
        }
    }

    private func creer(
        _ code: String, _ nom: String, niveau: String, parent: String?, territoire: String? = nil, dispositif: String? = nil,
        in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            insert into enveloppe.enveloppe (code, nom, parent_id, niveau, territoire_code, exercice, dispositif)
            values (\(code), \(nom), (select enveloppe_id from enveloppe.enveloppe where code = \(parent)::text), \(niveau),
                \(territoire)::text, \(exercice), \(dispositif)::text)
            on conflict (code) do nothing
            """)
    }

    private func allouer(_ code: String, _ montant: Money, le date: LocalDate, in tx: Transaction) async throws {
        guard montant > .zero else { return }
        try await tx.execute("select enveloppe.allouer(\(code), \(montant)::bigint, \("ouverture/\(code)"), \(date)::date, 'Ouverture')")
    }
}

private struct Part: Decodable, Sendable {
    let code: String
    let nom: String
    let regionCode: String
    let regionNom: String
    let montant: Money
}
