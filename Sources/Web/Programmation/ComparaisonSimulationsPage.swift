import HTML
import Model
import Store

/// Two simulations side by side: their figures, then only the dossiers that they treat differently.
struct ComparaisonSimulationsPage {
    private static let montres = 100

    let toutes: [Simulation]
    /// None, one or two.
    let cotes: [(Simulation, [LigneSimulation])]

    var html: HTML {
        group {
            PageHeader(titre: "Comparer deux simulations").html
            choix
            if cotes.count == 2 {
                chiffres
                differences
            }
        }
    }

    private var choix: HTML {
        form(.class("panneau", "formulaire"), .method(.get), .action(CheminProgrammation.comparaison(nil, nil))) {
            cote("a", "Première simulation", 0)
            cote("b", "Seconde simulation", 1)
            Bouton.groupe { Bouton.envoyer("Comparer", cotes.count == 2 ? .second : .principal) }
        }
    }

    private func cote(_ nom: String, _ libelle: String, _ rang: Int) -> HTML {
        let choisie = cotes.count > rang ? cotes[rang].0 : toutes.count > rang ? toutes[rang] : toutes.first
        return Field(
            nom, libelle,
            .select(toutes.map { .init("\($0.simulationId)", "\($0.titre) (\($0.dispositifNomCourt) \($0.exercice))") }),
            valeur: choisie.map { "\($0.simulationId)" }
        ).html
    }

    private var chiffres: HTML {
        let (a, b) = (cotes[0], cotes[1])
        func ligne(_ nom: String, _ valeur: (Simulation, [LigneSimulation]) -> String) -> [HTML] {
            [text(nom), text(valeur(a.0, a.1)), text(valeur(b.0, b.1))]
        }
        func acceptees(_ lignes: [LigneSimulation]) -> [LigneSimulation] { lignes.filter { $0.statut == .accepte } }
        return Panneau("Les chiffres") {
            DataTable(
                legende: "Chiffres des deux simulations", legendeVisible: false,
                colonnes: [.init("Chiffre", .nom), .init(a.0.titre, .montant), .init(b.0.titre, .montant)],
                lignes: [
                    ligne("Dossiers retenus") { _, lignes in "\(acceptees(lignes).count) sur \(lignes.count)" },
                    ligne("Communes servies") { _, lignes in "\(Set(acceptees(lignes).map(\.codeInsee)).count)" },
                    ligne("Premières demandes") { _, lignes in "\(acceptees(lignes).count(where: \.premiereDemande))" },
                    ligne("Points") { _, lignes in "\(acceptees(lignes).reduce(0) { $0 + $1.points })" },
                    ligne("Accordé") { simulation, _ in simulation.montantCentimes.french },
                    ligne("Reste à attribuer") { simulation, _ in simulation.reste.french },
                    ligne("Taux moyen") { _, lignes in
                        acceptees(lignes).map(\.montantCentimes).sum().ratio(to: acceptees(lignes).compactMap(\.depenseCentimes).sum())
                            .french
                    },
                ]
            ).html
        }.html
    }

    private var differences: HTML {
        let autres = Dictionary(cotes[1].1.map { ($0.dossierId, $0) }) { premier, _ in premier }
        let siennes = Set(cotes[0].1.map(\.dossierId))
        var paires = cotes[0].1.map { (ligne: $0, a: Optional($0), b: autres[$0.dossierId]) }
        paires += cotes[1].1.filter { !siennes.contains($0.dossierId) }.map { (ligne: $0, a: nil, b: Optional($0)) }
        let ecarts = paires.filter { $0.a?.statut != $0.b?.statut || $0.a?.montantCentimes != $0.b?.montantCentimes }
        return Panneau(
            ecarts.isEmpty ? "Aucune différence" : ecarts.count == 1 ? "1 dossier diffère" : "\(ecarts.count) dossiers diffèrent"
        ) {
            if ecarts.isEmpty {
                p { "Les deux simulations traitent chaque dossier de la même façon." }
            } else {
                DataTable(
                    legende: "Dossiers traités autrement", legendeVisible: false,
                    colonnes: [.init("Dossier", .nom), .init(cotes[0].0.titre, .montant), .init(cotes[1].0.titre, .montant)],
                    lignes: ecarts.prefix(Self.montres).map { ecart in
                        [
                            group {
                                a(.href(Chemin.instruction(ecart.ligne.dossierId))) { text(ecart.ligne.intitule) }
                                span(.class("motif")) { text("\(ecart.ligne.porteur), \(ecart.ligne.numero)") }
                            }, text(Self.dire(ecart.a)), text(Self.dire(ecart.b)),
                        ]
                    }
                ).html
                if ecarts.count > Self.montres { p { text("Les \(Self.montres) premiers sont montrés.") } }
            }
        }.html
    }

    private static func dire(_ ligne: LigneSimulation?) -> String {
        guard let ligne else { return "absent" }
        return ligne.statut == .accepte ? ligne.montantCentimes.french : ligne.statut.libelle.lowercased()
    }
}
