import HTML
import Model

/// The ledger of one envelope: each posting with its key, its dossier, the day it happened and the day it was known.
extension EnveloppePage {
    var grandLivre: HTML {
        section(.class("pile"), .id("mouvements")) {
            h2 { text(titreMouvements) }
            if query.commune != nil {
                p { a(.href(Chemin.enveloppe(situation.enveloppe))) { "Voir les mouvements de toutes les communes" } }
            }
            if mouvements.isEmpty {
                p {
                    text(
                        filles.isEmpty
                            ? "Aucun mouvement que vous puissiez voir." : "Ses mouvements sont ceux des enveloppes qu’elle délègue.")
                }
            } else {
                tableauMouvements
                Pagination(suivant: suivant).html
            }
        }
    }

    private var titreMouvements: String {
        guard let code = query.commune else { return "Mouvements" }
        let nom = communes.first { $0.codeInsee == code }?.commune ?? mouvements.first?.commune ?? code
        return "Mouvements, \(nom)"
    }

    private var suivant: Link? {
        guard mouvements.count > Self.taille, let dernier = montres.last else { return nil }
        return Chemin.enveloppe(situation.enveloppe, .init(commune: query.commune, avant: dernier.mouvementId)).link
    }

    private var tableauMouvements: HTML {
        DataTable(
            legende: "Mouvements, du plus récent au plus ancien", legendeVisible: false,
            colonnes: [
                .init("Survenu le", .date), .init("Mouvement", .nom), .init("Commune"), .init("Montant", .somme),
                .init("Enregistré le", .date),
                .init("Clé", .texte, secondaire: true),
            ],
            lignes: montres.map { mouvement in
                [
                    text(mouvement.survenuLe.french), nature(mouvement), text(mouvement.commune ?? ""),
                    text(mouvement.montantCentimes.french),
                    text(LocalDate(mouvement.enregistreLe).french), code(.class("cle")) { text(mouvement.cle) },
                ]
            }
        ).html
    }

    private func nature(_ mouvement: Mouvement) -> HTML {
        group {
            text(mouvement.nature.libelle)
            if let numero = mouvement.dossier {
                span(.class("motif")) {
                    if let id = mouvement.dossierId, agent.role == .instructeur {
                        a(.href(Chemin.instruction(id))) { text(numero) }
                    } else {
                        text(numero)
                    }
                }
            }
        }
    }
}
