import HTML
import Model

/// What is worth a second look before going on: needs answered twice, a case too heavy, an article withdrawn. It refuses nothing.
struct RemarquesPanneau: Sendable {
    let projet: Projet
    let composition: Composition
    let jeton: String

    var html: HTML {
        group {
            for remarque in composition.remarques { notice(remarque) }
            for ligne in composition.retires {
                Notice(.attention, "«\u{A0}\(ligne.libelle)\u{A0}» n’est plus au catalogue") {
                    p {
                        "Gardez-le s’il figure sur votre devis, sinon "
                        a(.href(Chemin.ligne(projet.operationId, ligne.ligneId))) { text("remplacez-le ou retirez-le") }
                        "."
                    }
                }.html
            }
        }
    }

    private func notice(_ remarque: RemarqueProjet) -> HTML {
        Notice(remarque.motif.code == "DOUBLON" ? .conseil : .attention, titre(remarque.motif.code)) {
            p { text(remarque.motif.texte) }
            if !remarque.lignes.isEmpty {
                Bouton.groupe {
                    for ligne in remarque.lignes {
                        Bouton.acte(
                            "Retirer «\u{A0}\(ligne.libelle)\u{A0}» \(dOu(ligne))",
                            vers: Chemin.acteLigne(projet.operationId, ligne.ligneId, .retrait).link, jeton: jeton, .discret)
                    }
                }
            }
        }.html
    }

    private func dOu(_ ligne: LigneProjet) -> String {
        composition.nomDuKit(ligne).map { "de «\u{A0}\($0)\u{A0}»" } ?? "des articles à l’unité"
    }

    private func titre(_ code: String) -> String {
        switch code {
        case "DOUBLON": "Un besoin compté deux fois\u{A0}?"
        case "PLACES": "Plus d’appareils que de places"
        default: "Trop lourd à porter"
        }
    }
}
