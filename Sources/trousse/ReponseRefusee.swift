import ArgumentParser
import Model
import Parcours
import Planner

/// What is answered in JSON when there is no plan and no result to answer: the same `refus` as in a plan.
struct ReponseRefusee: Encodable {
    let refus: [Motif]

    init(_ error: any Error) {
        let (code, valeurs): (String, [String: String]) =
            switch error {
            case let error as ErreurDeDemande: ("DEMANDE", error.chemin.isEmpty ? [:] : ["chemin": error.chemin])
            case let error as Refus: (error.regle, error.chemin.map { ["chemin": $0] } ?? [:])
            default: ("ECHEC", [:])
            }
        refus = [Motif(code: code, source: "", texte: Issue.phrase(error), valeurs: valeurs)]
    }

    /// A script that asked for JSON gets one document whatever happens; the sentence goes to standard error all the same.
    static func enJSON(_ estDemande: Bool = true, _ body: () async throws -> Void) async throws {
        do { try await body() } catch let code as ExitCode { throw code } catch {
            if estDemande { try Console.repondre(json: ReponseRefusee(error)) }
            throw error
        }
    }
}
