import HTML
import Hummingbird
import Model

extension Site {
    /// The declaration that article 47 of the law of 11 February 2005 asks, as honest as it can be without an audit.
    func accessibilite(_ request: Request, _ context: SiteContext) -> Response {
        page(context, request, titre: "Accessibilité\u{A0}: non conforme", largeur: .texte) {
            PageHeader(
                titre: "Accessibilité\u{A0}: non conforme",
                chapeau:
                    "Aucun audit du référentiel général (RGAA 4.1) n’a été fait. Sans audit, un site se déclare non conforme, même quand il a été soigné."
            ).html
            section(.class("pile")) {
                h2 { "Ce qui a été fait" }
                ul {
                    li { "Toutes les pages se lisent et s’utilisent sans souris, sans JavaScript et sans image." }
                    li { "Chaque champ a son étiquette\u{A0}; chaque erreur est dite en haut de la page et à côté du champ." }
                    li { "Les états sont des mots, jamais une couleur seule\u{A0}; chaque graphique a son tableau." }
                    li { "Les tableaux deviennent des listes sur un petit écran\u{A0}; le texte grossit jusqu’à 200 % sans rien perdre." }
                    li { "Les PDF sont balisés (PDF/UA) et lisibles par un lecteur d’écran." }
                    li {
                        "Des vérifications automatiques (axe) passent sur les pages principales. Elles trouvent moins de la moitié des défauts."
                    }
                }
            }
            section(.class("pile")) {
                h2 { "Ce qui n’a pas été vérifié" }
                ul {
                    li { "L’usage avec plusieurs lecteurs d’écran, par des personnes qui s’en servent tous les jours." }
                    li { "Les pièces déposées par les communes, comme un devis numérisé\u{A0}: leur lecture dépend de qui les a faites." }
                }
            }
            section(.class("pile")) {
                h2 { "Vous n’arrivez pas à faire quelque chose\u{A0}?" }
                p {
                    "Dites-le à l’organisme qui vous a ouvert votre compte\u{A0}: il doit vous répondre et vous donner l’information autrement, par téléphone ou sur papier. "
                    "Sans réponse, vous pouvez saisir le Défenseur des droits\u{A0}: "
                    a(.href(Link("https://formulaire.defenseurdesdroits.fr/"))) { "formulaire en ligne" }
                    ", ou par courrier sans timbre\u{A0}: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07."
                }
            }
        }
    }
}
