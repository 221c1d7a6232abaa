import Foundation
import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    func kits(_ router: Router<SiteContext>) {
        router.get("catalogue/kits/:code", use: kit)
        router.get("catalogue/kits/:code/plan", use: planDuKit)
        router.group(context: SecretaireContext.self).post("catalogue/kits/:code/projets", use: ajouterKit)
    }

    /// `K02` is its page, `K02.json` its totals and its lines.
    @Sendable private func kit(_ request: Request, _ context: SiteContext) async throws -> Response {
        let code = try context.parameters.require("code")
        guard code.hasSuffix(".json") else {
            return try await kitPage(code, request.champs, request, context)
        }
        let kit = try await parcours.database.read(as: identity(context)) { tx in
            try await KitChiffre.find(String(code.dropLast(5)), prixDu: aujourdhui, in: tx)
        }
        guard let kit else { throw Refus.kit }
        return try Response(json: KitPublie(kit))
    }

    /// The page of a kit as a form composes it, with what was typed when it could not be taken.
    private func kitPage(
        _ code: String, _ saisie: Saisie, _ request: Request, _ context: SiteContext, erreurs: FormErrors = .init()
    ) async throws -> Response {
        let value = try await parcours.database.read(as: identity(context)) { tx in
            let lu = try await kitCompose(code, saisie, in: tx)
            var projets: [Projet] = []
            if let agent = context.agent, agent.role == .secretaire {
                projets = try await Projet.all(of: agent.organisation.organisationId, limite: 20, in: tx)
            }
            let referentiel = try await parcours.referentiel(in: tx)
            let porteur = try await porteur(context, in: tx)
            let estimation = porteur.map { Estimation(lu.compose, pour: $0, le: aujourdhui, referentiel) }
            let communes = try await communes(context, in: tx).map { commune in
                (
                    commune.nom ?? "", commune.codeInsee ?? "",
                    Estimation.resteAChargeTTC(lu.compose, pour: commune, le: aujourdhui, referentiel)
                )
            }
            return KitPage(
                kit: lu.kit, compose: lu.compose, composition: lu.form.composition, remplacants: lu.remplacants,
                versions: try await VersionKit.all(code, in: tx),
                provenance: try await Provenance.of(kit: code, in: tx),
                prix: KitPrix(
                    kit: lu.compose, estimation: estimation, communes: communes,
                    champs: lu.form.champs(base: lu.kit.base.map(\.articleCode)),
                    moisActualiser: referentiel.parametres.integer("prix.actualiser_mois", en: aujourdhui), jour: aujourdhui),
                resteSiDecision: porteur.flatMap {
                    Estimation.resteAChargeTTC(lu.compose, pour: $0, le: aujourdhui, decisionPetitMateriel: true, referentiel)
                },
                jeton: context.jeton, peutCommander: context.agent?.role == .secretaire, connecte: context.agent != nil, projets: projets,
                form: KitForm(saisie), erreurs: erreurs)
        }
        let fil = [Breadcrumb.Etape(libelle: "Catalogue", lien: Chemin.catalogue().link), .init(libelle: value.kit.kit.nom)]
        return page(context, request, titre: value.kit.kit.nom, rubrique: .catalogue, fil: fil, erreurs: erreurs) { value.html }
    }

    /// A kit, what the form makes of it, and the articles it may exchange. Two statements.
    private func kitCompose(_ code: String, _ saisie: Saisie, in tx: Transaction) async throws -> KitLu {
        guard let kit = try await KitChiffre.find(code, prixDu: aujourdhui, in: tx) else { throw Refus.kit }
        let remplacants = try await LigneKit.remplacants(de: kit.base, prixDu: aujourdhui, in: tx)
        let form = CompositionForm(saisie, base: kit.base.map(\.articleCode))
        let parCode = Dictionary(remplacants.map { ($0.articleCode, $0) }) { premier, _ in premier }
        return KitLu(kit: kit, compose: kit.compose(form.composition, parCode), form: form, remplacants: remplacants)
    }

    /// The communes of the account, when it has several. One statement.
    private func communes(_ context: SiteContext, in tx: Transaction) async throws -> [Porteur] {
        guard let agent = context.agent, agent.choix.count > 1 else { return [] }
        return try await Porteur.communes(organisations: agent.choix.map(\.id), in: tx)
    }

    @Sendable private func planDuKit(_ request: Request, _ context: SiteContext) async throws -> Response {
        let saisie = request.champs
        let (kit, value): (KitResume, KitPlanPage?) = try await parcours.database.read(as: identity(context)) { tx in
            let lu = try await kitCompose(try context.parameters.require("code"), saisie, in: tx)
            let demandee = saisie["commune"]
            let commune = try await communes(context, in: tx).first { $0.codeInsee == demandee }
            let choisie = try await porteur(context, in: tx)
            guard let porteur = commune ?? choisie else { return (lu.kit.kit, nil) }
            let referentiel = try await parcours.referentiel(in: tx)
            let estimation = Estimation(lu.compose, pour: porteur, le: aujourdhui, referentiel)
            var comparables: [ProjetComparable] = []
            if let part = estimation.plan.financements.first(where: { $0.usage != nil }) {
                comparables = try await Attribution.comparables(
                    departement: porteur.departement, nature: NatureProjet(besoins: [lu.kit.kit.besoin]),
                    coutHT: estimation.plan.coutTotalHT,
                    dispositif: part.dispositif, in: tx)
            }
            let page = KitPlanPage(
                kit: lu.compose, porteur: porteur, estimation: estimation, comparables: comparables,
                champs: lu.form.champs(base: lu.kit.base.map(\.articleCode)))
            return (lu.kit.kit, page)
        }
        let fil = [
            Breadcrumb.Etape(libelle: "Catalogue", lien: Chemin.catalogue().link), .init(libelle: kit.nom, lien: Chemin.kit(kit.code).link),
            .init(libelle: "Qui paie"),
        ]
        return page(context, request, titre: "Qui paie \(kit.nom)", rubrique: .catalogue, fil: fil) {
            value?.html ?? KitPlanPage.sansCommune(kit)
        }
    }

    /// Puts a kit in a project of hers, or in a new one.
    @Sendable private func ajouterKit(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let code = try context.parameters.require("code")
        let form = KitForm(context.site.saisie)
        let agent = context.agent
        do {
            let draft = try form.draft()
            // An intercommunality first says in which commune the equipment will be.
            if draft.operation == nil, agent.organisation.codeInsee == nil {
                return .vers(.nouveauProjet(try await choisi(code, draft, context.site.saisie)))
            }
            let operation = try await FormErrors.recueillir(["operation_figee": "operation"]) {
                try await parcours.database.write(as: .agent(agent.agentId)) { tx in
                    let id = if let known = draft.operation { known } else { try await nouveauProjet(code, agent, in: tx) }
                    let lu = try await kitCompose(code, context.site.saisie, in: tx)
                    try await ajouter(
                        KitChoisi(code: code, quantite: draft.quantite, options: draft.options, lu.form.composition), a: id, in: tx)
                    return id
                }
            }
            return .vers(.operation(operation), flash: .kitAjoute)
        } catch let erreurs as FormErrors {
            return try await kitPage(code, context.site.saisie, request, context.site, erreurs: erreurs)
        }
    }

    private func choisi(_ code: String, _ draft: (quantite: Int, options: [String], operation: ID<Projet>?), _ saisie: Saisie) async throws
        -> KitChoisi
    {
        let lu = try await parcours.database.read(as: .visiteur) { tx in try await kitCompose(code, saisie, in: tx) }
        return KitChoisi(code: code, quantite: draft.quantite, options: draft.options, lu.form.composition)
    }

    /// Puts a kit in an operation as it was composed. A kit that is already there keeps its lines as they are: composing another one
    /// like it would change both.
    func ajouter(_ choix: KitChoisi, a id: ID<Projet>, in tx: Transaction) async throws {
        let composition = choix.composition
        let dejaLa = try await KitDuProjet.all(of: id, in: tx).contains { $0.kitCode == choix.code }
        if dejaLa, !composition.sans.isEmpty || !composition.echanges.isEmpty {
            throw FormErrors(
                "operation", "Ce projet contient déjà ce kit. Changez ses articles depuis le projet, ou choisissez un nouveau projet.")
        }
        let ajoutees = try await LigneProjet.add(
            kit: choix.code, quantite: choix.quantite, options: choix.options, prixDu: aujourdhui, to: id, in: tx)
        guard ajoutees > 0 else { throw Refus.kit }
        try await LigneProjet.composer(
            kit: choix.code, composition, motif: "Choisi au catalogue à la place de l’article du kit.", prixDu: aujourdhui, of: id, in: tx)
    }

    private func nouveauProjet(_ kit: String, _ agent: Agent, in tx: Transaction) async throws -> ID<Projet> {
        guard let found = try await KitChiffre.find(kit, prixDu: aujourdhui, in: tx) else { throw Refus.kit }
        guard let lieu = agent.organisation.codeInsee else { throw Refus.lieu }
        return try await Projet.create(
            Projet.Draft(
                organisation: agent.organisation.organisationId, codeInsee: lieu, intitule: found.kit.nom, objet: found.kit.phrase,
                exercice: aujourdhui.exerciceDeProgrammation),
            by: agent.agentId, in: tx)
    }
}

/// A kit as the page reads it.
private struct KitLu {
    let kit: KitChiffre
    let compose: KitChiffre
    let form: CompositionForm
    let remplacants: [LigneKit]
}

extension Refus {
    static let kit = Refus(.introuvable, "Ce kit n’est pas, ou n’est plus, au catalogue. Cherchez-le par son nom.", regle: "kit_inconnu")
    static let lieu = Refus(
        .impossible, "Un projet d’intercommunalité commence par le choix de la commune d’implantation.", regle: "operation_lieu_membre")
}
