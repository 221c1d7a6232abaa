public import Model
internal import Postgres
internal import Store

/// Envelopes as small as a test wants them: a `LIEUX` leaf of a département, under nobody.
public enum Enveloppes {
    /// Opens the leaf that the département's `LIEUX` files of this exercice draw on, and gives it money.
    /// - Returns: its code.
    @discardableResult
    public static func ouvrir(
        departement: String, exercice: Int = jourDesEssais.exerciceDeProgrammation, montant: Money
    ) async throws -> String {
        let code = "ESSAI-\(departement)-\(exercice)"
        try await TestDatabase.current.owner.write(as: .systeme("essais")) { tx in
            try await tx.execute(
                """
                insert into enveloppe.enveloppe (code, nom, niveau, territoire_code, exercice, dispositif)
                values (\(code), 'Enveloppe d’essai', 'departement', \(departement), \(exercice)::integer, 'LIEUX')
                """)
            try await tx.execute("select enveloppe.allouer(\(code), \(montant)::bigint, \("essai/" + code), \(jourDesEssais)::date)")
        }
        return code
    }
}

/// «Today» of every test that does not choose its own: a Monday of the campaign for 2027.
public let jourDesEssais = LocalDate(2026, 11, 23)!
