/// The whole territory as `Catalog/territoire` gives it: every code named by a line exists in the list above it.
public struct Territoire: Sendable {
    public let regions: [Region]
    public let departements: [Departement]
    public let epci: [EPCI]
    public let communes: [Commune]

    public init(regions: [Region], departements: [Departement], epci: [EPCI], communes: [Commune]) {
        (self.regions, self.departements, self.epci, self.communes) = (regions, departements, epci, communes)
    }
}
