import Besoins
import Foundation
import HTML
import Hummingbird
import Model
import Optimisation
import Parcours
import Postgres
import Store

extension Site {
    func assistant(_ router: Router<SiteContext>) {
        router.get("catalogue/assistant", use: assistantQuestions)
        router.get("catalogue/assistant/proposition", use: assistantProposition)
        router.group(context: SecretaireContext.self).post("catalogue/assistant/projets", use: assistantProjet)
    }

    @Sendable private func assistantQuestions(_ request: Request, _ context: SiteContext) async throws -> Response {
        let (questionnaire, _) = try await parcours.database.read(as: identity(context)) { try await offreDuJour(in: $0) }
        return assistantPage(questionnaire, AssistantForm(request.saisie, questionnaire), request, context)
    }

    private func assistantPage(
        _ questionnaire: Questionnaire, _ form: AssistantForm, _ request: Request, _ context: SiteContext, erreurs: FormErrors = .init()
    ) -> Response {
        let commune = context.agent?.organisation.nom ?? context.communeVisiteur.flatMap(Site.nomCookie)
        return page(
            context, request, titre: "De quoi avez-vous besoin ?", rubrique: .catalogue, fil: filAssistant, erreurs: erreurs,
            largeur: .texte
        ) {
            AssistantPage(questionnaire: questionnaire, saisie: form, erreurs: erreurs, commune: commune).html
        }
    }

    private var filAssistant: [Breadcrumb.Etape] {
        [.init(libelle: "Catalogue", lien: Chemin.catalogue().link), .init(libelle: "De quoi avez-vous besoin ?")]
    }

    @Sendable private func assistantProposition(_ request: Request, _ context: SiteContext) async throws -> Response {
        let lu = try await parcours.database.read(as: identity(context)) { tx in
            let (questionnaire, offre) = try await offreDuJour(in: tx)
            let secretaire = context.agent.flatMap { $0.role == .secretaire ? $0 : nil }
            var (projets, lieux): ([Projet], [CommuneTrouvee]) = ([], [])
            if let secretaire {
                projets = try await Projet.all(of: secretaire.organisation.organisationId, limite: 20, in: tx)
                if let siren = secretaire.organisation.epciSiren, secretaire.organisation.codeInsee == nil {
                    lieux = try await CommuneTrouvee.membres(epci: siren, in: tx)
                }
            }
            let form = AssistantForm(request.saisie, questionnaire)
            return (
                questionnaire: questionnaire, offre: offre, form: form, acheteur: try await acheteur(context, in: tx),
                noms: try await parcours.referentiel(in: tx).nomsCourts,
                prendre: PrendreProposition(
                    agent: secretaire, estConnecte: context.agent != nil, projets: projets, lieux: lieux, jeton: context.jeton,
                    parametres: form.parametres(questionnaire))
            )
        }
        // An address without a word asks nothing yet.
        if request.uri.query?.isEmpty ?? true { return assistantPage(lu.questionnaire, lu.form, request, context) }
        do {
            let reponses = try lu.form.reponses(lu.questionnaire)
            let proposition = try await proposer(reponses, lu.questionnaire, lu.offre, lu.acheteur)
            let value = ReponseAssistantPage(
                proposition: proposition, explication: Explication(proposition, questionnaire: lu.questionnaire),
                questionnaire: lu.questionnaire, form: lu.form, reponses: reponses, plan: lu.acheteur?.plan(proposition.panier),
                noms: lu.noms, prendre: lu.prendre)
            let fil =
                filAssistant.dropLast() + [
                    .init(libelle: "De quoi avez-vous besoin ?", lien: Chemin.assistant(lu.form.parametres(lu.questionnaire)).link),
                    .init(libelle: "Ce qu’il vous faut"),
                ]
            return page(context, request, titre: "Ce qu’il vous faut", rubrique: .catalogue, fil: Array(fil)) { value.html }
        } catch let erreurs as FormErrors {
            return assistantPage(lu.questionnaire, lu.form, request, context, erreurs: erreurs)
        }
    }

    /// Finds the answer and has it read again; an answer with a fault is not shown.
    private func proposer(
        _ reponses: ReponsesBesoins, _ questionnaire: Questionnaire, _ offre: OffreAssistant, _ acheteur: Assistant.Acheteur?
    ) async throws -> PropositionBesoins {
        let relue = await FileDeCalcul.executer { () -> (PropositionBesoins, [String])? in
            guard let proposition = Assistant(questionnaire, offre, pour: acheteur).repondre(reponses) else { return nil }
            let relecture = Verification(
                proposition, reponses: reponses, questionnaire: questionnaire, offre: offre, acheteur: acheteur)
            return (proposition, relecture.fautes)
        }
        guard let (proposition, fautes) = relue else {
            throw FormErrors("activite", "Vos réponses ne demandent rien : tout ce qu’il faut est déjà là, ou rien n’est coché.")
        }
        guard fautes.isEmpty else { throw Refus.propositionFausse }
        return proposition
    }

