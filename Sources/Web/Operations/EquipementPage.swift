import HTML
import Model
import Parcours
import Store

/// The equipment of a project: its kits, what they cost, its name and what the council decides.
struct EquipementPage: Sendable {
    let planifie: ProjetPlanifie
    let kits: [KitDuProjet]
    let avancement: Avancement
    let deliberation: EffetDeliberation?
    let jeton: String
    var form: ProjetForm?
    /// What was typed for a kit, when it was wrong.
    var quantite: (kit: String, saisie: String)?
    var erreurs = FormErrors()

    private var projet: Projet { planifie.projet }
    private var plan: Plan { planifie.plan }

    var html: HTML {
        group {
            PageHeader(surtitre: surtitre, titre: projet.intitule, chapeau: projet.objet.isEmpty ? nil : projet.objet).html
            avancement.stepper(.equipement)
            div(.class("cote")) {
                div(.class("pile")) {
                    if kits.isEmpty { vide }
                    for kit in kits { panneau(kit).html }
                    if !kits.isEmpty, !avancement.estFige { p { a(.href(Chemin.catalogue())) { "Ajouter un autre kit" } } }
                }
                aside(.class("pile"), .ariaLabel("Coût et suite")) { cote }
            }
            if avancement.estFige { fige } else { reglages }
        }
    }

    private var surtitre: String {
        let lieu = projet.porteur == projet.commune ? projet.porteur : "\(projet.porteur), à \(projet.commune)"
        return "\(lieu) · exercice\u{A0}\(projet.exercice)"
    }

    private func panneau(_ kit: KitDuProjet) -> PanneauKit {
        PanneauKit(
            kit: kit, lignes: planifie.lignes.filter { $0.kitCode == kit.kitCode }, projet: projet, jeton: jeton,
            estFige: avancement.estFige, saisie: quantite?.kit == kit.kitCode ? quantite?.saisie : nil, erreurs: erreurs)
    }

    private var vide: HTML {
        EmptyState(
            titre: "Aucun équipement", texte: "Choisissez un kit dans le catalogue\u{A0}: il arrive ici à son prix du jour.",
            action: Bouton.lien("Choisir un kit", vers: Chemin.catalogue().link)
        ).html
    }

    private var cote: HTML {
        Panneau {
            Montant.somme(
                plan.estPartiel ? "Coût TTC, hors pièces sur devis" : "Coût de l’équipement, TTC", plan.coutTotalTTC,
                precision: "\(plan.coutTotalHT.french) HT")
            if !kits.isEmpty {
                CompteLignes(lignes: [
                    .init("Investissement HT", plan.investissementHT), .init("Fonctionnement HT", plan.coutTotalHT - plan.investissementHT),
                ]).html
                p(.class("petit", "doux")) { "La DETR et la DSIL ne comptent que l’investissement." }
                if let prochaine = avancement.prochaine { Bouton.groupe { Bouton.lien(prochaine.libelle, vers: prochaine.vers.link) } }
            }
        }.html
    }

    private var reglages: HTML {
        let form = form ?? ProjetForm(projet)
        return Panneau("Le projet") {
            Formulaire(vers: Chemin.operation(projet.operationId).link, jeton: jeton) {
                Field("intitule", "Nom du projet", valeur: form.intitule, erreurs: erreurs, longueur: 200).html
                Field(
                    "objet", "À quoi il servira", .textarea(lignes: 4), valeur: form.objet, erreurs: erreurs,
                    aide: "Pour qui, pour quel besoin, où. Ces phrases ouvrent la note explicative et la délibération.", requis: false
                ).html
                if let deliberation {
                    Field(
                        "decision", deliberation.libelleCase, .checkbox(valeur: "oui"), valeurs: form.decision ? ["oui"] : [],
                        erreurs: erreurs, aide: deliberation.phrase, requis: false
                    ).html
                }
                Bouton.groupe { Bouton.envoyer("Enregistrer", .second) }
            }.html
        }.html
    }

