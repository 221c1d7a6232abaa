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
    let composition: Composition
    /// The freezes of the project, the last one first.
    let gels: [Gel]
    /// The participants, when there are several.
    let membres: [Membre]
    /// nil: the project holds no IT.
    let reemploi: ReemploiPanneau?
    /// Prices too old to be trusted.
    let anciens: Motif?
    let jeton: String
    var form: ProjetForm?
    /// What was typed for a kit, when it was wrong.
    var quantite: (kit: String, saisie: String)?
    /// What was typed as the reason to compose again, when it was wrong.
    var reprise: String?
    /// What was typed of a basket, when it was wrong.
    var panier: (nom: String, note: String?)?
    var erreurs = FormErrors()

    var projet: Projet { planifie.projet }
    private var plan: Plan { planifie.plan }

    var html: HTML {
        group {
            PageHeader(surtitre: surtitre, titre: projet.intitule).html
            avancement.stepper(.equipement)
            div(.class("cote")) {
                div(.class("pile")) {
                    if planifie.lignes.isEmpty { vide }
                    if !estFige { RemarquesPanneau(projet: projet, composition: composition, jeton: jeton).html }
                    for kit in kits { panneau(kit).html }
                    ArticlesPanneau(projet: projet, lignes: planifie.lignes, jeton: jeton, estFige: estFige).html
                    if !estFige { ajouts }
                    if let reemploi { reemploi.html }
                }
                aside(.class("pile"), .ariaLabel("Coût et suite")) {
                    cote
                    if !planifie.lignes.isEmpty { PrixPanneau(page: self).html }
                    if !membres.isEmpty { participants }
                }
            }
            if avancement.estFige { fige } else { reglages }
            if !planifie.lignes.isEmpty {
                ReprisePanneau(
                    projet: projet, estIntercommunalite: planifie.porteur.nature == .epci, nom: panier?.nom, note: panier?.note,
                    jeton: jeton,
                    erreurs: erreurs
                ).html
            }
        }
    }

    /// Nothing moves any more: deposited, ordered, or frozen by her.
    var estFige: Bool { avancement.estFige || gel.map { !$0.estAutomatique } ?? false }
    /// The freeze that holds.
    var gel: Gel? { gels.first { $0.leveLe == nil } }

    private var ajouts: HTML {
        div(.class("boutons")) {
            if !planifie.lignes.isEmpty { a(.href(Chemin.catalogue())) { "Ajouter un autre kit" } }
            a(.href(Chemin.nouvelleLigne(projet.operationId))) { "Ajouter une ligne libre, sur devis" }
            if membres.isEmpty { a(.href(Chemin.communes(projet.operationId))) { "Inviter d’autres communes" } }
            if !planifie.lignes.isEmpty { a(.href(Chemin.prix(projet.operationId))) { "Reprendre les prix de mon devis" } }
        }
    }

    private var participants: HTML {
        Panneau("Plusieurs communes") {
            ul {
                for membre in membres {
                    li {
                        text(membre.nom)
                        span(.class("motif")) { membre.reponse }
                    }
                }
            }
            p { a(.href(Chemin.communes(projet.operationId))) { "Les parts et les réponses" } }
        }.html
    }

    private var surtitre: String {
        let lieu = planifie.porteur.nature == .commune ? projet.porteur : "\(projet.porteur), à \(projet.commune)"
        return "\(lieu) · exercice\u{A0}\(projet.exercice)"
    }

    private func panneau(_ kit: KitDuProjet) -> PanneauKit {
        PanneauKit(
            kit: kit, lignes: planifie.lignes.filter { $0.kitCode == kit.kitCode }, projet: projet, jeton: jeton,
            estFige: estFige, saisie: quantite?.kit == kit.kitCode ? quantite?.saisie : nil, erreurs: erreurs)
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
            if !planifie.lignes.isEmpty {
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
