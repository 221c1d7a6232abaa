/// How much an award that differs from the one asked counts, and how fast nearer evidence takes the place of farther. Chosen by
/// cross-validation on départements that the published calibration does not use (`mesures reglage`).
public struct ReglageUsages: Sendable, Hashable {
    /// An award of another kind counts for one part of this.
    public var autreNature: Int
    /// An award one size band away counts for one part of this, two bands away for one part of its square.
    public var tailleVoisine: Int
    /// An award of another kind of porteur counts for one part of this.
    public var autrePorteur: Int
    /// As many awards of the département as this weigh as much as all that is farther.
    public var demiDepartement: Int
    /// As many neighbouring départements as this weigh as much as the région and the country.
    public var demiVoisins: Int
    /// As many départements of the région as this weigh as much as the country.
    public var demiRegion: Int

    public init(
        autreNature: Int = 5, tailleVoisine: Int = 4, autrePorteur: Int = 2, demiDepartement: Int = 1, demiVoisins: Int = 4,
        demiRegion: Int = 8
    ) {
        (self.autreNature, self.tailleVoisine, self.autrePorteur) = (autreNature, tailleVoisine, autrePorteur)
        (self.demiDepartement, self.demiVoisins, self.demiRegion) = (demiDepartement, demiVoisins, demiRegion)
    }

    public static let retenu = ReglageUsages()
}
