import HTML
import Model
import Store

/// How a job goes on: what is done, what is blocked, and how to begin again when it stopped.
struct TravailPage {
    let travail: Travail
    let blocages: [Travail.Blocage]
    let simulation: Simulation?
    let jeton: String

    private var traites: Int { travail.faits + travail.bloques }

    var html: HTML {
        group {
            PageHeader(surtitre: simulation?.titre, titre: travail.genre.libelle, chapeau: "Actes datés du \(travail.le.french)").html
            HTML.region("avancement") {
                etat
                progres
                if !blocages.isEmpty { bloques }
            }
        }
    }

    private var etat: HTML {
        if travail.finiLe != nil {
            return Notice(travail.bloques == 0 ? .succes : .attention, "C’est fini") {
                p {
                    text(
                        "\(travail.faits) dossiers traités sur \(travail.total)"
                            + (travail.bloques > 0 ? ", \(travail.bloques) bloqués." : "."))
                }
                if let simulation { p { a(.href(CheminProgrammation.simulation(simulation.simulationId))) { "Revenir à la simulation" } } }
            }.html
        }
        if travail.estVivant {
            return Notice(.conseil, "Le travail avance") {
                p { "Vous pouvez quitter cette page et y revenir." }
                p { a(.href(CheminProgrammation.travail(travail.travailId))) { "Actualiser" } }
            }.html
        }
        return Notice(.attention, "Le travail attend") {
            p { "Il s’est arrêté, ou n’a pas encore commencé. Ce qui est fait reste fait\u{A0}: reprenez-le où il en est." }
            Bouton.acte("Reprendre", vers: CheminProgrammation.reprise(travail.travailId).link, jeton: jeton)
        }.html
    }

    private var progres: HTML {
        Panneau("Avancement") {
            p {
                label(.for("progres")) { text("\(traites) dossiers sur \(travail.total)") }
            }
            progress(.id("progres"), .max("\(max(1, travail.total))"), .value("\(traites)")) { text("\(traites) sur \(travail.total)") }
            Figures(chiffres: [
                .init("Faits", "\(travail.faits)", fort: true), .init("Bloqués", "\(travail.bloques)"),
                .init("À faire", "\(travail.total - traites)"),
            ]).html
        }.html
    }

    private var bloques: HTML {
        Panneau("Bloqués, par raison") {
            let raisons = Dictionary(grouping: blocages, by: \.message).sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            for (message, siens) in raisons {
                h3 { text("\(message) (\(siens.count))") }
                ul {
                    for blocage in siens.prefix(50) {
                        li {
                            a(.href(Chemin.instruction(blocage.dossierId))) { text(blocage.intitule) }
                            text(", \(blocage.numero)")
                        }
                    }
                }
            }
        }.html
    }
}
