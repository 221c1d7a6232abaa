public import Foundation

public struct Region: Codable, Sendable, Hashable {
    public let code: String
    public let nom: String
    public init(code: String, nom: String) { (self.code, self.nom) = (code, nom) }
}

public struct Departement: Codable, Sendable, Hashable {
    public let code: String
    public let nom: String
    /// `de l’`, `du`, `de la`, `des`, `de`: what stands between «préfecture» and the name.
    public let charniere: String
    public let regionCode: String
    public init(code: String, nom: String, charniere: String, regionCode: String) {
        (self.code, self.nom, self.charniere, self.regionCode) = (code, nom, charniere, regionCode)
    }

    /// `de l’Allier`, `du Cher`, `de La Réunion`.
    public var avecDe: String { charniere + (charniere.hasSuffix("’") ? "" : " ") + nom }
}

/// A part of a département: the sous-préfecture's. `communes` are the codes of those in it.
public struct Arrondissement: Codable, Sendable, Hashable {
    public let code: String
    public let nom: String
    public let departementCode: String
    public let communes: [String]
    public init(code: String, nom: String, departementCode: String, communes: [String]) {
        (self.code, self.nom, self.departementCode, self.communes) = (code, nom, departementCode, communes)
    }
}

/// An EPCI à fiscalité propre. `population` is the population totale; `populationCentre` the largest member commune's;
/// `superficieKm2` the sum of the members' areas.
public struct EPCI: Codable, Sendable, Hashable {
    public let siren: String
    public let nom: String
    /// CC, CA, CU, METRO, MET69
    public let nature: String
    public let departementCode: String
    public let population: Int
    public let populationCentre: Int
    public let superficieKm2: Decimal
    public init(
        siren: String, nom: String, nature: String, departementCode: String, population: Int, populationCentre: Int, superficieKm2: Decimal
    ) {
        (self.siren, self.nom, self.nature, self.departementCode) = (siren, nom, nature, departementCode)
        (self.population, self.populationCentre, self.superficieKm2) = (population, populationCentre, superficieKm2)
    }
}

/// A commune on 1 January 2026. `population` is the population totale (the DGF population is not published with it, RULES ELIG-POP).
public struct Commune: Codable, Sendable, Hashable {
    public let codeInsee: String
    public let nom: String
    public let departementCode: String
    public let epciSiren: String?
    public let siren: String?
    public let population: Int
    public let superficieKm2: Decimal?
    public let latitude: Decimal?
    public let longitude: Decimal?
    public let enZrr2018: Bool?
    public let enFrr2025: Bool?
    public init(
        codeInsee: String, nom: String, departementCode: String, epciSiren: String?, siren: String?, population: Int,
        superficieKm2: Decimal?, latitude: Decimal?, longitude: Decimal?, enZrr2018: Bool?, enFrr2025: Bool?
    ) {
        (self.codeInsee, self.nom, self.departementCode, self.epciSiren, self.siren) = (codeInsee, nom, departementCode, epciSiren, siren)
        (self.population, self.superficieKm2, self.latitude, self.longitude) = (population, superficieKm2, latitude, longitude)
        (self.enZrr2018, self.enFrr2025) = (enZrr2018, enFrr2025)
    }
}
