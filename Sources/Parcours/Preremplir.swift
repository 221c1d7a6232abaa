public import Model
import Postgres
import Store

extension Parcours {
    /// Opens the dossier on Démarche numérique with everything it can take, and keeps what it does not: its own published form, read just before,
    /// says which values it drops.
    /// - Throws: `Refus`; nothing is sent when its form cannot be read.
    public func preremplir(_ dossier: Dossier, sur plateforme: PlateformeDN, par agent: ID<Agent>, le date: LocalDate) async throws {
        let rempli = try await database.read(as: .agent(agent)) { tx in
            try await demande(dossier, contact: agent, le: dossier.deposeLe ?? date, in: tx)
        }
        guard let rempli, let demarche = rempli.demarche else {
            throw Refus(.introuvable, "Cette demande ne se dépose pas sur Démarche numérique.", regle: "demarche_absente")
        }
        let valeurs = demarche.valeurs(rempli.demande, dispositif: dossier.dispositif, departement: dossier.departementCode)
        let ecarts = try await plateforme.schema(demarche).ecarts(valeurs)
        let etat = try await plateforme.preremplir(demarche, valeurs)
        try await Refus.traduire {
            try await database.write(as: .agent(agent)) { tx in
                try await Preremplissage.garder(
                    Preremplissage.Draft(
                        demarche: demarche, adresse: etat.adresse, numero: etat.numero, jeton: etat.jeton, envoyees: valeurs, ecarts: ecarts
                    ),
                    de: dossier, par: agent, le: date, in: tx)
            }
        }
    }

    /// Asks where the pre-filled dossier stands; gone, it was not opened in time.
    public func suivre(_ preremplissage: Preremplissage, sur plateforme: PlateformeDN, par agent: ID<Agent>, le date: LocalDate)
        async throws
    {
        let etat = try await plateforme.suivre(preremplissage)
        try await database.write(as: .agent(agent)) { tx in
            try await Preremplissage.suivre(
                preremplissage.preremplissageId, etat: etat?.etat ?? .detruit, adresse: etat?.adresse, le: date, in: tx)
        }
    }
}
