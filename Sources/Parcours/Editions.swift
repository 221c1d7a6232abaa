import Documents
public import Foundation
public import Model
import Postgres
import Store

/// What is printed on demand from a dossier: never kept, hence always that of the day.
public enum Edition: String, Sendable, CaseIterable {
    case lettre, synthese, panneau
    /// As a word processor reads it.
    case deliberationODT = "deliberation.odt"
    /// As it will be printed.
    case deliberation = "deliberation.pdf"
}

extension Parcours {
    /// Writes one, from the plan of the day while the dossier is a draft, from the one that was deposited afterwards.
    /// - Throws: `Refus` when the words of the délibération no longer follow the plan; `AtelierError`.
    public func editer(_ edition: Edition, _ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws -> (
        nom: String, type: String, octets: Data
    ) {
        let dossier = try await imprimable(id, par: agent, le: date)
        do {
            guard edition != .deliberationODT else {
                return (
                    "deliberation-\(dossier.numero).odt", "application/vnd.oasis.opendocument.text",
                    try await atelier.odt(deliberation: dossier)
                )
            }
            let document: Document =
                switch edition {
                case .lettre: .lettre(dossier)
                case .synthese: .synthese(dossier)
                case .panneau: .panneau(dossier)
                case .deliberation, .deliberationODT: .deliberation(dossier)
                }
            return (document.fichier, "application/pdf", try await atelier.pdf(document))
        } catch let error as DocumentError { throw Refus(.impossible, error.description, regle: "document_incoherent") }
    }

    /// Everything that the documents of a dossier print, on that day.
    public func imprimable(_ id: ID<Dossier>, par agent: ID<Agent>, le date: LocalDate) async throws -> DossierImprimable {
        try await database.read(as: .agent(agent)) { tx in
            guard let dossier = try await Dossier.find(id, in: tx) else { throw Refus.dossier }
            let planifie =
                dossier.etat == .brouillon
                ? try await planifier(dossier.operationId, le: date, in: tx) : try await depose(dossier, in: tx)
            var value = try await imprimable(dossier, planifie, editeLe: date, in: tx)
            // A draft asks what the plan of the day says: that is what its deposit will write.
            if dossier.etat == .brouillon, let part = planifie.plan.financements.first(where: { $0.dispositif == dossier.dispositif }) {
                (value.montantDemande, value.depenseSubventionnable, value.taux) = (part.montant, part.depenseSubventionnable, part.taux)
            }
            return value
        }
    }
}
