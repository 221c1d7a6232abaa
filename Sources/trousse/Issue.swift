import ArgumentParser
import CatalogFiles
import Cluster
import Documents
import Foundation
import Model
import Parcours
import Planner
import Postgres
import Store

/// The command did not do what was asked: one French sentence, what, why and how to repair.
struct Echec: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// How a command ends: what it says, and its exit code.
enum Issue {
    static let echec: Int32 = 1
    static let usage: Int32 = 2

    static func finir(_ error: any Error) -> Never {
        if let code = error as? ExitCode { Foundation.exit(code.rawValue) }
        switch Trousse.exitCode(for: error) {
        case .success:
            Console.repondre(AideEnFrancais.traduire(Trousse.fullMessage(for: error)))
            Foundation.exit(0)
        case .validationFailure:
            Console.dire(AideEnFrancais.erreur(Trousse.fullMessage(for: error)))
            Foundation.exit(usage)
        default:
            Console.dire(phrase(error))
            Foundation.exit(code(error))
        }
    }

    /// A request that cannot be read is a mistake of the caller; a request that is refused is an answer.
    static func code(_ error: any Error) -> Int32 { error is ErreurDeDemande ? usage : echec }

    static func phrase(_ error: any Error) -> String {
        switch error {
        case let error as DatabaseError: phrase(error)
        case let errors as FormErrors: errors.messages.map(\.message).joined(separator: "\n")
        // Each of these is a French sentence by contract.
        case is Echec, is Refus, is ErreurDeDemande, is CatalogErrors, is ErreursDeFichier, is ClusterError, is MigrationError,
            is AtelierError,
            is DocumentError,
            is XLSXError, is ParametreManquant, is RapportIllisible:
            "\(error)"
        default: "Erreur imprévue\u{A0}: \(error)."
        }
    }

    private static func phrase(_ error: DatabaseError) -> String {
        if let refus = Refus(error) { return refus.description }
        switch (error.kind, error.sqlState) {
        case (.connection, _):
            return
                "La base de données ne répond pas\u{A0}: \(error.premiereLigne). Vérifiez DATABASE_URL, ou lancez «\u{A0}trousse doctor\u{A0}»."
        case (_, "3F000"), (_, "42P01"), (_, "42883"), (_, "42703"), (_, "22023"):
            return "La base n’est pas à jour (\(error.message)). Lancez «\u{A0}trousse database migrate\u{A0}»."
        case (_, "57014"): return "La base a mis trop de temps à répondre. Recommencez, ou demandez moins à la fois."
        default: return "La base a refusé\u{A0}: \(error.message) (\(error.sqlState ?? "sans code"))."
        }
    }
}

extension DatabaseError {
    /// libpq adds questions to what it says.
    var premiereLigne: Substring { message.split(separator: "\n").first ?? "" }
}
