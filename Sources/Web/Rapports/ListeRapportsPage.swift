import HTML
import Model
import Store

/// The reports, each by the question that it answers.
struct ListeRapportsPage {
    let rapports: [Rapport]

    var html: HTML {
        group {
            PageHeader(
                titre: "Rapports",
                chapeau:
                    "Chaque rapport répond à une question. Vous n’y voyez que ce que votre compte peut voir, à l’instant où vous le demandez."
            ).html
            ul(.class("rapports")) {
                for rapport in rapports {
                    li {
                        h2 { a(.href(Chemin.rapport(rapport.nom))) { text(rapport.question) } }
                        p { text("\(rapport.titre), \(rapport.grain)") }
                    }
                }
            }
            section(.class("pile")) {
                h2 { "Avec psql ou un outil de tableau de bord" }
                p {
                    "Les vues du schéma "
                    code { "rapport" }
                    " se lisent aussi en SQL, avec le rôle en lecture seule "
                    code { "trousse_rapport" }
                    ". Leurs colonnes ne changent pas de nom."
                }
                pre { code { "psql \"$(trousse database url --role trousse_rapport)\" -c \"select * from situation_enveloppe\"" } }
            }
        }
    }
}
