import HTML
import Model
import Store

/// Real projects like this one, as they were funded: what an estimate stands on, in the words of those who asked.
struct ProjetsComparables {
    let projets: [ProjetComparable]

    var html: HTML {
        guard !projets.isEmpty else { return .empty }
        return details(.class("ecran")) {
            summary { "Des projets semblables, vraiment aidés" }
            DataTable(
                legende: "Projets semblables", legendeVisible: false,
                colonnes: [.init("Projet", .nom), .init("Coût HT", .montant), .init("Aide", .montant), .init("Taux", .somme)],
                lignes: projets.map { projet in
                    [
                        group {
                            span(.class("intitule")) { text("\(projet.beneficiaire) (\(projet.departement))") }
                            span(.class("motif")) { text("\(projet.objet), \(projet.dispositif) \(projet.annee)") }
                        },
                        text(projet.coutHtCentimes.french), text(projet.subventionCentimes.french), text(projet.taux.french),
                    ]
                }
            ).html
            p(.class("petit", "doux")) {
                "Subventions attribuées publiées par l’État. Le coût est le coût total, parfois plus grand que la dépense retenue."
            }
        }
    }
}
