public import Model
import Planner
public import Postgres
import Store

/// An application with everything known filled in, and the form of Démarche numérique where it may be filed too.
public struct DossierRempli: Sendable {
    public let demande: DemandeRemplie
    public let demarche: Demarche?
}

extension Parcours {
    /// Five statements at most; nil when the dispositif asks no form that day.
    /// - Parameters:
    ///   - agent: who follows the dossier: the contact of the préfecture.
    ///   - date: picks the version of the form.
    public func demande(_ dossier: Dossier, contact agent: ID<Agent>, le date: LocalDate, in tx: Transaction) async throws -> DossierRempli?
    {
        guard let formulaire = try await FormulaireDemande.courant(dossier.dispositif, le: date, in: tx),
            let faits = try await FaitsDemande.find(dossier.dossierId, contact: agent, in: tx)
        else { return nil }
        let plan: Plan? = if let id = dossier.planId { try await Plan.find(id, in: tx) } else { nil }
        var ancienne: FormulaireDemande?
        if let debut = faits.formulaireDebut, debut < formulaire.version {
            ancienne = try await FormulaireDemande.find(formulaire.code, version: debut, in: tx)
        }
        let demarche = faits.demarches.first { $0.concerne(dossier.dispositif, departement: dossier.departementCode) }
        let connus = Connaissances(
            dossier: dossier, faits: faits, plan: plan, demarche: demarche, date: date, referentiel: try await referentiel(in: tx))
        return DossierRempli(
            demande: DemandeRemplie(
                formulaire: formulaire, connus: connus.valeurs, reponses: try await Reponse.all(of: dossier, in: tx),
                aCorriger: faits.sectionsACorriger.map(Set.init), ancienne: ancienne), demarche: demarche)
    }

    /// Keeps answers; nothing of them when one cannot be kept.
    /// - Parameter vu: the last revision that the page had read.
    /// - Returns: the revision that it has now seen.
    @discardableResult
    public func repondre(
        _ id: ID<Dossier>, _ reponses: [String: [String]?], vu: Int64, par agent: ID<Agent>, le date: LocalDate
    ) async throws -> Int64 {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { try await Reponse.garder(reponses, de: id, vu: vu, le: date, in: $0) }
        }
    }

    /// Takes over the answers of an earlier operation that are still true, where nothing was answered yet.
    /// - Returns: how many.
    public func reprendreReponses(
        _ dossier: Dossier, de source: ID<Projet>, par agent: ID<Agent>, le date: LocalDate
    ) async throws -> Int {
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                guard let formulaire = try await FormulaireDemande.courant(dossier.dispositif, le: date, in: tx) else { return 0 }
                let deja = try await Reponse.all(of: dossier, in: tx)
                let donnees = Set(deja.filter { $0.valeur != nil }.map(\.champ))
                let reprises = try await Reponse.all(ofOperation: source, in: tx).filter { reponse in
                    reponse.valeur != nil && !donnees.contains(reponse.champ) && formulaire.champ(reponse.champ)?.reprise ?? false
                }
                guard !reprises.isEmpty else { return 0 }
                _ = try await Reponse.garder(
                    Dictionary(uniqueKeysWithValues: reprises.map { ($0.champ, $0.valeur) }), de: dossier.dossierId,
                    vu: deja.map(\.revision).max() ?? 0, le: date, in: tx)
                return reprises.count
            }
        }
    }

    /// Sends the dossier: what it says is kept as it is that day, then it passes.
    func envoyer(_ dossier: Dossier, a etat: EtatDossier, par agent: ID<Agent>, le date: LocalDate, in tx: Transaction) async throws {
        if let rempli = try await demande(dossier, contact: agent, le: date, in: tx) {
            try await DemandeEnvoyee.garder(rempli.demande, de: dossier, le: date, in: tx)
        }
        try await Dossier.passer(dossier.dossierId, a: etat, le: date, in: tx)
    }
}
