import Model
import Postgres

extension Catalogue {
    /// The files are the whole truth of the register: a rule that is no longer there is removed.
    func importDroit(in tx: Transaction) async throws -> Int {
        let removed = try await tx.execute("delete from financement.regle where not id = any (\(droit.map(\.id))::text[])")
        return removed
            + (try await tx.execute(
                """
                insert into financement.regle as cible (id, rang, contenu)
                select contenu ->> 'id', rang::integer, contenu
                from jsonb_array_elements(\(try recordset(droit))::jsonb) with ordinality as lu (contenu, rang)
                on conflict (id) do update set rang = excluded.rang, contenu = excluded.contenu
                where cible is distinct from excluded
                """))
    }
}
