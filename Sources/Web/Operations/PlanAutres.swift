import HTML
import Model

/// Roads not taken: the aids that the plan does not ask and why. What depends on each funder's own rules is folded.
struct PlanAutres {
    let page: PlanPage

    private var plan: Plan { page.plan }
    /// A plan that is refused has said above why each aid is not possible.
    private var autres: [Plan.Eligibilite] {
        plan.refus.isEmpty ? plan.eligibilite.filter { !page.dansLePlan.contains($0.dispositif) } : []
    }
    /// Whom only the funder can answer for.
    private var surDemande: [Plan.Eligibilite] { autres.filter(estSurDemande) }

    var html: HTML {
        let principales = autres.filter { !estSurDemande($0) }
        guard !autres.isEmpty || !alertes.isEmpty else { return .empty }
        return section(.class("pile ecran")) {
            h2 { "D’autres possibilités" }
            if !principales.isEmpty { DescriptionList(faits: principales.map { (page.nom($0.dispositif), reponse($0)) }).html }
            for alerte in alertes { p(.class("petit")) { alerte.phrase } }
            if !surDemande.isEmpty {
                details {
                    summary { text("\(surDemande.count) autres aides, selon les règles de chaque financeur") }
                    DescriptionList(faits: surDemande.map { (page.nom($0.dispositif), condition($0)) }).html
                }
            }
        }
    }

    private func estSurDemande(_ eligibilite: Plan.Eligibilite) -> Bool {
        page.referentiel.dispositif(eligibilite.dispositif)?.cumul.proposition == .surDemande
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

    private func condition(_ eligibilite: Plan.Eligibilite) -> HTML {
        guard eligibilite.reponse != .non, let dispositif = page.referentiel.dispositif(eligibilite.dispositif) else {
            return reponse(eligibilite)
        }
        return group {
            etiquette(eligibilite.reponse).html
            span(.class("motif")) {
                text("À demander\u{A0}: \(dispositif.autorite). \(dispositif.qui.condition ?? dispositif.description)")
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
}
