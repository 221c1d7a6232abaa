import HTML
import Model

/// What the porteur says of a dossier once it is deposited: that the decision was read, that the operation is finished, or that the demand
/// is withdrawn.
struct SuitesPorteur {
    let dossier: Dossier
    let motif: String?
    let erreurs: FormErrors
    let jeton: String

    static let champMotif = "motif_retrait"

    /// First thing on the page while the decision waits to be read.
    @HTMLBuilder var lecture: HTML {
        if let notifie = dossier.notifieLe, dossier.luLe == nil {
            Notice(.conseil, "La décision vous est notifiée depuis le \(notifie.longFrench)") {
                p {
                    "Ouvrez-la, puis dites que vous l’avez lue\u{A0}: la préfecture le sait, et la date compte pour un recours (deux mois)."
                }
                Bouton.groupe { Bouton.acte("J’ai lu la décision", vers: chemin(.lecture).link, jeton: jeton, .second) }
            }.html
        }
    }

    /// Beside the amount: the end of the operation.
    @HTMLBuilder var achevement: HTML {
        if dossier.etat == .commence {
            Formulaire(vers: chemin(.achevement).link, jeton: jeton) {
                p(.class("petit")) {
                    "Quand tout est livré et payé, dites-le\u{A0}: le solde se demande ensuite (CGCT, art.\u{A0}R.\u{A0}2334-30)."
                }
                Bouton.groupe { Bouton.envoyer("Déclarer l’achèvement", .second) }
            }.html
        }
    }

    /// Folded at the bottom: the demand may be taken back until it is decided.
    @HTMLBuilder var retrait: HTML {
        if dossier.etat.attendInstruction || dossier.etat == .aCorriger {
            details(.open(erreurs[Self.champMotif] != nil || motif != nil)) {
                summary { "Retirer la demande" }
                Formulaire(vers: chemin(.retrait).link, jeton: jeton) {
                    p(.class("petit")) { "La demande est close et ne se reprend pas. Le projet et ses pièces restent les vôtres." }
                    Field(
                        Self.champMotif, "Motif du retrait", .textarea(lignes: 3), valeur: motif, erreurs: erreurs,
                        aide: "La préfecture le lit."
                    ).html
                    Bouton.groupe { Bouton.envoyer("Retirer la demande", .danger) }
                }.html
            }
        }
    }

    private func chemin(_ suite: CheminSuite.Suite) -> CheminSuite {
        CheminSuite(operation: dossier.operationId, dossier: dossier.dossierId, suite: suite)
    }
}

/// Where the porteur's words go.
struct CheminSuite {
    enum Suite: String { case lecture, achevement, retrait }
    let operation: ID<Projet>
    let dossier: ID<Dossier>
    let suite: Suite

    var link: Link { Link(path: "/operations/\(operation)/dossiers/\(dossier)/\(suite.rawValue)") }
}
