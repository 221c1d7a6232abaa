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
    /// The steps one may go back to.
    var liens: [Etape: Link] = [:]

    var html: HTML {
        nav(.class("etapes"), .ariaLabel("Étapes du projet")) {
            ol {
                for etape in Etape.allCases {
                    li(.class(etape.rawValue < courante.rawValue ? "fait" : nil), .ariaCurrent(etape == courante ? "step" : nil)) {
                        contenu(etape)
                    }
                }
            }
        }
    }

    private func contenu(_ etape: Etape) -> HTML {
        group {
            span(.class("rang"), .ariaHidden()) { text("\(etape.rawValue + 1)") }
            if let lien = liens[etape], etape != courante {
                a(.href(lien)) { text(etape.libelle) }
            } else {
                span { text(etape.libelle) }
            }
            if etape.rawValue < courante.rawValue { span(.class("invisible")) { " (fait)" } }
        }
    }
}