    private var fige: HTML {
        Notice(.conseil, "L’équipement ne change plus") {
            p {
                "Un dossier est déposé ou la commande est passée\u{A0}: ce que la préfecture a reçu reste ce qu’il est. Pour un autre besoin, ouvrez un autre projet."
            }
        }.html
    }
}

/// One kit of the project: its picture, how many, its price, its lines.
struct PanneauKit: Sendable {
    let kit: KitDuProjet
    let lignes: [LigneProjet]
    let projet: Projet
    let jeton: String
    let estFige: Bool
    let saisie: String?
    let erreurs: FormErrors

    private var champ: String { "quantite-\(kit.kitCode)" }
    private var totalHT: Money { lignes.map(\.totalHT).sum() }
    private var image: KitPicture {
        KitPicture(lignes: lignes.map { .init(code: $0.articleCode ?? "", libelle: $0.libelle, quantite: $0.quantiteEntiere) })
    }

    var html: HTML {
        section(.class("panneau")) {
            div(.class("kit-projet")) {
                div(.class("image", "fond-\(image.famille)")) { image.html }
                div(.class("pile")) {
                    h2 {
                        a(.href(Chemin.kit(kit.kitCode))) { text(kit.nom) }
                        if estFige, kit.exemplaires > 1 { text(" × \(kit.exemplaires)") }
                    }
                    p(.class("doux")) { text("\(lignes.count) articles · \(totalHT.french) HT") }
                    if !estFige { actes }
                }
            }
            if lignes.contains(where: { $0.prixUnitaireHtCentimes == nil }) { surDevis }
            details {
                summary { text("Voir les articles et leur prix") }
                tableau
            }
        }
    }

    private var actes: HTML {
        div(.class("boutons")) {
            form(.class("quantite"), .method(.post), .action(Chemin.quantiteKit(projet.operationId, kit.kitCode)), .novalidate()) {
                Jeton.champ(jeton)
                Field(champ, "Quantité", .number, valeur: saisie ?? "\(kit.exemplaires)", erreurs: erreurs).html
                Bouton.envoyer("Changer", .second)
            }
            Bouton.acte("Retirer ce kit", vers: Chemin.operationKit(projet.operationId, kit.kitCode).link, jeton: jeton, .discret)
        }
    }

    private var surDevis: HTML {
        Notice(.attention, "Un prix n’est pas publié") {
            p { "Le total est un minimum et le dossier ne peut pas être déposé. Demandez un devis au fabricant, ou retirez l’option." }
        }.html
    }

    private var tableau: HTML {
        DataTable(
            legende: "Articles du kit \(kit.nom)", legendeVisible: false,
            colonnes: [
                .init("Article", .nom), .init("Quantité", .nombre), .init("Prix unitaire HT", .montant), .init("Section"),
                .init("Total HT", .somme),
            ],
            lignes: lignes.map(rangee),
            pied: [[text("Total HT"), .empty, .empty, .empty, text(totalHT.french)]]
        ).html
    }

    private func rangee(_ ligne: LigneProjet) -> [HTML] {
        [
            group {
                if let code = ligne.articleCode { a(.href(Chemin.article(code))) { text(ligne.libelle) } } else { text(ligne.libelle) }
                if ligne.estOption { option(ligne) }
            },
            text("\(ligne.quantite)"), text(ligne.prixUnitaireHtCentimes?.french ?? "Sur devis"), text(ligne.sectionLisible(projet)),
            text(ligne.prixUnitaireHtCentimes == nil ? "Sur devis" : ligne.totalHT.french),
        ]
    }

    private func option(_ ligne: LigneProjet) -> HTML {
        div(.class("motif")) {
            "Option"
            if !estFige, let code = ligne.articleCode {
                ", "
                Bouton.acte(
                    "retirer", vers: Chemin.retraitOption(projet.operationId, kit: kit.kitCode, article: code).link, jeton: jeton, .discret)
            }
        }
    }
}
