import HTML
import Model

/// A line that the catalogue does not know: what it is, its price, its quotation. Written or changed.
struct LigneLibrePage: Sendable {
    let projet: Projet
    /// nil: it does not exist yet.
    let ligne: LigneProjet?
    let form: LigneLibreForm
    /// The quotation that it has.
    let devis: Piece?
    let jeton: String
    let erreurs: FormErrors

    private var id: ID<Projet> { projet.operationId }
    private var action: Chemin { ligne.map { .ligne(id, $0.ligneId) } ?? .lignes(id) }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet «\u{A0}\(projet.intitule)\u{A0}»", titre: ligne?.libelle ?? "Ajouter une ligne libre",
                chapeau:
                    "Pour ce que le catalogue n’a pas\u{A0}: des travaux, une pose, un meuble sur mesure. Recopiez le devis, et joignez-le."
            ).html
            Formulaire(vers: action.link, jeton: jeton, fichiers: true) { champs }.html
            if let ligne {
                Panneau("Retirer la ligne") {
                    Bouton.groupe {
                        Bouton.acte(
                            "Retirer cette ligne", vers: Chemin.acteLigne(id, ligne.ligneId, .retrait).link, jeton: jeton, .danger)
                    }
                }.html
            }
        }
    }

    private var champs: HTML {
        group {
            Field("libelle", "Désignation", valeur: form.libelle, erreurs: erreurs, longueur: 300).html
            Field("quantite", "Quantité", .number, valeur: form.quantite ?? "1", erreurs: erreurs).html
            Field("prix", "Prix unitaire HT", .amount, valeur: form.prix, erreurs: erreurs).html
            Field(
                "tva", "TVA", .select(LigneLibreForm.taux.map { .init($0, Rate($0)?.french ?? $0) }), valeur: form.tva ?? "0.20",
                erreurs: erreurs
            ).html
            Field(
                "section", "Dans le budget",
                .radios([
                    .init("I", "Investissement", aide: "Ce qui dure\u{A0}: compté par la DETR et la DSIL."),
                    .init("F", "Fonctionnement", aide: "Ce qui s’use ou se consomme\u{A0}: non compté."),
                ]), valeur: form.section, erreurs: erreurs
            ).html
            Field(
                "compte", "Compte M57", valeur: form.compte, erreurs: erreurs,
                aide: "En chiffres, par exemple 21838 pour de l’informatique ou 2184 pour du mobilier.", requis: false, longueur: 8
            ).html
            Field(
                "fichier", "Devis", .file(accept: ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"), erreurs: erreurs,
                aide: aideDevis, requis: false
            ).html
            if let devis { p(.class("petit")) { a(.href(Chemin.piece(devis.pieceId))) { text("Devis joint\u{A0}: \(devis.nomFichier)") } } }
            Bouton.groupe {
                Bouton.envoyer("Enregistrer la ligne")
                a(.href(Chemin.operation(id))) { "Annuler" }
            }
        }
    }

    private var aideDevis: String {
        devis == nil
            ? "PDF, PNG ou JPEG, 20\u{A0}Mo au plus. Il peut venir plus tard, mais avant de figer les prix. Ne le signez pas."
            : "Choisissez un fichier seulement pour remplacer le devis déjà joint."
    }
}
