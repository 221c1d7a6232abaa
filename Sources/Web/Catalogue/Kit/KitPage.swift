import HTML
import Model
import Parcours
import Store

/// One kit: what it is for, what it costs this commune, what is in it, how to take it. Composing it is a GET form over the whole page:
/// its address is the composed kit, and nothing is kept until it goes into a project.
struct KitPage: Sendable {
    let kit: KitChiffre
    /// The kit once composed; itself when nothing was changed.
    let compose: KitChiffre
    let composition: CompositionKit
    let remplacants: [LigneKit]
    let versions: [VersionKit]
    let provenance: Provenance?
    let prix: KitPrix
    /// Once the council has decided on small equipment; nil as `KitPrix.reste`.
    let resteSiDecision: Money?
    let jeton: String
    let peutCommander: Bool
    let connecte: Bool
    let projets: [Projet]
    /// What was typed, when it could not be taken.
    var form = KitForm()
    var erreurs = FormErrors()

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Kit \(kit.kit.code)", titre: kit.kit.nom, chapeau: kit.kit.phrase,
                actions: [Bouton.lien("Comparer avec un autre kit", vers: Chemin.comparaison([kit.kit.code]).link, .discret)]
            ).html
            HTML.formulaireVivant(vers: Chemin.kit(kit.kit.code).link) {
                div(.class("cote garnir")) {
                    HTML.region("presentation", "pile") { presentation }
                    aside(.class("pile"), .ariaLabel("Prix et projet")) {
                        HTML.region("prix", "pile") { prix.html }
                        if peutCommander { prendre } else if !connecte { inviter }
                    }
                    KitComposition(kit: kit, compose: compose, composition: composition, remplacants: remplacants).html
                }
            }
            HTML.region("suites") {
                KitBudget(kit: compose, reste: prix.reste, resteSiDecision: resteSiDecision).html
                KitInstallation(kit: compose).html
            }
            KitOrigine(kit: kit.kit, versions: versions, provenance: provenance).html
        }
    }

    private var presentation: HTML {
        group {
            div(.class("image", "fond-\(image.famille)")) { image.html }
            Etiquette.groupe(compose.etiquettes)
            p { text(kit.kit.destinataire) }
            if let remarque = kit.kit.remarque { p(.class("doux")) { text(remarque) } }
        }
    }

    /// Of what it holds now; only the designer's own kit is worth keeping.
    private var image: KitPicture {
        composition.estVide
            ? kit.image
            : KitPicture(lignes: compose.base.map { .init(code: $0.articleCode, libelle: $0.libelle, quantite: $0.quantite) })
    }

    private var inviter: HTML { Bouton.groupe { Bouton.lien("Préparer mon dossier", vers: Chemin.connexion.link) } }

    private var prendre: HTML {
        Panneau("Mettre dans un projet") {
            div(.class("pile")) {
                if !projets.isEmpty {
                    Field(
                        "operation", "Projet",
                        .select([.init("", "Un nouveau projet")] + projets.map { .init("\($0.operationId)", $0.intitule) }),
                        valeur: form.operation, erreurs: erreurs, requis: false
                    ).html
                }
                Field("quantite", "Quantité", .number, valeur: form.quantite ?? "1", erreurs: erreurs).html
                p(.class("petit", "doux")) { a(.href(.anchor("composition"))) { "Retirer, échanger ou ajouter un article" } }
                Bouton.groupe { Bouton.envoyer("Ajouter au projet", vers: Chemin.kitProjet(kit.kit.code).link, jeton: jeton) }
            }
        }.html
    }
}
