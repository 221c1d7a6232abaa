import HTML
import Model
import Parcours
import Store

/// Before decisions are taken in number: what will be decided, what is blocked and why.
struct ControlePage {
    let controle: ControleProgrammation
    let dernier: Travail?
    let date: String
    let erreurs: FormErrors
    let jeton: String

    private var simulation: Simulation { controle.simulation }
    private var refus: Int { controle.possibles.count - controle.acceptees }

    var html: HTML {
        group {
            EnteteSimulation(simulation: simulation, jeton: jeton, ici: .decisions).html
            if let dernier { travail(dernier) }
            if !controle.bloquees.isEmpty { bloquees }
            if controle.possibles.isEmpty { rien } else { decider }
        }
    }

    private func travail(_ travail: Travail) -> HTML {
        Notice(travail.finiLe == nil ? .attention : .conseil, travail.finiLe == nil ? "Un travail est en cours" : "Dernier travail") {
            p {
                a(.href(CheminProgrammation.travail(travail.travailId))) {
                    text(
                        "\(travail.genre.libelle) du \(travail.le.french)\u{A0}: \(travail.faits) faits, \(travail.bloques) bloqués sur \(travail.total)"
                    )
                }
            }
        }.html
    }

    private var rien: HTML {
        EmptyState(
            titre: "Rien à décider",
            texte: controle.bloquees.isEmpty
                ? "Aucune ligne n’est acceptée ni refusée provisoirement. Remplissez l’enveloppe, ou choisissez à la main."
                : "Toutes les lignes choisies sont bloquées. Levez d’abord les raisons ci-dessus.",
            action: Bouton.lien("Voir les dossiers", vers: CheminProgrammation.simulation(simulation.simulationId).link)
        ).html
    }

    private var bloquees: HTML {
        Panneau(controle.bloquees.count == 1 ? "1 ligne bloquée" : "\(controle.bloquees.count) lignes bloquées", id: "bloquees") {
            p { "Elles restent comme elles sont. Les autres peuvent être décidées sans elles." }
            for (message, lignes) in controle.raisons {
                details(.open(lignes.count <= 3)) {
                    summary { text("\(message) (\(lignes.count))") }
                    ul {
                        for ligne in lignes.prefix(50) {
                            li {
                                a(.href(Chemin.instruction(ligne.dossierId))) { text(ligne.intitule) }
                                text(", \(ligne.porteur), \(ligne.numero)")
                            }
                        }
                        if lignes.count > 50 { li { text("et \(lignes.count - 50) autres") } }
                    }
                }
            }
        }.html
    }

    private var resume: String {
        var parts: [String] = []
        if controle.acceptees > 0 { parts.append("\(controle.acceptees) accords pour \(controle.total.french)") }
        if refus > 0 { parts.append("\(refus) refus ou classements") }
        return parts.joined(separator: " et ")
    }

    private var decider: HTML {
        Panneau("Décider en nombre") {
            p {
                text("\(resume) peuvent être décidés")
                if !controle.bloquees.isEmpty { text(", \(controle.bloquees.count) sont bloqués") }
                text(". \(controle.enTraitement) dossiers restent en traitement.")
            }
            Formulaire(vers: CheminProgrammation.decisions(simulation.simulationId).link, jeton: jeton) {
                Field("date", "Date des décisions", .date, valeur: date, erreurs: erreurs).html
                Field(
                    "confirmer", "Décider\u{A0}: chaque accord engage l’enveloppe, chaque refus est définitif pour le demandeur",
                    .checkbox(valeur: "oui"), erreurs: erreurs
                ).html
                Bouton.groupe {
                    Bouton.envoyer("Décider ces \(controle.possibles.count) dossiers", nom: "genre", valeur: "decisions")
                    if controle.acceptees > 0 {
                        Bouton.envoyer("Réserver seulement (accepter provisoirement)", .second, nom: "genre", valeur: "programmation")
                    }
                }
                p(.class("aide")) {
                    "Chaque dossier est une opération\u{A0}: sa décision et son engagement sont écrits ensemble, ou pas du tout. Vous pouvez quitter la page\u{A0}: le travail continue."
                }
            }.html
        }.html
    }
}
