/// What similar projects really got: an estimate, never a promise. Rates are whole percents.
public struct UsageObserve: Codable, Sendable, Hashable {
    /// How near the evidence is.
    public enum Niveau: String, Codable, Sendable, CaseIterable { case departement, voisins, region, france }

    /// A quarter of similar projects got less.
    public let q1: Rate
    public let mediane: Rate
    /// A quarter of similar projects got more.
    public let q3: Rate
    /// Real projects behind it at the level said, of the nature said.
    public let n: Int
    /// The nearest level that weighs a quarter of the estimate at least.
    public let niveau: Niveau
    /// nil: no project of the kind asked is known there, digital projects of every kind are counted.
    public let nature: NatureProjet?
    /// nil: none of the size asked is known there, every size is counted.
    public let taille: TailleProjet?
    /// Where the figures come from, with their years.
    public let source: String

    public init(
        q1: Rate, mediane: Rate, q3: Rate, n: Int, niveau: Niveau, nature: NatureProjet?, taille: TailleProjet?, source: String
    ) {
        (self.q1, self.mediane, self.q3, self.n) = (q1, mediane, q3, n)
        (self.niveau, self.nature, self.taille, self.source) = (niveau, nature, taille, source)
    }
}
