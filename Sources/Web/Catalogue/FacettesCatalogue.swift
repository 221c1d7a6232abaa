import HTML
import Model
import Parcours

/// The column of filters: what each would leave is said before it is chosen. Links, so that each choice has its address.
struct FacettesCatalogue {
    let query: CatalogueQuery
    let facettes: [Facette]
    let apresAides: Bool

    var html: HTML {
        details(.class("affiner"), .open(false)) {
            summary {
                text("Affiner")
                if !query.criteres.isEmpty { span(.class("nombre")) { text(" (\(query.criteres.count))") } }
            }
            nav(.ariaLabel("Affiner")) {
                for facette in facettes {
                    h2 { text(facette.groupe.titre(apresAides: apresAides)) }
                    ul { for valeur in facette.valeurs { li { lien(valeur) } } }
                    if facette.groupe == .prix { montant }
                }
            }
        }
    }

    private func lien(_ valeur: Facette.Valeur) -> HTML {
        let cible = Chemin.catalogue(query.with { $0.criteres = $0.criteres.bascule(valeur.critere) })
        return a(.href(cible), .ariaCurrent(valeur.estChoisie ? "true" : nil)) {
            text(valeur.critere.libelle)
            span(.class("nombre")) { text("\(valeur.nombre)") }
        }
    }

    /// Another amount than the round ones.
    private var montant: HTML {
        let autres = query.with { $0.criteres.removeAll { $0.groupe == .prix } }
        let choisi = query.criteres.first { $0.groupe == .prix }?.parametre.valeur
        return form(.class("montant-libre"), .method(.get), .action(Chemin.catalogue())) {
            for case (let nom, let valeur?) in autres.parametres { input(.type("hidden"), .name(nom), .value(valeur)) }
            label(.for("prix-max")) { "Au plus, en euros" }
            input(.id("prix-max"), .name("prix_max"), .type("text"), .inputmode("numeric"), .maxlength(8), .value(choisi))
            Bouton.envoyer("Filtrer", .discret)
            if apresAides { p(.class("doux")) { "Un article seul compte à son prix TTC." } }
        }
    }
}
