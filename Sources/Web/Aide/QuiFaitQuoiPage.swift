import HTML
import Hummingbird
import Model

extension Site {
    /// Who is responsible for what, in the order of a project's life.
    func quiFaitQuoi(_ request: Request, _ context: SiteContext) -> Response {
        page(context, request, titre: "Qui fait quoi", largeur: .texte) {
            PageHeader(
                titre: "Qui fait quoi",
                chapeau: "Trousse calcule, prévient, écrit les pièces et garde l’histoire. Les décisions restent à ceux que la loi désigne."
            ).html
            for etape in QuiFaitQuoi.etapes { etape.html }
            QuiFaitQuoi.mots
            QuiFaitQuoi.limites
        }
    }
}

/// One step: who, what, under which text.
private struct QuiFaitQuoi {
    let titre: String
    let faits: [(qui: String, quoi: String)]

    var html: HTML {
        section(.class("pile")) {
            h2 { text(titre) }
            DescriptionList(faits: faits.map { ($0.qui, text($0.quoi)) }).html
        }
    }

    static let etapes: [QuiFaitQuoi] = [
        .init(
            titre: "Choisir et demander",
            faits: [
                (
                    "La mairie",
                    "Choisit l’équipement, vérifie les pièces écrites par Trousse, apporte le devis, fait délibérer le conseil, dépose le dossier."
                ),
                (
                    "Le conseil municipal",
                    "Adopte l’opération et son plan de financement. Une décision du maire seul ne suffit pas (arrêté du 23 décembre 2002)."
                ),
                (
                    "Trousse",
                    "Calcule qui peut payer, sous quel article, et ce qui restera à la commune. C’est une simulation\u{A0}: elle n’engage pas l’État."
                ),
            ]),
        .init(
            titre: "Recevoir et instruire",
            faits: [
                (
                    "La préfecture ou la sous-préfecture",
                    "Accuse réception\u{A0}: de ce jour, la commune peut commander (CGCT, art.\u{A0}R.\u{A0}2334-24). Demande ce qui manque, constate que le dossier est complet (art.\u{A0}R.\u{A0}2334-23)."
                ),
                (
                    "Trousse",
                    "Compte les délais, garde la date de chaque étape et le motif de chaque demande, réserve le montant sur l’enveloppe quand il y en a une."
                ),
            ]),
        .init(
            titre: "Décider",
            faits: [
                (
                    "Le préfet de département",
                    "Attribue la DETR, après avis de la commission d’élus au-delà de 100\u{202F}000\u{A0}€ (CGCT, art.\u{A0}L.\u{A0}2334-36 et L.\u{A0}2334-37)."
                ),
                ("Le préfet de région", "Attribue la DSIL (CGCT, art.\u{A0}L.\u{A0}2334-42)."),
                (
                    "Le responsable du programme",
                    "Ouvre et répartit l’enveloppe «\u{A0}lieux\u{A0}». Ses taux et ses montants sont ici des exemples."
                ),
                (
                    "Trousse",
                    "Refuse d’engager plus que l’enveloppe ne contient, avertit quand un taux sort des bornes, écrit l’arrêté à signer."
                ),
            ]),
        .init(
            titre: "Commander et payer",
            faits: [
                (
                    "La mairie",
                    "Passe la commande, vérifie la livraison, paie le fournisseur, affiche le plan de financement (CGCT, art.\u{A0}L.\u{A0}1111-11)."
                ),
                (
                    "Le comptable public",
                    "Paie, et verse l’aide sur demande de la commune\u{A0}: avance, acomptes, solde (CGCT, art.\u{A0}R.\u{A0}2334-30)."
                ),
            ]),
    ]

    static var mots: HTML {
        section(.class("pile")) {
            h2 { "Les mots" }
            DescriptionList(faits: [
                ("Accusé d’enregistrement", text("La demande est reçue ce jour-là. Rien ne peut être commandé avant.")),
                ("Accusé de complétude", text("Le dossier a toutes ses pièces depuis ce jour-là.")),
                ("Dépense subventionnable", text("La part du coût hors taxes que l’aide peut compter.")),
                ("Réservé", text("Mis de côté pour un dossier complet, pas encore décidé.")),
                ("Engagé", text("Promis par une décision.")),
                ("FCTVA", text("Ce que l’État rend de la TVA des investissements, souvent deux ans après.")),
            ]).html
        }
    }

    static var limites: HTML {
        section(.class("pile")) {
            h2 { "Ce que Trousse ne fait pas" }
            ul {
                li { "Trousse ne décide pas, ne signe pas et ne transmet rien à Chorus." }
                li { "Les prix sont des ordres de grandeur à titre d’illustration\u{A0}: seul un devis engage un fournisseur." }
                li { "Une règle qui n’a pas été relue dans son texte avertit, avec sa source\u{A0}; elle ne refuse pas." }
                li { "Un dossier n’est vu que de son porteur, de la préfecture de son département et du responsable du programme." }
            }
        }
    }
}
