import HTML
import Model
import Parcours

/// The plan as it was kept at deposit: who pays, on what, at which rate, and why.
struct PlanDepose {
    let instruit: DossierInstruit

    private var plan: Plan { instruit.depose.plan }

    var html: HTML {
        Panneau("Plan de financement déposé, hors taxes") {
            WhoPaysBar(parts: plan.parts, avecLegende: false).html
            DataTable(
                legende: "Plan de financement", legendeVisible: false,
                colonnes: [.init("Qui", .nom), .init("Sur", .montant), .init("Taux", .nombre), .init("Montant", .somme)],
                lignes: plan.financements.map(ligne) + [commune],
                pied: [[text("Coût total HT"), .empty, .empty, text(plan.coutTotalHT.french)]]
            ).html
        }.html
    }

    private func ligne(_ part: Plan.Financement) -> [HTML] {
        [
            group {
                span(.class("puce", "part-\(part.payeur.rawValue)"), .ariaHidden()) {}
                text(part.nomCourt)
                if part.dispositif == instruit.dossier.dispositif { text(" (ce dossier)") }
                for motif in part.motifs { span(.class("motif")) { motif.avecSource } }
            },
            text(part.depenseSubventionnable.french), text(part.taux.french), text(part.montant.french),
        ]
    }

    private var commune: [HTML] {
        [
            group {
                span(.class("puce", "part-commune"), .ariaHidden()) {}
                "Commune"
            },
            text(plan.coutTotalHT.french), text(plan.autofinancementHT.ratio(to: plan.coutTotalHT).french),
            text(plan.autofinancementHT.french),
        ]
    }
}

extension Motif {
    /// The sentence, then where it comes from, which leads to the rule: `… (CGCT, art. R. 2334-27).`
    var avecSource: HTML {
        guard !source.isEmpty else { return text(texte) }
        return group {
            text((texte.hasSuffix(".") ? String(texte.dropLast()) : texte) + " (")
            a(.href(Chemin.regle(code))) { text(source) }
            ")."
        }
    }
}
