import HTML
import Model
import Parcours

/// The prices of the mairie's own quotation in place of those of the catalogue, which only illustrate: the plan must say what the
/// quotation says.
struct PrixPage: Sendable {
    let planifie: ProjetPlanifie
    let jeton: String
    let saisies: PrixForm
    var erreurs = FormErrors()

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet «\u{A0}\(planifie.projet.intitule)\u{A0}»", titre: "Reprendre les prix de mon devis",
                chapeau: "Ceux du catalogue sont indicatifs. Le plan et le dossier doivent dire ce que dit le devis que vous joindrez."
            ).html
            form(.method(.post), .action(Chemin.prix(planifie.projet.operationId)), .novalidate(), .class("pile")) {
                Jeton.champ(jeton)
                tableau
                Bouton.groupe {
                    Bouton.envoyer("Enregistrer les prix")
                    a(.href(Chemin.operation(planifie.projet.operationId))) { "Annuler" }
                }
            }
        }
    }

    private var tableau: HTML {
        DataTable(
            legende: "Prix unitaires hors taxes", legendeVisible: false,
            colonnes: [.init("Article", .nom), .init("Quantité", .nombre), .init("Prix unitaire HT", .montant)],
            lignes: planifie.lignes.map { ligne in [text(ligne.libelle), text("\(ligne.quantite)"), saisie(ligne)] }
        ).html
    }

    private func saisie(_ ligne: LigneProjet) -> HTML {
        var field = Field(
            PrixForm.champ(ligne), "Prix unitaire HT, \(ligne.libelle)", .amount, valeur: saisies.saisie(ligne), erreurs: erreurs)
        field.libelleVisible = false
        return field.html
    }
}
