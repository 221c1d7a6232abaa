import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

extension Site {
    /// Asks the name of a project and, for an intercommunality, its place, before it exists.
    @Sendable func nouveauProjet(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let champs = request.champs
        guard let choix = KitChoisi({ champs[$0] }) else { return .vers(.catalogue()) }
        return try await nouveauProjetPage(choix, request, context)
    }

    /// Opens the project and puts the kit in it, in one transaction.
    @Sendable func creerProjet(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let form = NouveauProjetForm(context.site.saisie)
        guard let choix = form.kit else { throw Refus.kit }
        let (agent, organisation) = (context.agent, context.agent.organisation)
        do {
            let draft = try form.draft(commune: organisation.codeInsee)
            let id = try await FormErrors.recueillir(["operation_lieu_membre": "lieu", "operation_intitule": "intitule"]) {
                try await parcours.database.write(as: .agent(agent.agentId)) { tx in
                    guard let kit = try await KitChiffre.find(choix.code, prixDu: aujourdhui, in: tx) else { throw Refus.kit }
                    let id = try await Projet.create(
                        Projet.Draft(
                            organisation: organisation.organisationId, codeInsee: draft.lieu, intitule: draft.intitule,
                            objet: kit.kit.phrase, exercice: aujourdhui.exerciceDeProgrammation),
                        by: agent.agentId, in: tx)
                    try await ajouter(choix, a: id, in: tx)
                    return id
                }
            }
            return .vers(.operation(id), flash: .kitAjoute)
        } catch let erreurs as FormErrors {
            return try await nouveauProjetPage(choix, request, context, form: form, erreurs: erreurs)
        }
    }

    private func nouveauProjetPage(
        _ choix: KitChoisi, _ request: Request, _ context: SecretaireContext, form: NouveauProjetForm? = nil, erreurs: FormErrors = .init()
    ) async throws -> Response {
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard let kit = try await KitChiffre.find(choix.code, prixDu: aujourdhui, in: tx) else { throw Refus.kit }
            let siren = context.agent.organisation.epciSiren
            let lieux = if let siren { try await CommuneTrouvee.membres(epci: siren, in: tx) } else { [CommuneTrouvee]() }
            return NouveauProjetPage(
                kit: kit.kit, choix: choix, lieux: lieux, jeton: context.site.jeton,
                form: form ?? NouveauProjetForm(intitule: kit.kit.nom, kit: choix), erreurs: erreurs)
        }
        return page(context, request, titre: "Nouveau projet", rubrique: .projets, erreurs: erreurs, largeur: .texte) { value.html }
    }
}
