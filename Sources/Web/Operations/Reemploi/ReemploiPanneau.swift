import HTML
import Model
import Parcours
import Planner

/// The share of reconditioned machines in a project and in the year, against the law's, and what becomes of the machines it replaces.
struct ReemploiPanneau {
    let reemploi: Reemploi
    /// Computers that the project buys, and old ones that it has taken back.
    let postes: Int
    let reprises: Int
    /// The article that takes old machines back, with its HT unit price; nil when the catalogue has none.
    let reprise: LigneKit?

    var html: HTML {
        Panneau("Le réemploi") {
            p {
                text(
                    "\(reemploi.reemploiHT.ratio(to: reemploi.depenseHT).unePlace) de l’informatique et de la téléphonie de ce projet est reconditionné\u{A0}: "
                )
                text("\(reemploi.reemploiHT.french) sur \(reemploi.depenseHT.french) HT.")
            }
            if let annee = reemploi.annee { annuel(annee) }
            if postes > reprises { anciens }
        }.html
    }

    private func annuel(_ annee: PartReemploi) -> HTML {
        let manque = annee.minimumHT - annee.reemploiHT
        let motif = annee.motifs.first
        return group {
            p {
                text(
                    "Sur \(annee.annee), avec vos commandes passées\u{A0}: \(annee.reemploiHT.ratio(to: annee.depenseHT).unePlace), pour \(annee.taux.french) demandés "
                )
                if let motif { text("(\(motif.source)).") }
            }
            if manque > .zero {
                p(.class("petit")) {
                    text(
                        "Il manque \(manque.french) HT de reconditionné\u{A0}: échangez un poste neuf contre un reconditionné depuis sa ligne, ou gardez-en pour une prochaine commande de l’année."
                    )
                }
            } else {
                p(.class("petit")) { "La part demandée est atteinte." }
            }
        }
    }

    private var anciens: HTML {
        group {
            p {
                strong { "Vos anciens postes. " }
                if let reen = reemploi.annee?.motifs.first(where: { $0.code == "REEN" }) { reen.avecSource }
                if let reprise, let prix = reprise.prixRef {
                    text(" La reprise avec effacement certifié coûte \(prix.french) HT par poste. ")
                    a(.href(Chemin.article(reprise.articleCode))) { "L’ajouter au projet" }
                }
            }
        }
    }
}
