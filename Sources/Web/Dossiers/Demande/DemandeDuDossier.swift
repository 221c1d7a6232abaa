import Model
import Parcours
import Postgres
import Store

/// Everything of the form that the page of a dossier shows.
struct DemandeDuDossier: Sendable {
    /// While it may be answered; nil once sent, or when the funder asks no form.
    let remplie: DossierRempli?
    let envoyee: DemandeEnvoyee?
    let changements: [ChangementReponse]
    let accord: Approbation?

    /// - Parameter agent: who follows the dossier.
    init(_ dossier: Dossier, _ parcours: Parcours, par agent: ID<Agent>, le date: LocalDate, in tx: Transaction) async throws {
        let ouverte = dossier.etat == .brouillon || dossier.etat == .aCorriger
        remplie = ouverte ? try await parcours.demande(dossier, contact: agent, le: date, in: tx) : nil
        envoyee = dossier.etat == .brouillon ? nil : try await DemandeEnvoyee.derniere(of: dossier.dossierId, in: tx)
        changements = ouverte ? try await ChangementReponse.all(of: dossier.dossierId, limite: 30, in: tx) : []
        accord = dossier.etat == .brouillon ? try await Approbation.derniere(dossier.dossierId, in: tx) : nil
    }

    var manquants: [FormulaireDemande.Champ] { remplie?.demande.manquants ?? [] }
}
