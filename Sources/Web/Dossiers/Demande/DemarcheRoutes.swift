import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func demarcheNumerique(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations/:id/dossiers/:dossier/demarche") { request, context in
            try await demarchePage(try await sien(context), request, context)
        }
        group.post("operations/:id/dossiers/:dossier/demarche", use: preremplir)
        group.post("operations/:id/dossiers/:dossier/demarche/suivi", use: suivreDemarche)
    }

    private var plateforme: PlateformeDN? { configuration.demarcheNumerique.flatMap(PlateformeDN.init) }

    @Sendable private func preremplir(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let dossier = try await sien(context)
        do {
            guard let plateforme else {
                throw FormErrors("", "L’envoi n’est pas réglé sur ce serveur. Servez-vous du lien et de la liste.")
            }
            try await FormErrors.recueillir {
                try await parcours.preremplir(dossier, sur: plateforme, par: context.agent.agentId, le: aujourdhui)
            }
            return .vers(lien: CheminDemande.demarche(dossier.operationId, dossier.dossierId).link, flash: .preremplissageFait)
        } catch let erreurs as FormErrors {
            return try await demarchePage(dossier, request, context, erreurs: erreurs)
        }
    }

    @Sendable private func suivreDemarche(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (dossier, agent) = (try await sien(context), context.agent.agentId)
        do {
            let dernier = try await parcours.database.read(as: .agent(agent)) {
                try await Preremplissage.dernier(of: dossier.dossierId, in: $0)
            }
            guard let plateforme, let (preremplissage, _, _) = dernier else {
                throw FormErrors("", "Rien n’est à suivre\u{A0}: ce dossier n’a pas été prérempli d’ici.")
            }
            try await FormErrors.recueillir { try await parcours.suivre(preremplissage, sur: plateforme, par: agent, le: aujourdhui) }
            return .vers(lien: CheminDemande.demarche(dossier.operationId, dossier.dossierId).link, flash: .preremplissageSuivi)
        } catch let erreurs as FormErrors {
            return try await demarchePage(dossier, request, context, erreurs: erreurs)
        }
    }

    private func demarchePage(
        _ dossier: Dossier, _ request: Request, _ context: SecretaireContext, erreurs: FormErrors = .init()
    ) async throws -> Response {
        let agent = context.agent.agentId
        let value = try await parcours.database.read(as: .agent(agent)) { tx in
            guard let projet = try await Projet.find(dossier.operationId, in: tx) else { throw Refus.operation }
            let rempli = try await parcours.demande(dossier, contact: agent, le: dossier.deposeLe ?? aujourdhui, in: tx)
            guard let rempli, let demarche = rempli.demarche else { throw Refus.sansDemarche }
            return DemarchePage(
                projet: projet, dossier: dossier, demarche: demarche,
                valeurs: demarche.valeurs(rempli.demande, dispositif: dossier.dispositif, departement: dossier.departementCode),
                base: plateforme?.base ?? PlateformeDN.adressePublique, peutEnvoyer: plateforme != nil,
                dernier: try await Preremplissage.dernier(of: dossier.dossierId, in: tx), aujourdhui: aujourdhui, jeton: context.site.jeton)
        }
        let fil = filProjet(value.projet, "Démarche numérique")
        return page(context, request, titre: "Démarche numérique", rubrique: .projets, fil: fil, erreurs: erreurs) { value.html }
    }
}

extension Refus {
    fileprivate static let sansDemarche = Refus(
        .introuvable, "Cette demande ne se dépose pas sur Démarche numérique.", regle: "demarche_absente")
}
