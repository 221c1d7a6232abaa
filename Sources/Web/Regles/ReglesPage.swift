import Foundation
import HTML
import Model

/// Every rule that Trousse knows, chapter by chapter: what it says, its text, since when, its numbers, how sure it is, where it is used.
/// Each has its address, `/regles#RATE-A2`, which reasons elsewhere lead to.
struct ReglesPage: Sendable {
    let query: ReglesQuery
    let regles: [Regle]
    let parametres: [String: [Parametre]]

    init(query: ReglesQuery, regles: [Regle], parametres: Parametres) {
        (self.query, self.regles) = (query, regles)
        self.parametres = Dictionary(grouping: parametres.toutes, by: \.cle)
    }

    var html: HTML {
        group {
            PageHeader(
                titre: "Les règles, une par une",
                chapeau:
                    "Ce que Trousse sait du droit, en français courant. Une règle à vérifier, ou qui n’est que notre lecture, avertit\u{A0}; elle ne refuse jamais."
            ).html
            SearchBar(
                action: Chemin.regles().link, libelle: "Chercher une règle", valeur: query.q,
                exemple: "Exemple\u{A0}: avance, 20\u{A0}%, OWN-1…",
                garde: query.chapitre.map { [("chapitre", $0)] } ?? []
            ).html
            Filtres(libelle: "Choisir un chapitre", filtres: filtres).html
            if groupes.isEmpty { vide }
            for groupe in groupes { chapitre(groupe.chapitre, groupe.regles) }
        }
    }

    /// In the order of the register.
    private var chapitres: [Regle.Chapitre] {
        regles.reduce(into: []) { if $0.last != $1.chapitre { $0.append($1.chapitre) } }
    }

    private var groupes: [(chapitre: Regle.Chapitre, regles: [Regle])] {
        let montrees = regles.filter { regle in
            (query.chapitre.map { $0 == regle.chapitre.code } ?? true) && (query.q.map(regle.repond) ?? true)
        }
        return chapitres.compactMap { chapitre in
            let siennes = montrees.filter { $0.chapitre == chapitre }
            return siennes.isEmpty ? nil : (chapitre, siennes)
        }
    }

    private var filtres: [Filtres.Filtre] {
        chapitres.map { chapitre in
            let actif = query.chapitre == chapitre.code
            return Filtres.Filtre(
                libelle: chapitre.titre, lien: Chemin.regles(.init(chapitre: actif ? nil : chapitre.code, q: query.q)).link, actif: actif)
        }
    }

    private var vide: HTML {
        EmptyState(
            titre: "Aucune règle ne répond", texte: "Essayez un mot plus court, un numéro d’article, ou un autre chapitre.",
            action: a(.class("bouton", "second"), .href(Chemin.regles().link)) { "Toutes les règles" }
        ).html
    }

    private func chapitre(_ chapitre: Regle.Chapitre, _ regles: [Regle]) -> HTML {
        section(.class("pile"), .id("chapitre-\(chapitre.code)")) {
            h2 { text(chapitre.titre) }
            dl(.class("faits", "regles")) { for regle in regles { fiche(regle) } }
        }
    }

    private func fiche(_ regle: Regle) -> HTML {
        div(.id(regle.id)) {
            dt {
                a(.href(Link.anchor(regle.id))) { text(regle.id) }
                " "
                regle.confiance.etiquette.html
            }
            dd(.class("pile")) {
                p {
                    strong { text(regle.titre) }
                    br()
                    text(regle.texte)
                }
                p(.class("petit", "doux")) { text(regle.origine) }
                for nombre in regle.nombres { valeurs(nombre) }
                p(.class("petit", "doux")) { text(regle.usage) }
            }
        }
    }

    /// One value in force is a sentence; a history is a table.
    private func valeurs(_ nombre: Regle.Nombre) -> HTML {
        let valeurs = parametres[nombre.cle] ?? []
        guard valeurs.count > 1 else {
            return p(.class("petit")) {
                text("\(nombre.nom ?? "Valeur")\u{A0}: ")
                if let valeur = valeurs.first {
                    strong { text(nombre.unite.dire(valeur.valeur)) }
                    text(" \(valeur.periode)")
                } else {
                    "non chargé"
                }
            }
        }
        return table(.class("petit")) {
            caption(.class("petit")) { text(nombre.nom ?? "Valeurs successives") }
            thead {
                tr {
                    th(.scope("col")) { "Période" }
                    th(.scope("col")) { "Valeur" }
                    th(.scope("col")) { "Source" }
                }
            }
            tbody {
                for valeur in valeurs {
                    tr {
                        td { text(valeur.periode) }
                        td { text(nombre.unite.dire(valeur.valeur)) }
                        td { text(valeur.sourceAvecReserve) }
                    }
                }
            }
        }
    }
}
