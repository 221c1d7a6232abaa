import HTML
import Model
import Store

/// The criteria that the préfet declares, and the button that fills.
struct RemplissagePage {
    let simulation: Simulation
    let categories: [String]
    let regle: RegleDepartement?
    let form: CriteresForm
    let erreurs: FormErrors
    let jeton: String

    var html: HTML {
        group {
            EnteteSimulation(simulation: simulation, jeton: jeton, ici: .remplissage).html
            Panneau("Remplir l’enveloppe selon vos critères") {
                p {
                    "Trousse cherche les dossiers qui totalisent le plus de points sans dépasser l’enveloppe, et dit si c’est prouvé. "
                    "Ce que vous avez saisi à la main (refus, montants, «\u{A0}Toujours retenu\u{A0}», «\u{A0}Écarté\u{A0}») est gardé."
                }
                Formulaire(vers: CheminProgrammation.remplissage(simulation.simulationId).link, jeton: jeton) {
                    points
                    montants
                    equite
                    Bouton.groupe { Bouton.envoyer("Remplir l’enveloppe") }
                }.html
            }.html
        }
    }

    private var points: HTML {
        fieldset(.class("pile criteres")) {
            legend { "Ce qui compte, en points" }
            nombre("points_dossier", "Tout dossier")
            nombre("points_rang1", "Le premier dossier d’un demandeur", aide: "Dans l’ordre où il les a classés, sinon déposés.")
            nombre("points_rang2", "Le deuxième")
            nombre("points_rang3", "Le troisième")
            nombre("points_premiere", "Une première demande", aide: "Le demandeur n’a encore rien obtenu de ce dispositif.")
            if categories.isEmpty {
                p(.class("aide")) { "Aucun dossier ne relève d’une catégorie connue de la liste du département." }
            } else {
                Field(
                    "categorie", "Catégorie à favoriser",
                    .select([.init("", "Aucune")] + categories.map { .init($0, $0.count > 80 ? $0.prefix(79) + "…" : $0) }),
                    valeur: form.valeurs["categorie"] ?? "", erreurs: erreurs, requis: false
                ).html
                nombre("points_categorie", "Points de cette catégorie")
            }
        }
    }

    private var montants: HTML {
        fieldset(.class("pile criteres")) {
            legend { "Les montants" }
            Field(
                "montants", "Ce que reçoit un dossier retenu",
                .radios([
                    .init("demande", "Ce qu’il demande", aide: "Dans la limite des plafonds."),
                    .init(
                        "modulable", "Entre le taux plancher et ce qu’il demande",
                        aide: "Plus de dossiers servis\u{A0}; ce qui reste de l’enveloppe relève tous les montants dans la même proportion."
                    ),
                ]), valeur: form.valeurs["montants"] ?? "demande", erreurs: erreurs
            ).html
            Field("taux_min", "Taux plancher", .percent, valeur: form.valeurs["taux_min"], erreurs: erreurs, aide: source, requis: false)
                .html
            Field("taux_max", "Taux plafond", .percent, valeur: form.valeurs["taux_max"], erreurs: erreurs, requis: false).html
            Field(
                "arrondi", "Arrondi des montants", .radios([.init("euro", "À l’euro inférieur"), .init("centime", "Au centime")]),
                valeur: form.valeurs["arrondi"] ?? "euro", erreurs: erreurs
            ).html
            Field("reserve", "À garder dans l’enveloppe", .amount, valeur: form.valeurs["reserve"], erreurs: erreurs, requis: false).html
        }
    }

    private var source: String {
        let loi =
            simulation.dispositif == "DETR"
            ? "La loi impose 20\u{A0}% au moins et 80\u{A0}% d’aides de l’État au plus (CGCT, art. R. 2334-27)."
            : "L’État verse 80\u{A0}% au plus (CGCT, art. R. 2334-27)."
        guard let regle, regle.tauxMin != nil || regle.tauxMax != nil else { return loi }
        return "\(loi) Fourchette du département\u{A0}: \(regle.source)."
    }

    private var equite: HTML {
        fieldset(.class("pile criteres")) {
            legend { "L’équilibre" }
            nombre("communes", "Communes à servir, au moins")
            nombre(
                "equilibre", "Part garantie à chaque secteur, en\u{A0}%",
                aide:
                    "De la part qui lui reviendrait selon ce qu’il demande. Un secteur est un arrondissement. 0\u{A0}: pas d’équilibre.")
        }
    }

    private func nombre(_ nom: String, _ libelle: String, aide: String? = nil) -> HTML {
        Field(nom, libelle, .number, valeur: form.valeurs[nom], erreurs: erreurs, aide: aide, requis: false).html
    }
}
