import Documents
public import Foundation
public import Model
import Planner
import Postgres
import Store

extension Parcours {
    /// The agreement of a loan as a PDF, from what was kept of it; rendered outside the transaction.
    /// - Throws: `Refus` when the loan is not hers.
    public func convention(
        _ id: ID<Pret>, of operation: ID<Projet>, par agent: ID<Agent>, le date: LocalDate
    ) async throws -> (nom: String, octets: Data) {
        let document: Document = try await database.read(as: .agent(agent)) { tx in
            guard let pret = try await Pret.all(of: operation, in: tx).first(where: { $0.pretId == id }),
                let projet = try await Projet.find(operation, in: tx),
                let organisation = try await Organisation.find(projet.organisationId, in: tx),
                let porteur = try await Porteur.of(organisation, in: tx)
            else { throw Refus.pret }
            let departement = try await Departement.find(projet.departementCode, in: tx)
            return .conventionPret(
                ConventionPret(
                    numero: "P-\(id)", editeeLe: date, preteur: PorteurImprimable(porteur, departement: departement?.nom ?? ""), pret: pret,
                    lignes: try await Pret.lignes(of: id, in: tx), estAide: try await !Dossier.all(of: operation, in: tx).isEmpty,
                    estIllustratif: true))
        }
        return (document.fichier, try await atelier.pdf(document))
    }
}

extension Refus {
    public static let pret = Refus(.introuvable, "Ce prêt n’existe pas, ou il n’est pas le vôtre.", regle: "pret_inconnu")
}
