import Documents
import HTML
import Model
import Store

/// A model, to read and to correct, with the mentions that it may use.
struct ModelePage {
    let modele: ModeleDecision
    let titre: String
    let corps: String
    /// A decided dossier to see the model with.
    let exemple: DossierDecide?
    let erreurs: FormErrors
    let jeton: String

    var html: HTML {
        group {
            PageHeader(
                surtitre: "\(modele.genre.libelle), version \(modele.version)", titre: modele.nom,
                actions: exemple.map { un in
                    [
                        a(
                            .class("bouton second"),
                            .href(
                                Link(
                                    path: CheminDecisions.apercu(modele.modeleId).link.description, query: [("dossier", "\(un.dossierId)")])
                            )
                        ) { text("Aperçu avec le dossier \(un.numero)") }
                    ]
                } ?? []
            ).html
            Panneau {
                Formulaire(vers: CheminDecisions.modele(modele.modeleId).link, jeton: jeton) {
                    Field("titre", "Titre du document", valeur: titre, erreurs: erreurs, longueur: 200).html
                    Field(
                        "corps", "Texte", .textarea(lignes: 26), valeur: corps, erreurs: erreurs,
                        aide:
                            "Une ligne vide sépare deux paragraphes. «\u{A0}# \u{A0}» en début de ligne fait un titre, «\u{A0}- \u{A0}» une liste. Les mentions s’écrivent entre accolades."
                    ).html
                    Bouton.groupe { Bouton.envoyer("Enregistrer une nouvelle version") }
                }.html
            }.html
            Panneau("Mentions") {
                DataTable(
                    legende: "Mentions que le texte peut nommer", legendeVisible: false,
                    colonnes: [.init("À écrire", .nom), .init("Devient")],
                    lignes: Mention.allCases.map { mention in [code { text("{\(mention.rawValue)}") }, text(mention.libelle)] }
                ).html
            }.html
        }
    }
}
