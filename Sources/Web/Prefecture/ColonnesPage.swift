import HTML
import Model
import Store

/// Which columns are shown and exported, kept for the agent.
struct ColonnesPage {
    let query: ListeQuery
    let choisies: [ColonneDossiers]
    let jeton: String

    var html: HTML {
        group {
            PageHeader(titre: "Colonnes de la liste", chapeau: "L’intitulé du projet y est toujours. Vos exports ont les mêmes.").html
            Formulaire(vers: CheminBureau.colonnes.link, jeton: jeton) {
                input(.type("hidden"), .name("requete"), .value(query.requete))
                div(.class("en-colonnes")) {
                    Field(
                        "colonne", "Colonnes montrées",
                        .checkboxes(ColonneDossiers.allCases.filter { $0 != .intitule }.map { .init($0.rawValue, $0.titre) }),
                        valeurs: choisies.map(\.rawValue), requis: true
                    ).html
                }
                Bouton.groupe {
                    Bouton.envoyer("Garder ces colonnes")
                    Bouton.envoyer("Revenir aux colonnes habituelles", .second, nom: "habituelles", valeur: "oui")
                }
            }.html
        }
    }
}
