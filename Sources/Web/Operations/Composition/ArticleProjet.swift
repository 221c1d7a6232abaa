import HTML
import Hummingbird
import Model
import Parcours
import Postgres
import Store

/// What the page of an article sends: how many, in which project.
struct ArticleForm: Sendable {
    let quantite: String?
    let operation: String?

    init(_ saisie: Saisie = .init()) { (quantite, operation) = (saisie["quantite"], saisie["operation"]) }

    func draft() throws(FormErrors) -> (quantite: Int, operation: ID<Projet>?) {
        guard let count = Int(quantite ?? "1"), (1...9999).contains(count) else {
            throw FormErrors("quantite", "La quantité est un nombre entier, à partir de 1.")
        }
        return (count, operation.flatMap(ID<Projet>.init))
    }
}

/// The form that puts an article in a project: on the article's page, or on a page of its own when something was wrong.
struct AjoutArticle: Sendable {
    let fiche: FicheArticle
    /// Hers, the last ones first; without any, the article opens a new one.
    let projets: [Projet]
    let jeton: String
    var form = ArticleForm()
    var erreurs = FormErrors()

    var html: HTML {
        Formulaire(vers: Chemin.articleProjet(fiche.code).link, jeton: jeton) {
            Field(
                "quantite", "Quantité", .number, valeur: form.quantite ?? "\(fiche.quantiteMin)", erreurs: erreurs,
                aide: "De \(fiche.quantiteMin) à \(fiche.quantiteMax) pour cet article."
            ).html
            if !projets.isEmpty {
                Field(
                    "operation", "Dans quel projet",
                    .select(projets.map { .init("\($0.operationId)", $0.intitule) } + [.init("", "Un nouveau projet")]),
                    valeur: form.operation ?? "\(projets[0].operationId)", erreurs: erreurs
                ).html
            }
            Bouton.groupe { Bouton.envoyer("Ajouter au projet") }
        }.html
    }
}

extension Site {
    @Sendable func articleVersProjet(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        try await ajoutArticlePage(try context.parameters.require("code"), request, context)
    }

    /// Puts an article in a project of hers, or in a new one.
    @Sendable func ajouterArticle(_ request: Request, _ context: SecretaireContext) async throws -> Response {
        let code = try context.parameters.require("code")
        let form = ArticleForm(context.site.saisie)
        do {
            let draft = try form.draft()
            let champs = [
                "ligne_quantite_article": "quantite", "operation_figee": "operation", "operation_prix_figes": "operation",
                "operation_commandee": "operation", "operation_lieu_membre": "operation",
            ]
            let operation = try await FormErrors.recueillir(champs) {
                try await parcours.database.write(as: .agent(context.agent.agentId)) { tx in
                    let id = if let connu = draft.operation { connu } else { try await projet(pourArticle: code, context.agent, in: tx) }
                    guard try await LigneProjet.add(article: code, quantite: draft.quantite, prixDu: aujourdhui, to: id, in: tx) > 0 else {
                        throw Refus.article
                    }
                    return id
                }
            }
            return .vers(.operation(operation), flash: .articleAjoute)
        } catch let erreurs as FormErrors {
            return try await ajoutArticlePage(code, request, context, form: form, erreurs: erreurs)
        }
    }

    private func ajoutArticlePage(
        _ code: String, _ request: Request, _ context: SecretaireContext, form: ArticleForm = .init(), erreurs: FormErrors = .init()
    ) async throws -> Response {
        let value = try await parcours.database.read(as: .agent(context.agent.agentId)) { tx in
            guard let fiche = try await FicheArticle.find(code, prixDu: aujourdhui, in: tx) else { throw Refus.article }
            let projets = try await Projet.all(of: context.agent.organisation.organisationId, limite: 20, in: tx)
            return AjoutArticle(fiche: fiche, projets: projets, jeton: context.site.jeton, form: form, erreurs: erreurs)
        }
        let fil = [
            Breadcrumb.Etape(libelle: "Catalogue", lien: Chemin.catalogue().link),
            .init(libelle: value.fiche.code, lien: Chemin.article(code).link), .init(libelle: "Ajouter à un projet"),
        ]
        return page(context, request, titre: "Ajouter à un projet", rubrique: .catalogue, fil: fil, erreurs: erreurs) {
            PageHeader(
                surtitre: value.fiche.libelle, titre: "Ajouter à un projet",
                chapeau: value.fiche.refCentimes.map { "\($0.french) HT l’unité, prix indicatif." }
                    ?? "Prix non publié\u{A0}: le total du projet restera partiel jusqu’au devis."
            ).html
            value.html
        }
    }

    /// A project named after its first article; an intercommunality first opens one from a kit, which asks where it goes.
    private func projet(pourArticle code: String, _ agent: Agent, in tx: Transaction) async throws -> ID<Projet> {
        guard let fiche = try await FicheArticle.find(code, prixDu: aujourdhui, in: tx) else { throw Refus.article }
        guard let lieu = agent.organisation.codeInsee else { throw Refus.lieu }
        return try await Projet.create(
            Projet.Draft(
                organisation: agent.organisation.organisationId, codeInsee: lieu, intitule: String(fiche.libelle.prefix(200)),
                exercice: aujourdhui.exerciceDeProgrammation),
            by: agent.agentId, in: tx)
    }
}
