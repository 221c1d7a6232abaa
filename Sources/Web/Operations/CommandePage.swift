import HTML
import Model
import Parcours

/// A purchase order as it was passed, with its paper, and what the commune owes the préfecture now.
struct CommandePage: Sendable {
    let planifie: ProjetPlanifie
    let avancement: Avancement
    let commande: Commande
    let bon: Piece?
    let jeton: String
    let achat: AchatPanneau

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet «\u{A0}\(planifie.projet.intitule)\u{A0}»", titre: "Commande \(commande.numero)",
                chapeau: "Passée le \(commande.passeeLe.longFrench) à \(commande.fournisseur)."
            ).html
            avancement.stepper(.commande)
            div(.class("cote")) {
                div(.class("pile")) {
                    if !avancement.dossiers.isEmpty { suite }
                    achat.apresCommande
                    details {
                        summary { text("Voir les \(planifie.lignes.count) articles commandés") }
                        lignes
                    }
                }
                aside(.class("pile"), .ariaLabel("Montant et bon de commande")) { papier }
            }
        }
    }

    private var papier: HTML {
        Panneau {
            Montant.somme("Montant TTC", commande.totalTtcCentimes, precision: "\(commande.totalHtCentimes.french) HT")
            if let bon {
                Bouton.groupe { Bouton.lien("Ouvrir le bon de commande (PDF)", vers: Chemin.piece(bon.pieceId).link) }
            } else {
                p { "La commande est enregistrée, mais son bon n’a pas pu être écrit." }
                Bouton.groupe {
                    Bouton.acte("Écrire le bon de commande", vers: Chemin.bon(commande.operationId, commande.commandeId).link, jeton: jeton)
                }
            }
        }.html
    }

    private var lignes: HTML {
        DataTable(
            legende: "Articles commandés", legendeVisible: false,
            colonnes: [.init("Article", .nom), .init("Quantité", .nombre), .init("Prix unitaire HT", .montant), .init("Total HT", .somme)],
            lignes: planifie.lignes.map { ligne in
                [
                    text(ligne.libelle), text("\(ligne.quantite)"), text(ligne.prixUnitaireHtCentimes?.french ?? ""),
                    text(ligne.totalHT.french),
                ]
            },
            pied: [
                [text("Total HT"), .empty, .empty, text(commande.totalHtCentimes.french)],
                [text("Total TTC"), .empty, .empty, text(commande.totalTtcCentimes.french)],
            ]
        ).html
    }

    private var suite: HTML {
        Notice(.conseil, "Et maintenant") {
            ul {
                li { "Envoyez le bon de commande au fournisseur." }
                li { "Informez la préfecture que l’opération a commencé (CGCT, art. R. 2334-24)." }
                li { "Affichez en mairie et publiez le plan de financement (CGCT, art. L. 1111-11 et D. 1111-8)." }
                li { "Gardez la facture et le bon de livraison\u{A0}: ils serviront à demander le paiement de l’aide." }
            }
        }.html
    }
}
