import HTML
import Model
import Parcours

/// What could change the plan and depends on somebody: a question for the préfecture, a decision of the council.
struct PlanConseils {
    let page: PlanPage

    private var plan: Plan { page.plan }

    var html: HTML {
        guard !questions.isEmpty || decisionUtile != nil else { return .empty }
        return div(.class("deux")) {
            if !questions.isEmpty { aVerifier }
            if let deliberation = decisionUtile { conseil(deliberation) }
        }
    }

    private var questions: [Plan.Eligibilite] {
        page.deposeLe == nil ? plan.eligibilite.filter { $0.reponse == .aVerifier && page.dansLePlan.contains($0.dispositif) } : []
    }
    private var decisionUtile: EffetDeliberation? {
        page.avancement.estFige ? nil : page.deliberation.flatMap { $0.difference == nil ? nil : $0 }
    }

    private var aVerifier: HTML {
        Notice(.conseil, questions.count == 1 ? "Une question à poser à la préfecture" : "Des questions à poser à la préfecture") {
            for question in questions {
                p {
                    text(
                        "«\u{A0}Avons-nous droit à la \(page.nom(question.dispositif)) en \(page.planifie.projet.exercice)\u{A0}?\u{A0}» "
                            + "Le plan compte dessus. \(repli(question.dispositif))")
                }
            }
        }.html
    }

    /// What would remain if the answer is no, when the planner has computed it.
    private func repli(_ code: String) -> String {
        let sans = plan.alternatives.map(\.plan).filter { autre in
            !autre.financements.contains { $0.dispositif == code && $0.montant > .zero }
        }
        guard let meilleur = sans.min(by: { $0.resteAChargeTTC < $1.resteAChargeTTC }) else { return "" }
        let noms = meilleur.financements.filter { $0.montant > .zero }.map(\.nomCourt).joined(separator: " et ")
        return
            "Si la réponse est non, \(noms.isEmpty ? "sans aide" : "avec \(noms)"), il resterait \(meilleur.resteAChargeTTC.french) à payer."
    }

    private func conseil(_ deliberation: EffetDeliberation) -> HTML {
        let reglage = Link(path: Chemin.operation(page.planifie.projet.operationId).link.description, fragment: Field.id("decision"))
        return Notice(.conseil, "Une décision du conseil changerait ce plan") {
            p { text(deliberation.phrase) }
            p { a(.href(reglage)) { "Prendre cette décision en compte" } }
        }.html
    }
}
