import HTML
import Model
import Parcours

/// The ways to pay, side by side: what remains, how many files, how sure, how much to advance; one button takes one.
struct PropositionsTableau {
    let page: PlanPage

    var html: HTML {
        guard page.propositions.count > 1 else { return .empty }
        return section(.class("pile")) {
            h2 { "Les façons de payer" }
            p(.class("chapeau")) { "Choisissez celle qui vous convient\u{A0}: vous pourrez revenir au plan conseillé." }
            DataTable(
                legende: "Les façons de payer", legendeVisible: false,
                colonnes: [
                    .init("Aides", .nom), .init("Reste à payer TTC", .somme), .init("Dossiers", .nombre), .init("Sûreté", .etat),
                    .init("À avancer au plus", .montant), .init("Choix", .action),
                ], lignes: page.propositions.map(ligne)
            ).html
        }
    }

    private func ligne(_ proposition: Proposition) -> [HTML] {
        let criteres = proposition.plan.criteres
        return [
            group {
                span(.class("intitule")) {
                    text(titre(proposition))
                    if proposition.estConseillee {
                        " "
                        Etiquette("Conseillé", .info).html
                    }
                }
                if !proposition.pourquoi.isEmpty { span(.class("motif")) { text(proposition.pourquoi) } }
            },
            text(proposition.plan.resteAChargeTTC.french), text("\(criteres?.dossiers ?? 0)"), surete(criteres?.incertitudes ?? 0),
            text(criteres?.avanceMaximale.french ?? ""), action(proposition),
        ]
    }

    private func titre(_ proposition: Proposition) -> String {
        let noms = proposition.plan.financements.filter { $0.montant > .zero }.map { page.nom($0.dispositif) }.joined(separator: " + ")
        let objectif = proposition.plan.objectif ?? .resteACharge
        return (noms.isEmpty ? "Sans aide" : noms) + (objectif == .resteACharge ? "" : ", \(objectif.libelle.debutMinuscule)")
    }

    private func surete(_ incertitudes: Int) -> HTML {
        switch incertitudes {
        case 0: Etiquette("Sûr", .bon).html
        case 1: Etiquette("Assez sûr", .info).html
        default: Etiquette("À vérifier", .attente).html
        }
    }

    private func action(_ proposition: Proposition) -> HTML {
        guard !proposition.estRetenue else { return Etiquette(page.estEssai ? "À l’essai" : "Choisi", .bon).html }
        let champs =
            proposition.estConseillee && proposition.choix.acquis.isEmpty
            ? [("conseil", "oui")] : ChoixForm(proposition.choix, page.referentiel.dispositifs).champs
        return form(.class("acte"), .method(.post), .action(Chemin.choix(page.planifie.projet.operationId).link)) {
            Jeton.champ(page.jeton)
            for champ in champs { input(.type("hidden"), .name(champ.0), .value(champ.1)) }
            button(.class("bouton second petit"), .type("submit")) {
                text(proposition.estConseillee ? "Revenir au plan conseillé" : "Choisir")
                if !proposition.estConseillee { span(.class("invisible")) { text("\u{A0}: \(titre(proposition))") } }
            }
        }
    }
}

extension String {
    /// «Un seul dossier» → «un seul dossier».
    var debutMinuscule: String { prefix(1).lowercased() + dropFirst() }
}
