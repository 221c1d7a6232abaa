public import Documents
public import Model
import Planner
public import Postgres
import Store

/// The use cases of the main job, shared by the pages and the command line: each reads what it needs, computes and renders
/// outside any transaction, then writes in one.
public struct Parcours: Sendable {
    public let database: Database
    public let atelier: Atelier
    private let catalogues = CatalogueCache()
    let listes = ListesCourantes()

    /// - Parameter database: opened as `trousse_app`.
    public init(database: Database, atelier: Atelier) { (self.database, self.atelier) = (database, atelier) }

    /// The catalogue and the law as the last import left them. One small statement a call.
    public func catalogue(in tx: Transaction) async throws -> CatalogueCourant { try await catalogues.current(in: tx) }

    /// The law and the sources of money of the last import. One small statement a call.
    public func referentiel(in tx: Transaction) async throws -> Referentiel { try await catalogue(in: tx).referentiel }
}
