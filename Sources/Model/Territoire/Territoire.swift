/// The whole territory as `Catalog/territoire` gives it: every code named by a line exists in the list above it.
public struct Territoire: Sendable {
    public let regions: [Region]
    public let departements: [Departement]
    public let epci: [EPCI]
    public let communes: [Commune]
    /// Codes that are no longer a commune's; none of them is a code of `communes`.
    public let anciennes: [AncienneCommune]
    /// The départements that touch each one, by code.
    public let voisins: [String: [String]]
    public let arrondissements: [Arrondissement]

    public init(
        regions: [Region], departements: [Departement], epci: [EPCI], communes: [Commune], anciennes: [AncienneCommune],
        voisins: [String: [String]], arrondissements: [Arrondissement]
    ) {
        (self.regions, self.departements, self.epci) = (regions, departements, epci)
        (self.communes, self.anciennes, self.voisins) = (communes, anciennes, voisins)
        self.arrondissements = arrondissements
    }
}
