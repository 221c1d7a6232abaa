/// Something the user asked that cannot be: a French sentence, what, why and how to repair.
public struct Refus: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Genre: Sendable, Equatable { case introuvable, interdit, impossible }
    public let genre: Genre
    public let description: String
    /// The database constraint or the rule that decided, for tests and the journal.
    public let regle: String
    /// The key of a plan request that is at fault: `kits[0].code`; nil when nothing was written in JSON.
    public let chemin: String?

    public init(_ genre: Genre, _ description: String, regle: String, chemin: String? = nil) {
        (self.genre, self.description, self.regle, self.chemin) = (genre, description, regle, chemin)
    }

    public static let operation = Refus(.introuvable, "Ce projet n’existe pas, ou il n’est pas le vôtre.", regle: "operation_inconnue")
    public static let dossier = Refus(.introuvable, "Ce dossier n’existe pas, ou il n’est pas le vôtre.", regle: "dossier_inconnu")
}
