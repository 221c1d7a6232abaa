public import Documents
public import Model
import Planner
public import Postgres
import Store
import Synchronization

/// The use cases of the main job, shared by the pages and the command line: each reads what it needs, computes and renders
/// outside any transaction, then writes in one.
public struct Parcours: Sendable {
    public let database: Database
    public let atelier: Atelier
    private let referentiels = ReferentielCache()

    /// - Parameter database: opened as `trousse_app`.
    public init(database: Database, atelier: Atelier) { (self.database, self.atelier) = (database, atelier) }

    /// The law and the sources of money of the last import; read again only when an import happened. One small statement a call.
    public func referentiel(in tx: Transaction) async throws -> Referentiel { try await referentiels.current(in: tx) }
}

/// One copy of the referentiel per process, with the number of the import that made it.
final class ReferentielCache: Sendable {
    private let kept = Mutex<(version: Int64?, referentiel: Referentiel)?>(nil)

    func current(in tx: Transaction) async throws -> Referentiel {
        let version = try await Referentiel.version(in: tx)
        if let found = kept.withLock({ $0 }), found.version == version { return found.referentiel }
        let fresh = try await Referentiel.load(in: tx)
        kept.withLock { $0 = (version, fresh) }
        return fresh
    }
}
