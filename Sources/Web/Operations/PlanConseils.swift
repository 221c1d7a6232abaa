import HTML
import Model
import Parcours

/// What the plan supposes and what could change it: a question for the préfecture, a decision of the council, other aids.
struct PlanConseils {
    let page: PlanPage

    private var plan: Plan { page.plan }

    var html: HTML {
        group {
            if !questions.isEmpty || decisionUtile != nil {
                div(.class("deux")) {
                    if !questions.isEmpty { aVerifier }
                    if let deliberation = decisionUtile { conseil(deliberation) }
                }
            }
            if !autres.isEmpty || !alertes.isEmpty {
                section(.class("pile")) {
                    h2 { "Les autres aides" }
                    DescriptionList(faits: autres.map { (nom($0.dispositif), reponse($0)) }).html
                    for alerte in alertes { p(.class("petit")) { alerte.phrase } }
                }
            }
        }
    }

    private func nom(_ code: String) -> String { page.dispositifs[code]?.nomCourt ?? code }
    private var dansLePlan: Set<String> { Set(plan.financements.filter { $0.montant > .zero }.map(\.dispositif)) }
    private var questions: [Plan.Eligibilite] {
        page.deposeLe == nil ? plan.eligibilite.filter { $0.reponse == .aVerifier && dansLePlan.contains($0.dispositif) } : []
    }
    private var autres: [Plan.Eligibilite] { plan.eligibilite.filter { !dansLePlan.contains($0.dispositif) } }
    private var decisionUtile: EffetDeliberation? {
        page.avancement.estFige ? nil : page.deliberation.flatMap { $0.difference == nil ? nil : $0 }
    }

    /// What is said elsewhere on the page is not said again.
    private var alertes: [Motif] {
        let dites = Set(
            ["START-NEW", "START-OLD", "DELIB-500", "DSIL-4"] + plan.eligibilite.flatMap(\.motifs).map(\.code) + plan.refus.map(\.code))
        return plan.alertes.filter { !dites.contains($0.code) }
    }

    private var aVerifier: HTML {
        Notice(.conseil, questions.count == 1 ? "Une question à poser à la préfecture" : "Des questions à poser à la préfecture") {
            for question in questions {
                p {
                    text(
                        "Votre commune a-t-elle droit à la \(nom(question.dispositif)) en \(page.planifie.projet.exercice)\u{A0}? Le plan compte dessus. \(repli(question.dispositif))"
                    )
                }
            }
        }.html
    }

    /// What would happen if the answer is no, when the planner has computed it.
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
        Notice(.conseil, "Une décision du conseil changerait ce plan") {
            p { text(deliberation.phrase) }
            p {
                a(.href(Link(path: Chemin.operation(page.planifie.projet.operationId).link.description, fragment: Field.id("decision")))) {
                    "Prendre cette décision en compte"
                }
            }
        }.html
    }

    private func reponse(_ eligibilite: Plan.Eligibilite) -> HTML {
        group {
            etiquette(eligibilite.reponse).html
            for motif in eligibilite.motifs { span(.class("motif")) { motif.phrase } }
            if eligibilite.dispositif == "DSIL", let pourquoi = plan.alertes.first(where: { $0.code == "DSIL-4" }) {
                span(.class("motif")) { pourquoi.phrase }
            }
        }
    }

    private func etiquette(_ reponse: Plan.Eligibilite.Reponse) -> Etiquette {
        switch reponse {
        case .oui: Etiquette("Ouverte à votre commune", .bon)
        case .aVerifier: Etiquette("À vérifier", .attente)
        case .non: Etiquette("Pas possible ici")
        }
    }
}
