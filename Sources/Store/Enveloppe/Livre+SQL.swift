public import Model
public import Postgres

/// What the préfecture posts on a grant of its département once the order is passed. Amounts are positive; each call is idempotent by its
/// key, which refuses another request.
extension Dossier {
    /// Certifies the service fait: what is to be paid, within what is committed.
    public static func liquider(
        _ id: ID<Dossier>, _ montant: Money, cle: String, le date: LocalDate, motif: String = "", in tx: Transaction
    )
        async throws
    {
        try await tx.execute("select enveloppe.liquider(\(id)::bigint, \(montant)::bigint, \(cle), \(date)::date, \(motif))")
    }

    /// Pays, within what is certified and within the CP of the year.
    public static func payer(_ id: ID<Dossier>, _ montant: Money, cle: String, le date: LocalDate, motif: String = "", in tx: Transaction)
        async throws
    {
        try await tx.execute("select enveloppe.payer(\(id)::bigint, \(montant)::bigint, \(cle), \(date)::date, \(motif))")
    }

    /// Takes back what was paid (R2334-31).
    public static func reverser(_ id: ID<Dossier>, _ montant: Money, cle: String, le date: LocalDate, motif: String, in tx: Transaction)
        async throws
    {
        try await tx.execute("select enveloppe.reverser(\(id)::bigint, \(montant)::bigint, \(cle), \(date)::date, \(motif))")
    }
}

extension Mouvement {
    /// Undoes a certification, a payment or a reversement by its contrary, once.
    public static func annuler(_ id: ID<Mouvement>, cle: String, le date: LocalDate, motif: String, in tx: Transaction) async throws {
        try await tx.execute("select enveloppe.annuler(\(id)::bigint, \(cle), \(date)::date, \(motif))")
    }
}

/// What the programme manager does with envelopes.
extension SituationEnveloppe {
    /// Gives CP: what may be paid in the year, taken from the parent's.
    public static func allouerCP(_ code: String, _ montant: Money, cle: String, le date: LocalDate, in tx: Transaction) async throws {
        try await tx.execute("select enveloppe.allouer_cp(\(code), \(montant)::bigint, \(cle), \(date)::date)")
    }

    /// TRANSFERT-DEUX — moves AE between two envelopes of one exercice; above the threshold of the programme it waits for a second person.
    /// - Returns: the number of the transfer, for `statuer`.
    public static func transferer(
        de: String, vers: String, _ montant: Money, le date: LocalDate, motif: String, in tx: Transaction
    ) async throws -> Int {
        try await tx.value(
            "select enveloppe.transferer(\(de), \(vers), \(montant)::bigint, \(date)::date, \(motif))::integer as transfert")
    }

    /// Approves or refuses a transfer that somebody else proposed.
    public static func statuer(_ transfert: Int, approuve: Bool, in tx: Transaction) async throws {
        try await tx.execute("select enveloppe.statuer(\(transfert)::bigint, \(approuve))")
    }

    /// Closes an exercice: AE left are withdrawn, nothing new is promised.
    /// - Returns: how many envelopes were closed.
    public static func cloturer(exercice: Int, le date: LocalDate, in tx: Transaction) async throws -> Int {
        try await tx.value("select enveloppe.cloturer(\(exercice)::integer, \(date)::date) as nombre")
    }

    /// Carries over some of what the closing withdrew to a root envelope of the next exercice.
    public static func reporter(
        de: String, vers: String, _ montant: Money, cle: String, le date: LocalDate, motif: String, in tx: Transaction
    ) async throws {
        try await tx.execute("select enveloppe.reporter(\(de), \(vers), \(montant)::bigint, \(cle), \(date)::date, \(motif))")
    }
}

/// One control of the proof: two ways to the same sum.
public struct Controle: Decodable, Sendable, Hashable {
    public let controle: String
    public let verifies: Int
    /// How many differ: zero, or the books are wrong.
    public let ecarts: Int
    public let gaucheCentimes: Money
    public let droiteCentimes: Money

    /// Every control of the books, on all the envelopes. The programme manager and the system only.
    public static func preuve(in tx: Transaction) async throws -> [Controle] {
        try await tx.rows(
            "select controle, verifies::integer, ecarts::integer, gauche_centimes, droite_centimes from rapport.preuve")
    }
}
