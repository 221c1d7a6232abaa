public import Foundation
public import Model
public import Postgres

/// A job on many dossiers, done in the background, one transaction each.
public struct Travail: Decodable, Sendable, Hashable {
    public enum Genre: String, Codable, Sendable, CaseIterable, Bindable {
        /// Sets the accepted lines aside in the envelope.
        case programmation
        /// Turns the lines into decisions.
        case decisions
        case documents
    }

    public let travailId: ID<Travail>
    public let simulationId: ID<Simulation>?
    public let departementCode: String
    public let genre: Genre
    public let le: LocalDate
    public let total: Int
    public let faits: Int
    public let bloques: Int
    public let creeLe: Date
    public let finiLe: Date?
    /// Somebody worked on it in the last half minute.
    public let estVivant: Bool

    public static func find(_ id: ID<Travail>, in tx: Transaction) async throws -> Travail? {
        try await tx.first("\(fragment: selection) where travail.travail_id = \(id)")
    }

    public static func dernier(of simulation: ID<Simulation>, in tx: Transaction) async throws -> Travail? {
        try await tx.first(
            "\(fragment: selection) where travail.simulation_id = \(simulation) order by travail.travail_id desc limit 1")
    }

    /// Those of a département, the latest first.
    public static func all(departement: String, limite: Int, in tx: Transaction) async throws -> [Travail] {
        try await tx.rows(
            "\(fragment: selection) where travail.departement_code = \(departement) order by travail.travail_id desc limit \(literal: limite)"
        )
    }

    /// Opens a job on these dossiers, in this order.
    /// - Parameter le: the legal day of the acts.
    public static func ouvrir(
        _ genre: Genre, departement: String, simulation: ID<Simulation>?, dossiers: [ID<Dossier>], le date: LocalDate, by agent: ID<Agent>,
        in tx: Transaction
    ) async throws -> ID<Travail> {
        let id: ID<Travail> = try await tx.value(
            """
            insert into programmation.travail (departement_code, simulation_id, genre, le, demande_par)
            values (\(departement), \(simulation)::bigint, \(genre), \(date)::date, \(agent)::bigint) returning travail_id
            """)
        try await tx.execute(
            """
            insert into programmation.travail_ligne (travail_id, rang, dossier_id)
            select \(id)::bigint, element.rang::integer, element.dossier_id
            from unnest(\(dossiers.map(\.rawValue))::bigint[]) with ordinality as element (dossier_id, rang)
            """)
        return id
    }

    /// The next dossier to treat, locked until the transaction ends; nil when none is left that nobody holds. Two workers never take the
    /// same one.
    public static func prendre(_ id: ID<Travail>, in tx: Transaction) async throws -> ID<Dossier>? {
        try await tx.execute("update programmation.travail set battement = clock_timestamp() where travail_id = \(id) and fini_le is null")
        return try await tx.firstValue(
            """
            select dossier_id from programmation.travail_ligne
            where travail_id = \(id) and etat = 'a_faire' order by rang limit 1 for update skip locked
            """)
    }

    /// What is left to do, for work that holds no lock; says that somebody works on it.
    public static func restants(_ id: ID<Travail>, limite: Int, in tx: Transaction) async throws -> [ID<Dossier>] {
        try await tx.execute("update programmation.travail set battement = clock_timestamp() where travail_id = \(id) and fini_le is null")
        return try await tx.values(
            """
            select dossier_id from programmation.travail_ligne
            where travail_id = \(id) and etat = 'a_faire' order by rang limit \(literal: limite)
            """)
    }

    public static func faite(_ id: ID<Travail>, _ dossier: ID<Dossier>, in tx: Transaction) async throws {
        try await tx.execute(
            """
            update programmation.travail_ligne set etat = 'fait', fait_le = clock_timestamp()
            where travail_id = \(id) and dossier_id = \(dossier)
            """)
    }

    public static func bloquer(
        _ id: ID<Travail>, _ dossier: ID<Dossier>, regle: String, message: String, in tx: Transaction
    ) async throws {
        try await tx.execute(
            """
            update programmation.travail_ligne set etat = 'bloque', regle = \(regle), message = \(message), fait_le = clock_timestamp()
            where travail_id = \(id) and dossier_id = \(dossier)
            """)
    }

    /// Ends the job once nothing is left to do.
    public static func finir(_ id: ID<Travail>, in tx: Transaction) async throws {
        try await tx.execute(
            """
            update programmation.travail set fini_le = clock_timestamp()
            where travail_id = \(id) and fini_le is null
                and not exists (select from programmation.travail_ligne where travail_id = \(id) and etat = 'a_faire')
            """)
    }

    /// A dossier that the job left aside, and why.
    public struct Blocage: Decodable, Sendable, Hashable {
        public let dossierId: ID<Dossier>
        public let numero: String
        public let intitule: String
        public let message: String
    }

    public static func blocages(of id: ID<Travail>, in tx: Transaction) async throws -> [Blocage] {
        try await tx.rows(
            """
            select travail_ligne.dossier_id, dossier.numero, operation.intitule, travail_ligne.message
            from programmation.travail_ligne
            inner join financement.dossier on dossier.dossier_id = travail_ligne.dossier_id
            inner join operation.operation on operation.operation_id = dossier.operation_id
            where travail_ligne.travail_id = \(id) and travail_ligne.etat = 'bloque'
            order by travail_ligne.message, travail_ligne.rang limit 500
            """)
    }

    private static let selection: SQL = """
        select travail.travail_id, travail.simulation_id, travail.departement_code, travail.genre, travail.le, compte.total, compte.faits,
            compte.bloques, travail.cree_le, travail.fini_le,
            coalesce(travail.fini_le is null and travail.battement > clock_timestamp() - interval '30 seconds', false) as est_vivant
        from programmation.travail
        cross join lateral (
            select count(*)::integer as total, (count(*) filter (where travail_ligne.etat = 'fait'))::integer as faits,
                (count(*) filter (where travail_ligne.etat = 'bloque'))::integer as bloques
            from programmation.travail_ligne where travail_ligne.travail_id = travail.travail_id
        ) as compte
        """
}
