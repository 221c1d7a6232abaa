import HTML

/// Where an operation stands on its way, from choosing to ordering.
struct Stepper {
    enum Etape: Int, CaseIterable {
        case equipement, financement, dossier, decision, commande

        var libelle: String {
            switch self {
            case .equipement: "Équipement"
            case .financement: "Financement"
            case .dossier: "Dossier"
            case .decision: "Décision"
            case .commande: "Commande"
            }
        }
    }

    let courante: Etape
    /// How far the operation has come; the step shown, when nothing else is known.
    var atteinte: Etape?
    /// The steps one may go back to.
    var liens: [Etape: Link] = [:]

    var html: HTML {
        nav(.class("etapes"), .ariaLabel("Étapes du projet")) {
            ol {
                for etape in Etape.allCases {
                    li(.class(estFaite(etape) ? "fait" : nil), .ariaCurrent(etape == courante ? "step" : nil)) {
                        contenu(etape)
                    }
                }
            }
        }
    }

    private func estFaite(_ etape: Etape) -> Bool { etape.rawValue < (atteinte ?? courante).rawValue && etape != courante }

    private func contenu(_ etape: Etape) -> HTML {
        group {
            span(.class("rang"), .ariaHidden()) { text("\(etape.rawValue + 1)") }
            if let lien = liens[etape], etape != courante {
                a(.href(lien)) { text(etape.libelle) }
            } else {
                span { text(etape.libelle) }
            }
            if estFaite(etape) { span(.class("invisible")) { " (fait)" } }
        }
    }
}
