import HTML
import Model
import Postgres
import Store

/// Why this programme: what it is worth, how it is proven, who is at the margin, what more money would change.
struct ExplicationPage {
    let simulation: Simulation
    let jeton: String

    var html: HTML {
        group {
            EnteteSimulation(simulation: simulation, jeton: jeton, ici: .explication).html
            if let resultat = simulation.resultat?.value { explication(resultat) } else { rien }
        }
    }

    private var rien: HTML {
        EmptyState(
            titre: "Cette simulation n’a pas été remplie",
            texte: "Déclarez vos critères et remplissez l’enveloppe\u{A0}: l’explication vient avec le programme.",
            action: Bouton.lien("Remplir l’enveloppe", vers: CheminProgrammation.remplissage(simulation.simulationId).link)
        ).html
    }

    private func explication(_ resultat: ResultatProgrammation) -> HTML {
        group {
            if simulation.retouchee {
                Notice(.attention, "Des lignes ont été changées à la main depuis ce remplissage") {
                    p { "L’explication porte sur le programme d’origine. Remplissez de nouveau pour la mettre à jour." }
                }.html
            }
            preuve(resultat)
            marges("Les premiers écartés", "Ceux qui entreraient les premiers si l’enveloppe grandissait.", resultat.premiersEcartes)
            marges("Les derniers retenus", "Ceux qui sortiraient les premiers si l’enveloppe se réduisait.", resultat.derniersRetenus)
            effets(resultat)
        }
    }

    private func preuve(_ resultat: ResultatProgrammation) -> HTML {
        Panneau("Le programme") {
            Notice(
                resultat.estOptimal ? .succes : .conseil, resultat.estOptimal ? "Aucun programme n’a plus de points" : "Le meilleur connu"
            ) {
                p {
                    text(
                        resultat.estOptimal
                            ? "C’est prouvé\u{A0}: avec vos critères, aucune autre répartition de l’enveloppe ne totalise plus de \(resultat.points) points."
                            : "Aucune répartition ne peut totaliser plus de \(resultat.borne) points\u{A0}; celle-ci en a \(resultat.points)."
                    )
                }
            }.html
            DescriptionList(faits: [
                ("Points", text("\(resultat.points)")),
                ("Dossiers retenus", text("\(resultat.retenus), dans \(resultat.communes) communes")),
                ("Accordé", Montant.exact(resultat.total)),
                ("Enveloppe à répartir", Montant.exact(resultat.budget)),
                ("Non employé", Montant.exact(resultat.budget - resultat.total)),
                (
                    "Sans montant possible",
                    text(
                        resultat.impossibles == 0
                            ? "aucun dossier" : "\(resultat.impossibles) dossiers\u{A0}: la loi ou vos taux ne leur laissent rien")
                ),
                ("Calcul", text("en \(resultat.millisecondes) ms, relu au centime par un second calcul")),
            ]).html
        }.html
    }

    private func marges(_ titre: String, _ chapeau: String, _ marges: [ResultatProgrammation.Marge]) -> HTML {
        guard !marges.isEmpty else { return .empty }
        return Panneau(titre) {
            p { text(chapeau) }
            DataTable(
                legende: titre, legendeVisible: false,
                colonnes: [.init("Dossier", .nom), .init("Points", .nombre), .init("Montant", .somme)],
                lignes: marges.map { [lien($0), text("\($0.points)"), text($0.montant.french)] }
            ).html
        }.html
    }

    private func lien(_ marge: ResultatProgrammation.Marge) -> HTML {
        group {
            a(.href(Chemin.instruction(ID(marge.dossier)))) { text(marge.intitule) }
            span(.class("motif")) { text(marge.numero) }
        }
    }

    private func effets(_ resultat: ResultatProgrammation) -> HTML {
        Panneau("Ce que ferait un euro de plus") {
            DataTable(
                legende: "Effet d’une enveloppe plus grande", legendeVisible: false,
                colonnes: [
                    .init("De plus dans l’enveloppe", .nom), .init("Accordé en plus", .somme), .init("Points en plus", .nombre),
                    .init("Entrent", .etat), .init("Sortent", .etat),
                ],
                lignes: resultat.effets.map { effet in
                    [
                        text(effet.ajout.french), text(effet.accorde.french), text("\(effet.pointsGagnes)"),
                        liste(effet.entrants, sinon: effet.pointsGagnes == 0 ? "personne ne bouge" : ""), liste(effet.sortants, sinon: ""),
                    ]
                }
            ).html
        }.html
    }

    private func liste(_ marges: [ResultatProgrammation.Marge], sinon: String) -> HTML {
        guard !marges.isEmpty else { return text(sinon) }
        return ul { for marge in marges { li { lien(marge) } } }
    }
}
