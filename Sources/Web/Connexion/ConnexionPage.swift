import HTML
import Hummingbird
import Model

extension Site {
    func connexionPage(
        _ request: Request, _ context: SiteContext, _ form: ConnexionForm = .init(), _ erreurs: FormErrors = .init()
    ) -> Response {
        page(context, request, titre: "Se connecter", erreurs: erreurs, largeur: .texte) {
            PageHeader(
                titre: "Se connecter",
                chapeau: "Pour préparer un dossier, instruire ou suivre une enveloppe. Le catalogue se lit sans compte."
            ).html
            Formulaire(vers: Chemin.connexion.link, jeton: context.jeton) {
                Field("courriel", "Adresse électronique", .email, valeur: form.courriel, erreurs: erreurs, autocomplete: "username").html
                Field("mot_de_passe", "Mot de passe", .password, erreurs: erreurs, autocomplete: "current-password").html
                Bouton.groupe { Bouton.envoyer("Se connecter") }
            }.html
            if configuration.demonstration { comptesDeDemonstration }
        }
    }

    private var comptesDeDemonstration: HTML {
        Notice(.conseil, "Comptes de démonstration") {
            p { "Mot de passe de tous : « trousse-demo »." }
            DescriptionList(faits: [
                ("Secrétaire de deux communes de l’Allier", text("secretariat@bourbon.demo")),
                ("Préfecture de l’Allier", text("prefecture@allier.demo")),
                ("Responsable du programme", text("programme@trousse.demo")),
                ("Conceptrice de kits", text("concepteur@atelier.demo")),
            ]).html
        }.html
    }

    func organisationPage(_ request: Request, _ context: AgentContext) -> Response {
        page(context, request, titre: "Changer de commune", largeur: .texte) {
            PageHeader(titre: "Pour quelle commune travaillez-vous ?", chapeau: "Les prix, les projets et les dossiers seront les siens.")
                .html
            Formulaire(vers: Chemin.organisation.link, jeton: context.site.jeton) {
                Field(
                    "organisation", "Commune", .radios(context.agent.choix.map { .init("\($0.id)", $0.nom) }),
                    valeur: "\(context.agent.organisation.organisationId)"
                ).html
                Bouton.groupe { Bouton.envoyer("Continuer") }
            }.html
        }
    }
}
