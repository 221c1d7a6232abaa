import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// The desk around the list: what waits, what is kept, what is chosen.
    func bureau(_ group: RouterGroup<InstructeurContext>) {
        group.get("", use: aFaire)
        group.get("export", use: exporterListe)
        group.post("vues", use: garderVue)
        group.post("vues/:id/retrait", use: retirerVue)
        group.get("colonnes", use: choisirColonnes)
        group.post("colonnes", use: garderColonnes)
        group.get("selection") { request, context in try await self.montrerSelection(request, context) }
        group.post("selection", use: choisir)
        group.post("selection/actes", use: agirEnNombre)
    }

    @Sendable private func aFaire(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let agent = context.agent
        guard let code = agent.organisation.departementCode else { throw AccesRefuse() }
        let value = try await parcours.database.read(as: .agent(agent.agentId)) { tx in
            let parametres = try await parcours.referentiel(in: tx).parametres
            let horizon = TacheDossier.Horizon(
                reputesAvant: aujourdhui.adding(days: BureauPage.joursReputes),
                delaisAvant: aujourdhui.adding(months: BureauPage.moisDelais),
                moisPourCommencer: 12 * (parametres.integer("start.max_years", en: aujourdhui) ?? 2),
                ansPourAchever: parametres.integer("finish.max_years", en: aujourdhui) ?? 4)
            return BureauPage(
                prefecture: agent.organisation.nom, groupes: try await Dossier.effectif(departement: code, in: tx).groupes,
                taches: try await TacheDossier.all(departement: code, horizon, parGenre: 5, in: tx), aujourdhui: aujourdhui)
        }
        return page(context, request, titre: "À faire", rubrique: .aFaire) { value.html }
    }

    @Sendable private func garderVue(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let (saisie, agent) = (context.site.saisie, context.agent)
        guard let code = agent.organisation.departementCode else { throw AccesRefuse() }
        let query = ListeQuery(Saisie(urlEncoded: saisie["requete"] ?? ""))
        // Without a name, the list keeps that of its filters: nothing is asked again.
        let nom = saisie["nom"] ?? query.choix.map(\.libelle).joined(separator: ", ")
        try await parcours.database.write(as: .agent(agent.agentId)) { tx in
            try await VueListe.garder(
                String((nom.isEmpty ? "Tous les dossiers" : nom).prefix(60)), requete: query.requete, estPartagee: saisie.coche("partage"),
                departement: code, of: agent.agentId, in: tx)
        }
        return .vers(.prefecture(query), flash: .listeGardee)
    }

    @Sendable private func retirerVue(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let id: ID<VueListe> = try context.id("id", sinon: .liste)
        try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
            try await VueListe.retirer(id, of: context.agent.agentId, in: tx)
        }
        return .vers(.prefecture(), flash: .listeRetiree)
    }

    @Sendable private func choisirColonnes(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let agent = context.agent
        guard let code = agent.organisation.departementCode else { throw AccesRefuse() }
        let bureau = try await parcours.database.read(as: .agent(agent.agentId)) { tx in
            try await Bureau.find(agent.agentId, departement: code, in: tx)
        }
        let query = ListeQuery(request.champs)
        let fil = [Breadcrumb.Etape(libelle: "Dossiers", lien: Chemin.prefecture(query).link), .init(libelle: "Colonnes")]
        return page(context, request, titre: "Colonnes de la liste", rubrique: .instruction, fil: fil) {
            ColonnesPage(query: query, choisies: ColonneDossiers.choisies(bureau.colonnes), jeton: context.site.jeton).html
        }
    }

    @Sendable private func garderColonnes(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let saisie = context.site.saisie
        let colonnes = ColonneDossiers.choisies(saisie.toutes("colonne")).map(\.rawValue)
        try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
            try await Bureau.garderColonnes(saisie.coche("habituelles") ? nil : colonnes, of: context.agent.agentId, in: tx)
        }
        return .vers(.prefecture(ListeQuery(Saisie(urlEncoded: saisie["requete"] ?? ""))), flash: .colonnesGardees)
    }

    /// Keeps the boxes of the page, then goes where the button says.
    @Sendable private func choisir(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        let (saisie, agent) = (context.site.saisie, context.agent)
        var query = ListeQuery(Saisie(urlEncoded: saisie["requete"] ?? ""))
        let suite = saisie["suite"]
        let vus = (saisie["vus"] ?? "").split(separator: " ").prefix(100).compactMap { ID<Dossier>($0) }
        let coches = saisie.toutes("dossier").prefix(100).compactMap { ID<Dossier>($0) }
        guard let code = agent.organisation.departementCode else { throw AccesRefuse() }
        try await parcours.database.write(as: .agent(agent.agentId)) { tx in
            switch suite {
            case "vider": try await SelectionDossiers.vider(of: agent.agentId, in: tx)
            case "tout": try await SelectionDossiers.toutChoisir(query.filtre(departement: code), query.tri, of: agent.agentId, in: tx)
            default: try await SelectionDossiers.noter(coches, parmi: vus, of: agent.agentId, in: tx)
            }
        }
        if suite == "agir" { return .vers(lien: CheminBureau.selection.link, flash: nil) }
        if suite == "suivante", let place = saisie["apres"].flatMap({ CleDossier(texte: $0, query.tri) }) {
            query.borne = .apres(place)
        } else if suite != "vider" {
            if let place = saisie["ici_apres"].flatMap({ CleDossier(texte: $0, query.tri) }) { query.borne = .apres(place) }
            if let place = saisie["ici_avant"].flatMap({ CleDossier(texte: $0, query.tri) }) { query.borne = .avant(place) }
        }
        return .vers(.prefecture(query))
    }

    @Sendable private func agirEnNombre(_ request: Request, _ context: InstructeurContext) async throws -> Response {
        guard let acte = context.site.saisie["acte"].flatMap(ActeEnNombre.init) else {
            return .vers(lien: CheminBureau.selection.link, flash: nil)
        }
        let agent = context.agent.agentId
        let controle = try await parcours.database.read(as: .agent(agent)) { tx in
            try await lireSelection(context, in: tx).controles.first { $0.acte == acte }
        }
        guard let controle else { return .vers(lien: CheminBureau.selection.link, flash: nil) }
        let refuses = try await parcours.faire(acte, controle.possibles, par: agent, le: aujourdhui)
        let restants = Set((refuses + controle.bloques).map(\.dossier.dossierId))
        try await parcours.database.write(as: .agent(agent)) { tx in
            try await SelectionDossiers.noter(Array(restants), parmi: controle.possibles.map(\.dossierId), of: agent, in: tx)
        }
        return refuses.isEmpty
            ? .vers(lien: CheminBureau.selection.link, flash: .actesFaits) : try await montrerSelection(request, context, refuses)
    }

    private func montrerSelection(
        _ request: Request, _ context: InstructeurContext, _ refuses: [(dossier: Dossier, raison: String)] = []
    ) async throws -> Response {
        let (dossiers, controles) = try await parcours.database.read(as: .agent(context.agent.agentId)) {
            try await lireSelection(context, in: $0)
        }
        let fil = [Breadcrumb.Etape(libelle: "Dossiers", lien: Chemin.prefecture().link), .init(libelle: "Dossiers choisis")]
        return page(
            context, request, titre: "Dossiers choisis", rubrique: .instruction, fil: fil,
            status: refuses.isEmpty ? .ok : .unprocessableContent
        ) {
            SelectionPage(
                dossiers: dossiers, controles: controles, refuses: refuses, aujourdhui: aujourdhui, jeton: context.site.jeton
            ).html
        }
    }

    private func lireSelection(
        _ context: InstructeurContext, in tx: Transaction
    ) async throws -> (dossiers: [Dossier], controles: [ControleEnNombre]) {
        guard let code = context.agent.organisation.departementCode else { throw AccesRefuse() }
        let dossiers = try await Dossier.choisis(of: context.agent.agentId, in: tx)
        var enveloppes: [EnveloppeDepartement] = []
        for exercice in Set(dossiers.map(\.exercice)).sorted() {
            enveloppes += try await EnveloppeDepartement.all(departement: code, exercice: exercice, in: tx)
        }
        return (dossiers, ActeEnNombre.allCases.map { $0.controler(dossiers, enveloppes: enveloppes) })
    }
}

extension Refus {
    static let liste = Refus(.introuvable, "Cette liste n’existe plus. Choisissez-en une autre.", regle: "liste_inconnue")
}
