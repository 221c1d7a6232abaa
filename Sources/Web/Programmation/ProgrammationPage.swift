import HTML
import Model
import Postgres
import Store

/// The envelopes of the préfecture and what was tried on each.
struct ProgrammationPage {
    let enveloppes: [EnveloppeDepartement]
    let simulations: [Simulation]
    let form: SimulationForm
    let erreurs: FormErrors
    let jeton: String

    var html: HTML {
        group {
            PageHeader(
                titre: "Programmation",
                chapeau:
                    "Essayez plusieurs répartitions de l’enveloppe, comparez-les, puis décidez. Rien n’est engagé tant que vous ne décidez pas.",
                actions: [Bouton.lien("Arrêtés et lettres", vers: CheminDecisions.documents().link, .second)]
                    + (simulations.count > 1
                        ? [Bouton.lien("Comparer deux simulations", vers: CheminProgrammation.comparaison(nil, nil).link, .discret)] : [])
            ).html
            if simulations.isEmpty { aucune } else { liste }
            if enveloppes.isEmpty { sansEnveloppe } else { nouvelle }
        }
    }

    private var aucune: HTML {
        EmptyState(
            titre: "Aucune simulation",
            texte:
                "Une simulation prend les dossiers d’une enveloppe et cherche qui servir, avec vos critères. Créez la première ci-dessous."
        ).html
    }

    private var sansEnveloppe: HTML {
        Notice(.attention, "Aucune enveloppe n’est ouverte") {
            p { "Le responsable du programme ouvre l’enveloppe du département et l’alloue. Elle apparaît alors ici." }
        }.html
    }

    private var liste: HTML {
        Panneau("Simulations") {
            DataTable(
                legende: "Simulations, de la plus récente à la plus ancienne", legendeVisible: false,
                colonnes: [
                    .init("Simulation", .nom), .init("Enveloppe"), .init("Dossiers", .nombre), .init("Retenus", .nombre),
                    .init("Accordé", .somme), .init("Reste", .montant), .init("Programme", .etat),
                ],
                lignes: simulations.map { une in
                    [
                        a(.href(CheminProgrammation.simulation(une.simulationId))) { text(une.titre) },
                        text("\(une.dispositifNomCourt) \(une.exercice)"), text("\(une.nombre)"), text("\(une.acceptes)"),
                        text(une.montantCentimes.french), text(une.reste.french), Self.etat(une).html,
                    ]
                }
            ).html
        }.html
    }

    static func etat(_ simulation: Simulation) -> Etiquette {
        guard let resultat = simulation.resultat?.value else { return Etiquette("À la main") }
        if simulation.retouchee { return Etiquette("Retouchée", .info) }
        return resultat.estOptimal ? Etiquette("Optimal, prouvé", .bon) : Etiquette("Écart prouvé", .attente)
    }

    private var nouvelle: HTML {
        Panneau("Nouvelle simulation", id: "nouvelle") {
            Formulaire(vers: CheminProgrammation.accueil.link, jeton: jeton) {
                Field(
                    "titre", "Titre", valeur: form.titre, erreurs: erreurs,
                    aide: "Par exemple «\u{A0}Priorité aux premières demandes\u{A0}».", longueur: 120
                ).html
                Field(
                    "enveloppe", "Enveloppe",
                    .radios(
                        enveloppes.map { une in
                            .init(
                                une.enveloppe, "\(une.nom), \(une.exercice)",
                                aide: "Disponible \(une.disponible.frenchEuros) sur \(une.alloueCentimes.frenchEuros)")
                        }), valeur: form.enveloppe ?? enveloppes[0].enveloppe, erreurs: erreurs
                ).html
                details {
                    summary { "Choisir les dossiers repris" }
                    div(.class("pile")) {
                        Field(
                            "tous", "Reprendre aussi les dossiers qui ne sont pas encore complets", .checkbox(valeur: "oui"),
                            valeurs: form.tous ? ["oui"] : [], requis: false
                        ).html
                        Field(
                            "sans_programmes", "Laisser de côté les dossiers déjà acceptés provisoirement", .checkbox(valeur: "oui"),
                            valeurs: form.sansProgrammes ? ["oui"] : [], requis: false
                        ).html
                        Field("minimum", "Montant demandé, au moins", .amount, valeur: form.minimum, erreurs: erreurs, requis: false).html
                        Field("maximum", "Montant demandé, au plus", .amount, valeur: form.maximum, erreurs: erreurs, requis: false).html
                    }
                }
                Bouton.groupe { Bouton.envoyer("Créer la simulation") }
            }.html
        }.html
    }
}
