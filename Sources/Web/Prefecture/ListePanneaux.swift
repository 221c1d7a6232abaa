import HTML
import Model
import Store

/// The lists that agents keep under a name, and the form that keeps this one.
struct VuesPanneau {
    let liste: ListePrefecture
    let jeton: String

    private var requete: String { liste.query.requete }
    private var vues: [VueListe] { liste.bureau.vues }

    var html: HTML {
        group {
            if !vues.isEmpty {
                Filtres(
                    libelle: "Listes gardées",
                    filtres: vues.map { vue in
                        .init(
                            libelle: vue.estSienne ? vue.nom : "\(vue.nom) (\(vue.auteur))",
                            lien: Chemin.prefecture(ListeQuery(Saisie(urlEncoded: vue.requete))).link, actif: vue.requete == requete)
                    }
                ).html
            }
            details {
                summary { "Garder cette liste" }
                Formulaire(vers: CheminBureau.vues.link, jeton: jeton) {
                    input(.type("hidden"), .name("requete"), .value(requete))
                    Field(
                        "nom", "Nom de la liste", valeur: nil, aide: "Un nom déjà pris est remplacé. 60 caractères au plus.", longueur: 60
                    ).html
                    Field("partage", "La partager avec ma préfecture", .checkbox(valeur: "oui"), requis: false).html
                    Bouton.groupe { Bouton.envoyer("Garder", .second) }
                }.html
                let siennes = vues.filter(\.estSienne)
                if !siennes.isEmpty {
                    ul(.class("pile")) {
                        for vue in siennes {
                            li {
                                text(vue.nom + (vue.estPartagee ? ", partagée " : " "))
                                Bouton.acte(
                                    "Retirer «\u{A0}\(vue.nom)\u{A0}»", vers: CheminBureau.retraitVue(vue.vueId).link, jeton: jeton,
                                    .discret)
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is done with the boxes ticked: kept from page to page, then acted on together.
struct DossiersChoisis {
    let liste: ListePrefecture

    private var nombre: Int { liste.bureau.choisis.count }
    private var total: Int { liste.selection.nombre }

    var html: HTML {
        div(.class("resume", "choisis")) {
            p {
                strong {
                    text(nombre == 0 ? "Aucun dossier choisi" : nombre == 1 ? "1 dossier choisi" : "\(nombre.french) dossiers choisis")
                }
                if nombre > 0 { text(", sur toutes les pages") }
            }
            Bouton.groupe {
                Bouton.envoyer("Agir sur les dossiers cochés", .second, nom: "suite", valeur: "agir")
                if liste.page.suivante != nil {
                    Bouton.envoyer("Garder mes choix et continuer", .discret, nom: "suite", valeur: "suivante")
                }
                Bouton.envoyer("Garder mes choix", .discret, nom: "suite", valeur: "rester")
                Bouton.envoyer(toutChoisir, .discret, nom: "suite", valeur: "tout")
                if nombre > 0 { Bouton.envoyer("Ne plus rien choisir", .discret, nom: "suite", valeur: "vider") }
            }
        }
    }

    private var toutChoisir: String {
        total <= Bureau.choisisAuPlus
            ? "Tout sélectionner (\(total == 1 ? "1 dossier" : "\(total.french) dossiers"))"
            : "Sélectionner les \(Bureau.choisisAuPlus.french) premiers"
    }
}
