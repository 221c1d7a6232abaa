public import Foundation

/// A place where people are helped with digital tasks, in the LaMednum standard (1.0). E-mail addresses are left out: they are often
/// somebody's own.
public struct LieuMediation: Sendable, Hashable {
    public let id: String
    public let nom: String
    /// As the place writes it.
    public let commune: String
    public let codePostal: String
    /// nil when the file has none, which the standard allows.
    public let codeInsee: String?
    public let adresse: String
    /// Degrees, WGS 84.
    public let latitude: Decimal?
    public let longitude: Decimal?
    public let services: [String]
    public let misAJourLe: LocalDate
    /// The other columns that are filled, by their name in the standard.
    public let autres: [String: String]

    public init(
        id: String, nom: String, commune: String, codePostal: String, codeInsee: String?, adresse: String, latitude: Decimal?,
        longitude: Decimal?, services: [String], misAJourLe: LocalDate, autres: [String: String]
    ) {
        (self.id, self.nom, self.commune, self.codePostal) = (id, nom, commune, codePostal)
        (self.codeInsee, self.adresse, self.latitude, self.longitude) = (codeInsee, adresse, latitude, longitude)
        (self.services, self.misAJourLe, self.autres) = (services, misAJourLe, autres)
    }
}
