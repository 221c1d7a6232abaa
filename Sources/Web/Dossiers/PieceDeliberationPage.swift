import HTML
import Model
import Parcours

/// The délibération, part by part, before it is printed: the words are the mairie's, the figures are the plan's.
struct PieceDeliberationPage {
    let dossier: Dossier
    let form: PieceDeliberationForm
    /// As Trousse words it.
    let origine: DeliberationRedigee
    /// The mairie has reworked it.
    let estRedigee: Bool
    let jeton: String
    var erreurs = FormErrors()

    private var adresse: Chemin { .deliberation(dossier.operationId, dossier.dossierId) }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Dossier n°\u{A0}\(dossier.numero)", titre: "La délibération",
                chapeau: "Reprenez le texte avec vos mots. Les tableaux et les montants restent ceux du plan."
            ).html
            div(.class("cote")) {
                div(.class("pile")) { Panneau { champs }.html }
                aside(.class("pile"), .ariaLabel("Imprimer")) { Panneau("Imprimer") { impression }.html }
            }
        }
    }

    private var champs: HTML {
        Formulaire(vers: adresse.link, jeton: jeton) {
            Field("objet", "Objet", .textarea(lignes: 2), valeur: form.texte.objet, erreurs: erreurs).html
            Field(
                "expose", "Exposé", .textarea(lignes: 8), valeur: form.texte.expose, erreurs: erreurs,
                aide: "Une ligne vide sépare deux paragraphes.", requis: false
            ).html
            Field("visas", "Visas", .textarea(lignes: 6), valeur: form.texte.visas, erreurs: erreurs).html
            Field("considerants", "Considérants", .textarea(lignes: 6), valeur: form.texte.considerants, erreurs: erreurs, requis: false)
                .html
            for rang in 0...origine.articles.count {
                Field(
                    PieceDeliberationForm.champ(rang), rang < origine.articles.count ? "Article \(rang + 1)" : "Article de plus",
                    .textarea(lignes: 4), valeur: rang < form.texte.articles.count ? form.texte.articles[rang] : nil, erreurs: erreurs,
                    aide: aide(rang), requis: rang == 0 || rang == 2
                ).html
            }
            Bouton.groupe { Bouton.envoyer("Enregistrer le texte") }
        }.html
    }

    private func aide(_ rang: Int) -> String? {
        switch rang {
        case 0, 2: "Gardez le montant\u{A0}: c’est celui du plan."
        case 1: "Le tableau du plan de financement suit cet article."
        case origine.articles.count: "Par exemple, un emprunt, ou une délégation au maire."
        default: nil
        }
    }

    private var impression: HTML {
        group {
            ul {
                li { a(.href(Chemin.edition(dossier.operationId, dossier.dossierId, .deliberation).link)) { "Relire en PDF" } }
                li {
                    a(.href(Chemin.edition(dossier.operationId, dossier.dossierId, .deliberationODT).link)) {
                        "Ouvrir dans votre traitement de texte (ODT)"
                    }
                }
            }
            p(.class("petit", "doux")) { "Enregistrez d’abord vos changements. Le texte enregistré est celui de la pièce 1.2." }
            if estRedigee {
                Bouton.acte(
                    "Reprendre le texte de Trousse", vers: Chemin.abandonDeliberation(dossier.operationId, dossier.dossierId).link,
                    jeton: jeton, .discret)
            }
        }
    }
}

/// What is printed from a dossier besides its pieces.
struct EditionsPanneau {
    let dossier: Dossier

    var html: HTML {
        Panneau("Documents à imprimer") {
            ul {
                if dossier.etat == .brouillon || dossier.etat == .aCorriger {
                    li {
                        a(.href(Chemin.deliberation(dossier.operationId, dossier.dossierId).link)) { "Délibération" }
                        span(.class("petit", "doux")) { ", à reprendre avec vos mots" }
                    }
                }
                edition(.synthese, "Synthèse pour le maire", "une page\u{A0}: qui fait quoi, ce que cela coûte, ce qui arrive quand")
                edition(.lettre, "Lettre d’accompagnement", "à signer par le maire")
                edition(.panneau, "Panneau de publicité", "à afficher dès le commencement (CGCT, art. L. 1111-11)")
            }
        }.html
    }

    private func edition(_ edition: Edition, _ nom: String, _ precision: String) -> HTML {
        li {
            a(.href(Chemin.edition(dossier.operationId, dossier.dossierId, edition).link)) { text(nom) }
            span(.class("petit", "doux")) { text(", \(precision)") }
        }
    }
}
