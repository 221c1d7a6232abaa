import HTML
import Model
import Store

/// The loans of a project, and a new one.
struct PretsPage: Sendable {
    let projet: Projet
    /// What can be lent.
    let lignes: [LigneProjet]
    let prets: [Pret]
    let aujourdhui: LocalDate
    let form: PretForm
    let jeton: String
    let erreurs: FormErrors

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet «\u{A0}\(projet.intitule)\u{A0}»", titre: "Prêter l’équipement",
                chapeau:
                    "À un CCAS, une association, une bibliothèque\u{A0}: gratuitement, pour une durée dite d’avance, avec une convention que Trousse écrit."
            ).html
            if !prets.isEmpty {
                Panneau("Prêts du projet") {
                    PretsTableau(prets: prets, aujourdhui: aujourdhui, avecProjet: false, jeton: jeton).html
                }.html
            }
            if lignes.isEmpty {
                EmptyState(
                    titre: "Rien à prêter", texte: "Ce projet ne contient pas encore d’équipement.",
                    action: Bouton.lien("Revenir au projet", vers: Chemin.operation(projet.operationId).link)
                ).html
            } else {
                nouveau
            }
        }
    }

    private var nouveau: HTML {
        Panneau("Nouveau prêt") {
            Formulaire(vers: Chemin.prets(projet.operationId).link, jeton: jeton) {
                Field(
                    "nature", "Qui emprunte",
                    .select([.init("", "Choisissez")] + Pret.Nature.allCases.map { .init($0.rawValue, $0.libelle) }),
                    valeur: form.nature ?? "", erreurs: erreurs
                ).html
                Field("emprunteur", "Nom de l’emprunteur", valeur: form.emprunteur, erreurs: erreurs, longueur: 200).html
                Field(
                    "representant", "Qui signe pour lui", valeur: form.representant, erreurs: erreurs,
                    aide: "Avec sa fonction, par exemple «\u{A0}sa présidente, Mme Martin\u{A0}».", longueur: 200
                ).html
                Field("adresse", "Adresse", valeur: form.adresse, erreurs: erreurs, longueur: 300).html
                Field(
                    "objet", "À quoi l’équipement servira", .textarea(lignes: 2), valeur: form.objet, erreurs: erreurs,
                    aide: "Par exemple\u{A0}: permanences d’aide aux démarches, deux matinées par semaine."
                ).html
                Field("lieu", "Où il sera", valeur: form.lieu, erreurs: erreurs, longueur: 200).html
                Field("debut", "Premier jour", .date, valeur: form.debut, erreurs: erreurs).html
                Field("fin", "Dernier jour", .date, valeur: form.fin, erreurs: erreurs).html
                Field(
                    "assureur", "Qui l’assure",
                    .radios([
                        .init("emprunteur", "L’emprunteur", aide: "Il remet l’attestation de son assureur."),
                        .init("preteur", "Nous", aide: "L’équipement reste dans notre assurance."),
                    ]), valeur: form.assureur, erreurs: erreurs
                ).html
                quantites
                Bouton.groupe {
                    Bouton.envoyer("Enregistrer le prêt")
                    a(.href(Chemin.operation(projet.operationId))) { "Revenir au projet" }
                }
            }.html
        }.html
    }

    private var quantites: HTML {
        DataTable(
            legende: "Ce que vous prêtez",
            colonnes: [.init("Équipement", .nom), .init("Vous en avez", .nombre), .init("Combien en prêter", .nombre)],
            lignes: lignes.map { ligne in [text(ligne.libelle), text("\(ligne.unites)"), saisie(ligne)] }
        ).html
    }

    private func saisie(_ ligne: LigneProjet) -> HTML {
        var field = Field(
            PretForm.champ(ligne), "Combien prêter, \(ligne.libelle)", .number, valeur: form.quantite(ligne), erreurs: erreurs)
        field.libelleVisible = false
        return field.html
    }
}

/// Loans with their end, their agreement, and their return.
struct PretsTableau: Sendable {
    let prets: [Pret]
    let aujourdhui: LocalDate
    let avecProjet: Bool
    let jeton: String

    var html: HTML {
        DataTable(
            legende: "Prêts", legendeVisible: false,
            colonnes: [
                .init("Emprunteur", .nom), .init("Valeur TTC", .somme), .init("Jusqu’au", .date), .init("État", .etat),
                .init("À faire", .action),
            ],
            lignes: prets.map(rangee)
        ).html
    }

    private func rangee(_ pret: Pret) -> [HTML] {
        [
            group {
                text(pret.emprunteur)
                span(.class("motif")) { text("\(pret.unites) unités, \(pret.lieu)") }
                if avecProjet {
                    span(.class("motif")) { a(.href(Chemin.prets(pret.operationId))) { text(pret.intitule) } }
                }
            },
            text(pret.valeurTtcCentimes.french), text(pret.fin.french), etat(pret),
            Bouton.groupe {
                a(.href(Chemin.convention(pret.operationId, pret.pretId))) {
                    "Convention (PDF)"
                    span(.class("invisible")) { text(" de \(pret.emprunteur)") }
                }
                if pret.renduLe == nil {
                    Bouton.acte("Marquer rendu", vers: Chemin.retourPret(pret.operationId, pret.pretId).link, jeton: jeton, .discret)
                }
            },
        ]
    }

    private func etat(_ pret: Pret) -> HTML {
        if let rendu = pret.renduLe { return Etiquette("Rendu le \(rendu.french)", .bon).html }
        return pret.fin < aujourdhui ? Etiquette("À rendre depuis le \(pret.fin.french)", .refus).html : Etiquette("En cours", .info).html
    }
}
