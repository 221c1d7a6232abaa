import Foundation
import HTML
import Model

/// The agreement of the maire, beside the deposit: asked when the secretary wants it, then waited for.
struct ApprobationPanneau {
    let projet: ID<Projet>
    let dossier: ID<Dossier>
    let accord: Approbation?
    /// The one-time link, shown once, to who has just asked.
    let lien: String?
    let agent: ID<Agent>
    let jeton: String
    let saisie: Saisie?
    let erreurs: FormErrors

    var html: HTML {
        switch accord?.etat {
        case .attendue: attente
        case .approuvee, .renvoyee: reponse
        case .retiree, nil: demande
        }
    }

    private var demande: HTML {
        details(.open(erreurs["destinataire"] != nil || erreurs["message"] != nil)) {
            summary { "Demander l’accord du maire avant de déposer" }
            Formulaire(vers: CheminDemande.accord(projet, dossier).link, jeton: jeton) {
                Field(
                    "destinataire", "À qui", valeur: saisie?["destinataire"], erreurs: erreurs,
                    aide: "Par exemple\u{A0}: Mme Martin, maire.",
                    longueur: 200
                ).html
                Field("message", "Message", .textarea(lignes: 3), valeur: saisie?["message"], erreurs: erreurs, requis: false).html
                p(.class("petit", "doux")) {
                    "Un lien à lui transmettre s’affichera. Il sert une fois, sans compte. Le dépôt attendra sa réponse."
                }
                Bouton.groupe { Bouton.envoyer("Demander l’accord", .second) }
            }.html
        }
    }

    @HTMLBuilder private var attente: HTML {
        if let accord {
            Notice(.conseil, "Accord attendu de \(accord.destinataire)") {
                if let lien {
                    p { "Transmettez-lui ce lien\u{A0}: il ne s’affichera plus." }
                    p { code { text(lien) } }
                } else {
                    p { text("Demandé le \(accord.demandeeLe.longFrench). Le lien sert jusqu’au \(accord.expireLe.longFrench).") }
                }
            }.html
            if accord.demandeePar != agent {
                ReponseApprobation(
                    action: CheminDemande.reponseAccord(projet, dossier).link, jeton: jeton, saisie: saisie, erreurs: erreurs
                ).html
            }
            retrait("Ne plus demander l’accord")
        }
    }

    @HTMLBuilder private var reponse: HTML {
        if let accord {
            Notice(
                accord.etat == .approuvee ? .succes : .attention,
                accord.etat == .approuvee ? "\(accord.destinataire) a donné son accord" : "\(accord.destinataire) a renvoyé le dossier"
            ) {
                p { text(comment(accord)) }
                if !accord.commentaire.isEmpty { p { text("«\u{A0}\(accord.commentaire)\u{A0}»") } }
            }.html
            retrait(accord.etat == .approuvee ? "Retirer cette demande d’accord" : "Déposer sans accord, ou le redemander")
        }
    }

    private func comment(_ accord: Approbation) -> String {
        let jour = accord.repondueLe.map { LocalDate($0).longFrench } ?? ""
        return accord.repondant.map { "Réponse de \($0), le \(jour)." } ?? "Réponse par le lien, le \(jour)."
    }

    private func retrait(_ libelle: String) -> HTML {
        Bouton.groupe { Bouton.acte(libelle, vers: CheminDemande.retraitAccord(projet, dossier).link, jeton: jeton, .discret) }
    }
}

/// Yes, or what is to be corrected.
struct ReponseApprobation {
    let action: Link
    let jeton: String
    let saisie: Saisie?
    let erreurs: FormErrors

    var html: HTML {
        Formulaire(vers: action, jeton: jeton) {
            Field(
                "commentaire", "Commentaire", .textarea(lignes: 3), valeur: saisie?["commentaire"], erreurs: erreurs,
                aide: "Nécessaire pour renvoyer le dossier\u{A0}: dites ce qui est à corriger.", requis: false
            ).html
            Bouton.groupe {
                Bouton.envoyer("Donner mon accord", nom: "reponse", valeur: "oui")
                Bouton.envoyer("Renvoyer à la mairie", .second, nom: "reponse", valeur: "non")
            }
        }.html
    }
}
