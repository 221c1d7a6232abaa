internal import Synchronization

/// Départements handed out one by one on each database, for tests whose préfecture or envelope must hold nothing but their own files.
public enum Departements {
    /// One that no other test has; «03» is everybody's and never given.
    public static func suivant() -> String {
        let database = TestDatabase.fresh?.name ?? ""
        let rank = given.withLock { given in
            defer { given[database, default: 0] += 1 }
            return given[database, default: 0]
        }
        precondition(rank < all.count, "plus de tests que de départements : donnez-leur une base (.freshDatabase), ou partagez-en un")
        return all[rank]
    }

    /// Never handed out. The median rates observed there, 29,44 % and 40 %, leave room for the envelope under every cap.
    public static let reserves = (chaine: "90", pages: "95")

    private static let given = Mutex<[String: Int]>([:])
    private static let all = [1...2, 4...19, 21...59, 61...74, 76...89].flatMap { $0 }.map { $0 < 10 ? "0\($0)" : String($0) }
}
