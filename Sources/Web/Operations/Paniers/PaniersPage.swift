import HTML
import Model
import Store

/// The baskets that one may take: one's own, and those that the intercommunality proposes.
struct PaniersPage: Sendable {
    let organisation: Organisation
    let paniers: [Panier]
    let projets: [Projet]
    let jeton: String

    var html: HTML {
        group {
            PageHeader(
                surtitre: organisation.nom, titre: "Paniers types",
                chapeau: paniers.isEmpty
                    ? "Un panier garde ce que vous achetez souvent. On le fait depuis la page d’un projet."
                    : "Prenez-en un dans un projet\u{A0}: il arrive aux prix d’aujourd’hui."
            ).html
            if paniers.isEmpty {
                EmptyState(
                    titre: "Aucun panier pour l’instant", texte: "Ouvrez un projet, puis «\u{A0}Garder comme panier type\u{A0}».",
                    action: Bouton.lien("Mes projets", vers: Chemin.operations.link, .second)
                ).html
            }
            for panier in paniers { fiche(panier) }
        }
    }

    private func fiche(_ panier: Panier) -> HTML {
        Panneau(panier.nom) {
            if let epci = panier.proposePar {
                p { Etiquette(sienne(panier) ? "Proposé à vos communes" : "Proposé par \(epci)", .info).html }
            }
            if !panier.note.isEmpty { p { text(panier.note) } }
            ul {
                for ligne in panier.lignes {
                    li { text("\(ligne.quantite) × \(ligne.libelle ?? "article ou kit qui n’est plus au catalogue")\(options(ligne))") }
                }
            }
            Formulaire(vers: Chemin.prisePanier(panier.panierId).link, jeton: jeton) {
                if !projets.isEmpty {
                    Field(
                        "operation", "Dans quel projet", .select(choix),
                        valeur: organisation.codeInsee == nil ? "\(projets[0].operationId)" : ""
                    ).html
                }
                Bouton.groupe { Bouton.envoyer("Prendre «\u{A0}\(panier.nom)\u{A0}»", .second) }
            }.html
            if sienne(panier) {
                Bouton.acte("Retirer «\u{A0}\(panier.nom)\u{A0}»", vers: Chemin.retraitPanier(panier.panierId).link, jeton: jeton, .discret)
            }
        }.html
    }

    /// An intercommunality opens a project from a kit, which asks where it goes.
    private var choix: [Field.Choix] {
        (organisation.codeInsee == nil ? [] : [.init("", "Un nouveau projet")]) + projets.map { .init("\($0.operationId)", $0.intitule) }
    }
    private func sienne(_ panier: Panier) -> Bool { panier.organisationId == organisation.organisationId }
    private func options(_ ligne: LignePanier) -> String {
        ligne.options.isEmpty ? "" : ", avec \(ligne.options.count) option\(ligne.options.count > 1 ? "s" : "")"
    }
}

/// A copy beside last year's project: only what differs.
struct EcartsPage: Sendable {
    let projet: Projet
    let ancien: Projet
    let ecarts: EcartsCopie

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Copie de «\u{A0}\(ancien.intitule)\u{A0}», exercice\u{A0}\(ancien.exercice)", titre: "Ce qui a changé depuis",
                chapeau: ecarts.ecarts.isEmpty
                    ? "Rien\u{A0}: mêmes lignes, mêmes prix." : "Les lignes qui ne sont pas citées n’ont pas changé de prix."
            ).html
            Figures(chiffres: [
                .init("Alors, HT", ecarts.totalAvant.french), .init("Aujourd’hui, HT", ecarts.totalApres.french, fort: true),
                .init("Écart", (ecarts.totalApres - ecarts.totalAvant).avecSigne),
            ]).html
            if !ecarts.ecarts.isEmpty { tableau }
            Bouton.groupe { Bouton.lien("Ouvrir le nouveau projet", vers: Chemin.operation(projet.operationId).link) }
        }
    }

    private var tableau: HTML {
        DataTable(
            legende: "Lignes qui diffèrent", legendeVisible: false,
            colonnes: [
                .init("Ligne", .nom), .init("Prix d’alors", .montant), .init("Prix d’aujourd’hui", .montant), .init("Écart HT", .somme),
            ],
            lignes: ecarts.ecarts.map { ecart in
                [
                    group {
                        text(ecart.libelle)
                        if let precision = precision(ecart) { span(.class("motif")) { text(precision) } }
                    },
                    text(ecart.prixAvant?.french ?? "Aucun"), text(ecart.prixApres?.french ?? "Aucun"), text(ecart.ecartHT.avecSigne),
                ]
            }
        ).html
    }

    private func precision(_ ecart: EcartsCopie.Ecart) -> String? {
        if ecart.quantiteApres == 0 { return "N’est plus au catalogue, ou a été retirée" }
        if ecart.quantiteAvant == 0 { return "Ajoutée depuis" }
        return ecart.quantiteAvant == ecart.quantiteApres ? nil : "\(ecart.quantiteAvant) alors, \(ecart.quantiteApres) aujourd’hui"
    }
}

/// What may be done again with a project: a copy, a basket, a loan.
struct ReprisePanneau: Sendable {
    let projet: Projet
    /// The porteur is an intercommunality: it may propose the basket to its communes.
    let estIntercommunalite: Bool
    let nom: String?
    let note: String?
    let jeton: String
    let erreurs: FormErrors

    var html: HTML {
        Panneau("Réutiliser, prêter") {
            Bouton.groupe {
                a(.href(Chemin.prets(projet.operationId))) { "Prêter l’équipement" }
                Bouton.acte("Copier aux prix d’aujourd’hui", vers: Chemin.copie(projet.operationId).link, jeton: jeton, .discret)
                if projet.copieDe != nil { a(.href(Chemin.ecarts(projet.operationId))) { "Ce qui a changé depuis le projet copié" } }
            }
            details(.open(nom != nil)) {
                summary { "Garder comme panier type" }
                Formulaire(vers: Chemin.panierDe(projet.operationId).link, jeton: jeton) {
                    Field(
                        "nom_panier", "Nom du panier", valeur: nom ?? String(projet.intitule.prefix(120)), erreurs: erreurs,
                        aide: "Ses kits et ses articles, pour les reprendre d’un geste dans un autre projet.", longueur: 120
                    ).html
                    Field(
                        "note_panier", "À savoir", .textarea(lignes: 2), valeur: note, erreurs: erreurs,
                        aide: "Pour qui le prendra, par exemple le fournisseur retenu.", requis: false
                    ).html
                    if estIntercommunalite {
                        Field(
                            "proposer", "Le proposer à mes communes membres", .checkbox(valeur: "oui"), valeurs: ["oui"], requis: false
                        ).html
                    }
                    Bouton.groupe { Bouton.envoyer("Garder le panier", .second) }
                }.html
            }
        }.html
    }
}