    /// The answer is found again, so that nothing is taken but what the page shows; then its kits and articles enter the project.
    @Sendable private func assistantProjet(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let (agent, saisie) = (context.agent, context.site.saisie)
        let lu = try await parcours.database.read(as: .agent(agent.agentId)) { tx in
            (offre: try await offreDuJour(in: tx), acheteur: try await acheteur(context.site, in: tx))
        }
        let (questionnaire, offre) = lu.offre
        let form = AssistantForm(saisie, questionnaire)
        do {
            let proposition = try await proposer(try form.reponses(questionnaire), questionnaire, offre, lu.acheteur)
            let explication = Explication(proposition, questionnaire: questionnaire)
            let operation = try await FormErrors.recueillir(["operation_figee": "operation", "operation_lieu_membre": "activite"]) {
                try await parcours.database.write(as: .agent(agent.agentId)) { tx in
                    let id =
                        if let connu = saisie["operation"].flatMap(ID<Projet>.init) { connu } else {
                            try await creerProjet(proposition, explication, lieu: saisie["implantation"], agent, in: tx)
                        }
                    try await remplir(id, proposition.panier, in: tx)
                    return id
                }
            }
            return .vers(.operation(operation), flash: .propositionPrise)
        } catch let erreurs as FormErrors {
            return assistantPage(questionnaire, form, request, context.site, erreurs: erreurs)
        }
    }

    private func remplir(_ operation: ID<Projet>, _ panier: PanierPropose, in tx: Transaction) async throws {
        for ligne in panier.kits {
            let lignes = try await LigneProjet.add(
                kit: ligne.kit.kit.code, quantite: ligne.quantite, options: [], prixDu: aujourdhui, to: operation, in: tx)
            guard lignes > 0 else { throw Refus.kit }
        }
        for ligne in panier.articles {
            let lignes = try await LigneProjet.add(
                article: ligne.article.code, quantite: ligne.quantite, prixDu: aujourdhui, to: operation, in: tx)
            guard lignes > 0 else { throw Refus.article }
        }
    }

    private func creerProjet(
        _ proposition: PropositionBesoins, _ explication: Explication, lieu: String?, _ agent: Agent, in tx: Transaction
    ) async throws -> ID<Projet> {
        guard let lieu = agent.organisation.codeInsee ?? lieu else { throw Refus.lieu }
        let kits = proposition.panier.kits.map(\.kit.kit.nom)
        return try await Projet.create(
            Projet.Draft(
                organisation: agent.organisation.organisationId, codeInsee: lieu,
                intitule: kits.isEmpty ? "Équipement d’aide au numérique" : String(Explication.enumeration(kits).prefix(200)),
                objet: explication.resume, exercice: aujourdhui.exerciceDeProgrammation), by: agent.agentId, in: tx)
    }

    private func offreDuJour(in tx: Transaction) async throws -> (questionnaire: Questionnaire, offre: OffreAssistant) {
        guard let offre = try await parcours.catalogue(in: tx).assistant(prixDu: aujourdhui, in: tx) else { throw Refus.sansQuestionnaire }
        return offre
    }

    private func acheteur(_ context: SiteContext, in tx: Transaction) async throws -> Assistant.Acheteur? {
        guard let porteur = try await porteur(context, in: tx) else { return nil }
        return Assistant.Acheteur(porteur: porteur, date: aujourdhui, referentiel: try await parcours.referentiel(in: tx))
    }
}

extension Request {
    /// The parameters of the address, as a form would carry them.
    var saisie: Saisie { Saisie(urlEncoded: uri.query ?? "") }
}

extension Refus {
    static let sansQuestionnaire = Refus(
        .introuvable, "L’assistant n’a pas encore ses questions : le catalogue n’est pas importé. Cherchez un kit par son nom.",
        regle: "questionnaire_absent")
    static let propositionFausse = Refus(
        .impossible,
        "La réponse trouvée n’a pas passé sa relecture : elle n’est pas montrée. Changez une réponse, ou cherchez un kit dans le catalogue.",
        regle: "proposition_relue")
}
