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
            PageHeader(surtitre: surtitre, titre: projet.intitule).html
            avancement.stepper(.equipement)
            div(.class("cote")) {
                div(.class("pile")) {
                    if kits.isEmpty { vide }
                    for kit in kits { panneau(kit).html }
                    if !kits.isEmpty, !avancement.estFige {
                        div(.class("boutons")) {
                            a(.href(Chemin.catalogue())) { "Ajouter un autre kit" }
                            a(.href(Chemin.prix(projet.operationId))) { "Reprendre les prix de mon devis" }
                        }
                    }
                }
                aside(.class("pile"), .ariaLabel("Coût et suite")) { cote }
            }
            if avancement.estFige { fige } else { reglages }
        }
    }

    private var surtitre: String {
        let lieu = planifie.porteur.nature == .commune ? projet.porteur : "\(projet.porteur), à \(projet.commune)"
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
        Panneau("Le projet") {
            if !projet.objet.isEmpty { p { text(projet.objet) } }
            if let deliberation, projet.decisionPetitMateriel { p(.class("doux")) { text(deliberation.phrase) } }
            p(.class("petit", "doux")) {
                "Un dossier est déposé ou la commande est passée\u{A0}: l’équipement ne change plus. Pour un autre besoin, ouvrez un autre projet."
            }
        }.html
    }
}
