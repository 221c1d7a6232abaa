import HTML
import Model

/// Roads not taken: the aids that the plan does not ask and why, and the other plans that the law allows.
struct PlanAutres {
    let page: PlanPage

    private var plan: Plan { page.plan }
    /// A plan that is refused has said above why each aid is not possible.
    private var autres: [Plan.Eligibilite] {
        plan.refus.isEmpty ? plan.eligibilite.filter { !page.dansLePlan.contains($0.dispositif) } : []
    }

    var html: HTML {
        guard !autres.isEmpty || !alertes.isEmpty || !plan.alternatives.isEmpty else { return .empty }
        return section(.class("pile")) {
            h2 { "D’autres possibilités" }
            if !autres.isEmpty { DescriptionList(faits: autres.map { (page.nom($0.dispositif), reponse($0)) }).html }
            for alerte in alertes { p(.class("petit")) { alerte.phrase } }
            if !plan.alternatives.isEmpty { variantes }
        }
    }

    /// What is said elsewhere on the page is not said again.
    private var alertes: [Motif] {
        let dites = ["START-NEW", "START-OLD", "DELIB-500", "DSIL-4"] + (plan.eligibilite.flatMap(\.motifs) + plan.refus).map(\.code)
        return plan.alertes.filter { !dites.contains($0.code) && (plan.fctva.montant > .zero || !$0.code.hasPrefix("FCTVA")) }
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
        case .oui: Etiquette("Possible aussi", .bon)
        case .aVerifier: Etiquette("À vérifier", .attente)
        case .non: Etiquette("Pas possible ici")
        }
    }

    private var variantes: HTML {
        details {
            summary {
                text(plan.alternatives.count == 1 ? "Comparer avec un autre plan" : "Comparer avec \(plan.alternatives.count) autres plans")
            }
            DataTable(
                legende: "Autres plans", legendeVisible: false,
                colonnes: [.init("Ce qui changerait", .nom), .init("Aides HT", .montant), .init("Reste à payer TTC", .somme)],
                lignes: plan.alternatives.map { autre in
                    [
                        span(.class("intitule", "variante")) { text(autre.pourquoi) }, text(autre.plan.totalFinancements.french),
                        text(autre.plan.resteAChargeTTC.french),
                    ]
                },
                pied: [[text("Le plan proposé"), text(plan.totalFinancements.french), text(plan.resteAChargeTTC.french)]]
            ).html
        }
    }
}
