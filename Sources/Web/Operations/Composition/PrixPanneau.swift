import HTML
import Model

/// The prices of the project: since when they hold, what moved in the catalogue since, and how to freeze them or to compose again.
struct PrixPanneau: Sendable {
    let page: EquipementPage

    private var id: ID<Projet> { page.projet.operationId }
    private var deplaces: [PrixSuivi] { page.composition.prixDeplaces }

    var html: HTML {
        Panneau("Les prix") {
            etat
            if let motif = page.anciens { anciens(motif) }
            if !deplaces.isEmpty { suivi }
            if page.avancement.estFige { HTML.empty } else if page.estFige { reprendre } else { figer }
            histoire
        }.html
    }

    @HTMLBuilder private var etat: HTML {
        if let gel = page.gel {
            p {
                Etiquette("Figés le \(gel.figeLe.french)", .bon).html
                text(" \(gel.totalHtCentimes.french) HT, \(gel.totalTtcCentimes.french) TTC.")
            }
            if gel.estAutomatique, !page.avancement.estFige {
                p(.class("petit", "doux")) {
                    "Figés par la préparation des dossiers. Si vous changez l’équipement avant le dépôt, préparez-les de nouveau."
                }
            }
        } else if page.avancement.estFige {
            p(.class("doux")) { "Les lignes ne changent plus." }
        } else {
            p(.class("doux")) { "Chaque ligne garde le prix du jour où elle a été choisie, tant que rien n’est figé." }
        }
    }

    private func anciens(_ motif: Motif) -> HTML {
        p {
            Etiquette("Prix à actualiser", .attente).html
            text(" \(motif.texte)")
        }
    }

    private var suivi: HTML {
        let total = deplaces.map(\.ecartHT).sum()
        return details {
            summary {
                text(
                    (deplaces.count == 1 ? "Un prix du catalogue a changé depuis" : "\(deplaces.count) prix du catalogue ont changé depuis")
                        + "\u{A0}: \(total.avecSigne) HT")
            }
            ul {
                for suivi in deplaces {
                    li {
                        text("\(suivi.ligne.libelle)\u{A0}: \(suivi.ancien.french) le \(suivi.ligne.prixDu.french), ")
                        text(
                            suivi.nouveau.map { "\($0.french) aujourd’hui, soit \(suivi.ecartHT.avecSigne) HT." }
                                ?? "prix non publié aujourd’hui.")
                    }
                }
            }
            if page.estFige {
                p(.class("petit", "doux")) { "Vos montants ne changent pas\u{A0}: ils sont figés." }
            } else {
                Bouton.groupe {
                    Bouton.acte("Prendre les prix d’aujourd’hui", vers: Chemin.actualisation(id).link, jeton: page.jeton, .second)
                }
            }
        }
    }

    @HTMLBuilder private var figer: HTML {
        if page.gel == nil || page.gel?.estAutomatique ?? false {
            Bouton.groupe { Bouton.acte("Figer les prix", vers: Chemin.gel(id).link, jeton: page.jeton, .second) }
            p(.class("petit", "doux")) {
                "Les lignes et les prix ne bougent plus, à la date du jour. C’est fait d’office avec les dossiers."
            }
        }
    }

    private var reprendre: HTML {
        details(.open(page.reprise != nil)) {
            summary { "Reprendre la composition" }
            Formulaire(vers: Chemin.degel(id).link, jeton: page.jeton) {
                Field(
                    "motif_reprise", "Pourquoi", .textarea(lignes: 2), valeur: page.reprise, erreurs: page.erreurs,
                    aide: "Gardé avec votre nom et la date. Possible jusqu’au dépôt d’un dossier."
                ).html
                Bouton.groupe { Bouton.envoyer("Ne plus figer les prix", .second) }
            }.html
        }
    }

    @HTMLBuilder private var histoire: HTML {
        let leves = page.gels.filter { $0.leveLe != nil }
        if !leves.isEmpty {
            details {
                summary { text(leves.count == 1 ? "Figés une fois déjà" : "Figés \(leves.count) fois déjà") }
                ul {
                    for gel in leves {
                        li { text("Le \(gel.figeLe.french), \(gel.totalHtCentimes.french) HT. Repris\u{A0}: \(gel.motif ?? "")") }
                    }
                }
            }
        }
    }
}
