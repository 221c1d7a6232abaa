import HTML
import Hummingbird
import Model

extension Site {
    /// What a search for the card leads to: it is not for sale, it is asked for.
    func aidantsConnect(_ request: Request, _ context: SiteContext) -> Response {
        page(context, request, titre: "Aidants Connect : la carte se demande, elle ne s’achète pas", largeur: .texte) {
            PageHeader(
                surtitre: "Aide", titre: "La carte Aidants Connect se demande, elle ne s’achète pas",
                chapeau:
                    "Elle prouve qu’un agent formé agit pour une personne qui l’a autorisé. L’État la remet gratuitement après habilitation de la mairie et formation de l’agent\u{A0}: personne ne peut la vendre."
            ).html
            for partie in AidantsConnect.parties { partie }
            Notice(.conseil, "Ce que Trousse peut équiper") {
                p {
                    "Le bureau où l’aidant reçoit\u{A0}: deux écrans, un numériseur, un meuble qui ferme à clé, de quoi parler sans être entendu. "
                    a(.href(Chemin.kit("K06"))) { "Voir le kit d’accompagnement individuel" }
                }
            }.html
            AidantsConnect.sources
        }
    }
}

private enum AidantsConnect {
    static var parties: [HTML] {
        [
            partie("À quoi elle sert") {
                p {
                    "Une habitante ne peut pas faire sa démarche seule. Avec Aidants Connect, elle signe un mandat (d’un jour à un an) et l’agent se connecte en son nom, par FranceConnect, sans connaître aucun de ses mots de passe. Chaque action est gardée\u{A0}: l’agent et la personne sont protégés. La carte donne à l’agent un code à usage unique pour se connecter\u{A0}; une application de téléphone fait de même."
                }
            },
            partie("Qui peut la demander") {
                ul {
                    li {
                        "La mairie, l’intercommunalité, le CCAS, la maison France services, l’association\u{A0}: c’est la structure qui est habilitée, pour ses agents au contact du public."
                    }
                    li { "L’aidant est salarié ou agent de la structure, secrétaire de mairie compris." }
                    li { "Les élus, les bénévoles, les volontaires en service civique et les aidants familiaux ne peuvent pas l’être." }
                }
            },
            partie("Comment faire") {
                ol(.class("pas")) {
                    pas(
                        "Déposer la demande",
                        "Sur aidantsconnect.beta.gouv.fr\u{A0}: le SIRET de la mairie, un référent, les agents concernés, chacun avec une adresse électronique à son nom."
                    )
                    pas("Attendre la validation", "L’équipe Aidants Connect (ANCT) vérifie que la structure accompagne bien le public.")
                    pas("Se former", "Chaque agent suit la formation d’un organisme agréé et passe un test.")
                    pas(
                        "Recevoir et activer la carte",
                        "Le référent la rattache au compte de l’agent. Les premiers mandats peuvent commencer.")
                }
            },
            partie("Ce que cela coûte") {
                p {
                    strong { "L’habilitation et la carte\u{A0}: rien." }
                    " La formation, elle, n’est plus payée pour tous par l’État depuis la fin de France Relance (2023)\u{A0}: des financements existent (conseillers numériques, France Numérique Ensemble, Uniformation pour ses adhérents), que l’équipe Aidants Connect indique avec son accord. C’est une dépense de fonctionnement\u{A0}: ni la DETR ni la DSIL ne la prennent."
                }
            },
        ]
    }

    static var sources: HTML {
        group {
            p(.class("boutons")) {
                a(.class("bouton"), .href(Link("https://aidantsconnect.beta.gouv.fr"))) { "Aller sur aidantsconnect.beta.gouv.fr" }
            }
            p(.class("petit", "doux")) {
                "Sources\u{A0}: foire aux questions et courriels du service Aidants Connect (ANCT), code public betagouv/Aidants_Connect. Relu le 21\u{A0}novembre 2026\u{A0}; les conditions de financement changent\u{A0}: le site du service fait foi."
            }
        }
    }

    private static func partie(_ titre: String, @HTMLBuilder _ contenu: () -> HTML) -> HTML {
        section(.class("pile")) {
            h2 { text(titre) }
            contenu()
        }
    }

    private static func pas(_ titre: String, _ texte: String) -> HTML {
        li {
            h3 { text(titre) }
            p { text(texte) }
        }
    }
}
