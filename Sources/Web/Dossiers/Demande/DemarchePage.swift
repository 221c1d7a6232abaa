import HTML
import Model

/// Filing on Démarche numérique too: the pre-filled dossier and what it did not keep; else the link, and every value to copy.
struct DemarchePage: Sendable {
    let projet: Projet
    let dossier: Dossier
    let demarche: Demarche
    let valeurs: [ValeurDN]
    let base: String
    /// The server may send; else the link and the list do.
    let peutEnvoyer: Bool
    let dernier: (preremplissage: Preremplissage, ecarts: [EcartDN], envoyees: Int)?
    let aujourdhui: LocalDate
    let jeton: String

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet «\u{A0}\(projet.intitule)\u{A0}» · n°\u{A0}\(dossier.numero)",
                titre: "Déposer aussi sur Démarche numérique",
                chapeau:
                    "Votre préfecture reçoit par Démarche numérique\u{A0}? Rien n’est à ressaisir\u{A0}: \(valeurs.count) réponses y vont toutes seules."
            ).html
            div(.class("cote")) {
                div(.class("pile")) {
                    if let dernier { suivi(dernier.preremplissage, dernier.ecarts, dernier.envoyees) }
                    feuille
                }
                aside(.class("pile"), .ariaLabel("Préremplir")) {
                    Panneau("Préremplir leur formulaire") { envoi }.html
                    Panneau("Les pièces") {
                        p { "Elles ne se préremplissent pas\u{A0}: joignez là-bas celles du dossier, dans leur ordre." }
                        p { a(.href(Chemin.zip(dossier.operationId, dossier.dossierId))) { "Télécharger les pièces (zip)" } }
                    }.html
                }
            }
        }
    }

    private var lien: (adresse: String, omises: [ValeurDN]) { demarche.lien(valeurs, base: base) }

    @HTMLBuilder private var envoi: HTML {
        if peutEnvoyer, dernier?.preremplissage.etat != .prefilled {
            Bouton.groupe {
                Bouton.acte(
                    "Préremplir \(valeurs.count) réponses", vers: CheminDemande.demarche(dossier.operationId, dossier.dossierId).link,
                    jeton: jeton)
            }
            p(.class("petit", "doux")) {
                text(
                    "Le dossier s’ouvre là-bas en brouillon. Ouvrez-le dans les \(demarche.vieJours) jours\u{A0}: ensuite, il est détruit.")
            }
        }
        if let adresse = Link(lien.adresse) {
            p {
                a(.href(adresse), .init("rel", "noreferrer")) {
                    text(peutEnvoyer ? "Ou ouvrir leur formulaire prérempli par un lien" : "Ouvrir leur formulaire prérempli")
                }
            }
        }
        if !lien.omises.isEmpty {
            p(.class("petit")) { "Ce lien est limité à 2\u{202F}000 caractères. N’y tiennent pas\u{A0}:" }
            ul(.class("petit")) { for valeur in lien.omises { li { text(valeur.libelle) } } }
        }
    }

    private func suivi(_ preremplissage: Preremplissage, _ ecarts: [EcartDN], _ envoyees: Int) -> HTML {
        Panneau("Dossier n°\u{A0}\(preremplissage.numero)") {
            p { etiquette(preremplissage).html }
            if preremplissage.etat == .prefilled, let adresse = preremplissage.adresse.flatMap(Link.init) {
                p {
                    text("À ouvrir au plus tard le ")
                    strong { text(preremplissage.expireLe.longFrench) }
                    text(reste(preremplissage))
                }
                p { a(.class("bouton"), .href(adresse), .init("rel", "noreferrer")) { "Ouvrir le dossier prérempli" } }
            }
            if preremplissage.etat == .detruit { p { "Personne ne l’a ouvert à temps. Vous pouvez le préremplir de nouveau." } }
            if ecarts.isEmpty {
                p { text("Les \(envoyees) valeurs envoyées sont gardées.") }
            } else {
                DataTable(
                    legende:
                        "\(ecarts.count) \(ecarts.count == 1 ? "valeur n’est pas gardée" : "valeurs ne sont pas gardées") sur \(envoyees) envoyées",
                    colonnes: [.init("Champ", .nom), .init("Envoyée"), .init("Que faire")],
                    lignes: ecarts.map { [text($0.libelle), text($0.envoyee), text($0.phrase)] }
                ).html
            }
            p(.class("petit", "doux")) { text("Vérifié le \(preremplissage.verifieLe.longFrench).") }
            if peutEnvoyer {
                Bouton.groupe {
                    Bouton.acte(
                        "Demander où il en est", vers: CheminDemande.suiviDemarche(dossier.operationId, dossier.dossierId).link,
                        jeton: jeton,
                        .discret)
                }
            }
        }.html
    }

    private func reste(_ preremplissage: Preremplissage) -> String {
        switch aujourdhui.days(to: preremplissage.expireLe) {
        case ..<0: "\u{A0}: ce jour est passé, il est sans doute détruit."
        case 0: "\u{A0}: c’est aujourd’hui."
        case 1: "\u{A0}: il reste un jour."
        case let jours: "\u{A0}: il reste \(jours) jours."
        }
    }

    private func etiquette(_ preremplissage: Preremplissage) -> Etiquette {
        switch preremplissage.etat {
        case .prefilled: Etiquette(preremplissage.etat.libelle, .attente)
        case .detruit, .refuse: Etiquette(preremplissage.etat.libelle, .refus)
        case .accepte: Etiquette(preremplissage.etat.libelle, .bon)
        default: Etiquette(preremplissage.etat.libelle, .info)
        }
    }

    private var feuille: HTML {
        Panneau("Les réponses, champ par champ") {
            DataTable(
                legende: "Dans l’ordre de leur formulaire", colonnes: [.init("Leur champ", .nom), .init("Votre réponse")],
                lignes: valeurs.map { valeur in
                    [
                        text(valeur.libelle),
                        group {
                            text(lisible(valeur))
                            if let remarque = valeur.remarque { span(.class("motif")) { text(remarque) } }
                        },
                    ]
                }
            ).html
            p(.class("petit", "doux")) { text("\(demarche.nom), démarche n°\u{A0}\(demarche.numero). \(demarche.source).") }
        }.html
    }

    private func lisible(_ valeur: ValeurDN) -> String {
        switch valeur.genre {
        case .ouiNon, .coche: valeur.texte == "true" ? "Oui" : "Non"
        case .date: LocalDate(iso: valeur.texte)?.french ?? valeur.texte
        default: valeur.texte
        }
    }
}
