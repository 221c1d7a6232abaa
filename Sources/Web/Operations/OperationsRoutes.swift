import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func operations(_ group: RouterGroup<SecretaireContext>) {
        group.get("operations", use: mesProjets)
        group.post("operations", use: creerProjet)
        group.get("operations/nouveau", use: nouveauProjet)
        group.get("operations/:id", use: equipement)
        group.post("operations/:id", use: modifierProjet)
        group.post("operations/:id/kits/:kit/quantite", use: reglerKit)
        group.post("operations/:id/kits/:kit/retrait", use: retirerKit)
        group.post("operations/:id/kits/:kit/options/:article/retrait", use: retirerOption)
        prix(group)
        composition(group)
        groupement(group)
        prets(group)
        paniers(group)
        plan(group)
        commandes(group)
        calendrier(group)
    }

    @Sendable private func mesProjets(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let agent = context.agent
        let id = agent.organisation.organisationId
        let value = try await parcours.database.read(as: .agent(agent.agentId)) { tx in
            var page = OperationsPage(
                agent, projets: try await Projet.all(of: id, in: tx), couts: try await CoutProjet.all(ofOrganisation: id, in: tx),
                dossiers: try await Dossier.all(ofOrganisation: id, in: tx), commandes: try await Commande.all(ofOrganisation: id, in: tx),
                participations: try await participations(agent, in: tx))
            page.aOuvrir = try await Preremplissage.aOuvrir(of: id, in: tx)
            return page
        }
        return page(context, request, titre: "Mes projets", rubrique: .projets) { value.html }
    }

    @Sendable private func equipement(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await equipementPage(try context.id("id", sinon: .operation), request, context)
    }

    @Sendable private func modifierProjet(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let form = ProjetForm(context.site.saisie)
        do {
            let draft = try form.draft()
            try await ecrire(context, ["operation_intitule": "intitule"]) { tx in
                let found = try await Projet.update(
                    id, intitule: draft.intitule, objet: draft.objet, decisionPetitMateriel: draft.decision, in: tx)
                guard found else { throw Refus.operation }
            }
            return .vers(.operation(id), flash: .projetModifie)
        } catch let erreurs as FormErrors {
            return try await equipementPage(id, request, context, form: form, erreurs: erreurs)
        }
    }

    @Sendable private func reglerKit(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        let kit = try context.parameters.require("kit")
        let form = QuantiteForm(context.site.saisie, kit: kit)
        do {
            let exemplaires = try form.draft()
            try await ecrire(context) { tx in
                guard try await LigneProjet.regler(kit: kit, exemplaires: exemplaires, of: id, in: tx) > 0 else { throw Refus.operation }
            }
            return .vers(.operation(id), flash: .projetModifie)
        } catch let erreurs as FormErrors {
            return try await equipementPage(id, request, context, quantite: (kit, form.quantite ?? ""), erreurs: erreurs)
        }
    }

    @Sendable private func retirerKit(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let kit = try context.parameters.require("kit")
        return try await retirer(request, context) { id, tx in try await LigneProjet.remove(kit: kit, from: id, in: tx) }
    }

    @Sendable private func retirerOption(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (kit, article) = (try context.parameters.require("kit"), try context.parameters.require("article"))
        return try await retirer(request, context) { id, tx in
            try await LigneProjet.remove(option: article, kit: kit, from: id, prixDu: aujourdhui, in: tx)
        }
    }

    private func retirer(
        _ request: Request, _ context: SecretaireContext, _ acte: @Sendable (ID<Projet>, Transaction) async throws -> Int
    ) async throws -> Response {
        let id = try context.id("id", sinon: .operation, of: Projet.self)
        do {
            try await ecrire(context) { tx in guard try await acte(id, tx) > 0 else { throw Refus.operation } }
            return .vers(.operation(id), flash: .kitRetire)
        } catch let erreurs as FormErrors {
            return try await equipementPage(id, request, context, erreurs: erreurs)
        }
    }

    /// Writes as the agent; what the database refuses comes back as an error of the form.
    func ecrire(
        _ context: SecretaireContext, _ champs: [String: String] = [:], _ acte: @Sendable (Transaction) async throws -> Void
    ) async throws {
        try await FormErrors.recueillir(champs) {
            try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in try await acte(tx) }
        }
    }

    func equipementPage(
        _ id: ID<Projet>, _ request: Request, _ context: SecretaireContext, form: ProjetForm? = nil,
        quantite: (kit: String, saisie: String)? = nil, reprise: String? = nil, panier: (nom: String, note: String?)? = nil,
        erreurs: FormErrors = .init()
    ) async throws -> Response {
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            let planifie = try await parcours.planifier(id, le: aujourdhui, in: tx)
            let parametres = try await parcours.referentiel(in: tx).parametres
            let kits = try await KitDuProjet.all(of: id, in: tx)
            let composition = try await parcours.composition(planifie, kits: kits, le: aujourdhui, in: tx)
            let mois = parametres.integer("prix.actualiser_mois", en: aujourdhui)
            return EquipementPage(
                planifie: planifie, kits: kits, avancement: try await avancement(planifie, in: tx),
                deliberation: EffetDeliberation(planifie, seuil: parametres.money("capital.unit_threshold_ttc", en: aujourdhui)),
                composition: composition, gels: try await Gel.all(of: id, in: tx), membres: try await Membre.all(of: id, in: tx),
                reemploi: try await reemploi(planifie, composition, in: tx),
                anciens: mois.flatMap { composition.prixAnciens(mois: $0, le: aujourdhui) }, jeton: context.site.jeton, form: form,
                quantite: quantite, reprise: reprise, panier: panier, erreurs: erreurs)
        }
        let fil = filProjet(value.planifie.projet)
        return page(context, request, titre: value.planifie.projet.intitule, rubrique: .projets, fil: fil, erreurs: erreurs) { value.html }
    }

    private func reemploi(_ planifie: ProjetPlanifie, _ composition: Composition, in tx: Transaction) async throws -> ReemploiPanneau? {
        guard let reemploi = try await parcours.reemploi(planifie.projet, le: aujourdhui, in: tx) else { return nil }
        return ReemploiPanneau(
            reemploi: reemploi, postes: composition.unites(["ordinateur-portable", "ordinateur-fixe"]),
            reprises: composition.unites(["reprise"]),
            reprise: try await LigneKit.remplacants(["reprise": nil], prixDu: aujourdhui, parFonction: 1, in: tx).first)
    }

    /// The projects led by others that her commune is invited to.
    func participations(_ agent: Agent, in tx: Transaction) async throws -> [Participation] {
        guard let code = agent.organisation.codeInsee else { return [] }
        return try await Participation.all(commune: code, in: tx)
    }

    /// Two statements: the dossiers of an operation and its order.
    func avancement(_ planifie: ProjetPlanifie, in tx: Transaction) async throws -> Avancement {
        let id = planifie.projet.operationId
        return Avancement(
            planifie.projet, estVide: planifie.lignes.isEmpty, dossiers: try await Dossier.all(of: id, in: tx),
            commande: try await Commande.find(of: id, in: tx))
    }

    /// The way up from a page of a project; `etape` nil on its first page.
    func filProjet(_ projet: Projet, _ etape: String? = nil) -> [Breadcrumb.Etape] {
        let projets = Breadcrumb.Etape(libelle: "Mes projets", lien: Chemin.operations.link)
        guard let etape else { return [projets, .init(libelle: projet.intitule)] }
        return [projets, .init(libelle: projet.intitule, lien: Chemin.operation(projet.operationId).link), .init(libelle: etape)]
    }
}
