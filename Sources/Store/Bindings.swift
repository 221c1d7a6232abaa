import Foundation
public import Model
public import Postgres

// How the domain's values become parameters. Reading back is their own `Codable` form.
extension Money: Bindable { public var postgresText: String? { String(cents) } }
extension Rate: Bindable { public var postgresText: String? { value.description } }
extension LocalDate: Bindable { public var postgresText: String? { description } }
extension ID: Bindable { public var postgresText: String? { String(rawValue) } }
extension EtatDossier: Bindable {}
extension Section: Bindable {}
extension Eligibilite500: Bindable {}
extension Role: Bindable {}
extension Piece.Nature: Bindable {}
extension Piece.Origine: Bindable {}
