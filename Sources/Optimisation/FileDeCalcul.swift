internal import Dispatch

/// Where integer programmes are solved: one thread of its own, never one of Swift's cooperative pool, because GLPK blocks and keeps its
/// environment per thread. One at a time, so that a busy hour lengthens a queue and not every answer at once.
public enum FileDeCalcul {
    private static let file = DispatchQueue(label: "trousse.optimisation", qos: .userInitiated)

    public static func executer<Resultat: Sendable>(_ calcul: @escaping @Sendable () -> Resultat) async -> Resultat {
        await withCheckedContinuation { suite in file.async { suite.resume(returning: calcul()) } }
    }
}
