import Model
public import Postgres
public import Store
import Synchronization

/// What selections come to, kept by the process as long as no dossier of their département moves: a list is turned, sorted and exported with
/// the same totals. What is kept is the département's, which every agent who may ask for it sees whole.
final class ListesCourantes: Sendable {
    private struct Departement {
        let version: Int
        var lieux: LieuxDossiers?
        var groupes: [FiltreDossiers: [GroupeDossiers]] = [:]
    }
    private static let departementsAuPlus = 128
    private static let filtresAuPlus = 64
    private let kept = Mutex<[String: Departement]>([:])

    func lieux(_ departement: String, _ version: Int) -> LieuxDossiers? {
        kept.withLock { $0[departement].flatMap { $0.version == version ? $0.lieux : nil } }
    }

    func groupes(_ filtre: FiltreDossiers, _ departement: String, _ version: Int) -> [GroupeDossiers]? {
        kept.withLock { $0[departement].flatMap { $0.version == version ? $0.groupes[filtre] : nil } }
    }

    func garder(_ departement: String, _ version: Int, lieux: LieuxDossiers) {
        modifier(departement, version) { $0.lieux = lieux }
    }

    func garder(_ departement: String, _ version: Int, _ filtre: FiltreDossiers, groupes: [GroupeDossiers]) {
        modifier(departement, version) { connu in
            if connu.groupes.count >= Self.filtresAuPlus { connu.groupes = [:] }
            connu.groupes[filtre] = groupes
        }
    }

    /// An answer read before a move that another page already saw is dropped: versions only grow.
    private func modifier(_ departement: String, _ version: Int, _ change: (inout Departement) -> Void) {
        kept.withLock { kept in
            if let connu = kept[departement], connu.version > version { return }
            if kept[departement]?.version != version {
                if kept.count >= Self.departementsAuPlus { kept = [:] }
                kept[departement] = Departement(version: version)
            }
            if var connu = kept[departement] {
                change(&connu)
                kept[departement] = connu
            }
        }
    }
}

extension Parcours {
    /// Where the dossiers of a département are.
    /// - Parameter version: of its `EffectifDossiers`, read before in the same transaction.
    public func lieux(departement: String, version: Int, in tx: Transaction) async throws -> LieuxDossiers {
        if let connus = listes.lieux(departement, version) { return connus }
        let lus = try await LieuxDossiers.all(departement: departement, in: tx)
        listes.garder(departement, version, lieux: lus)
        return lus
    }

    /// What a selection of a département comes to, by exercice, dispositif and state.
    public func groupes(_ filtre: FiltreDossiers, departement: String, version: Int, in tx: Transaction) async throws -> [GroupeDossiers] {
        if let connus = listes.groupes(filtre, departement, version) { return connus }
        let lus = try await Dossier.groupes(filtre, in: tx)
        listes.garder(departement, version, filtre, groupes: lus)
        return lus
    }
}
