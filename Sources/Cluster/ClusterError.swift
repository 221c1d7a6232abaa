/// Why the private server could not be started or stopped: a French sentence saying what, why and how to repair.
public struct ClusterError: Error, Sendable, CustomStringConvertible {
    public var description: String

    init(_ description: String) { self.description = description }

    static let notInstalled = ClusterError(
        "PostgreSQL 15 ou plus récent est introuvable sur cette machine. Installez-le\u{A0}: apt-get install postgresql, "
            + "ou indiquez une base existante dans DATABASE_URL.")

    static let noServerUser = ClusterError(
        "PostgreSQL refuse de tourner en tant que root, et l’utilisateur «\u{A0}postgres\u{A0}» n’existe pas. "
            + "Installez le paquet qui le crée\u{A0}: apt-get install postgresql.")

    static func folder(_ path: String, _ reason: String) -> ClusterError {
        ClusterError("Le dossier \(path) ne peut pas être créé\u{A0}: \(reason). Vérifiez la place et les droits.")
    }

    static func unreachable(_ path: String) -> ClusterError {
        ClusterError(
            "Les données sont dans \(path), mais l’utilisateur «\u{A0}postgres\u{A0}» n’y a plus accès. "
                + "Rendez les dossiers parents traversables (chmod o+x), ou déplacez les données.")
    }

    static func version(_ wanted: Int, _ found: Int, _ path: String) -> ClusterError {
        ClusterError(
            "Les données de \(path) sont de PostgreSQL \(wanted), et seul PostgreSQL \(found) est installé. "
                + "Installez l’autre\u{A0}: apt-get install postgresql-\(wanted).")
    }

    static func failed(_ what: String, _ output: String, log: String?) -> ClusterError {
        let reason = output.isEmpty ? "sans explication" : output
        return ClusterError("\(what)\u{A0}: \(reason)." + (log.map { " Le journal est dans \($0)." } ?? ""))
    }

    static func locked(_ path: String) -> ClusterError {
        ClusterError("Un autre programme démarre ou arrête déjà cette base (verrou \(path)). Attendez sa fin, puis recommencez.")
    }
}
