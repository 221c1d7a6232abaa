import HTML
import Model
import Parcours

/// The plan as it was kept at deposit: who pays, on what, at which rate, and why.
struct PlanDepose {
    let instruit: DossierInstruit

    /// What is typed beside makes another plan of it.
    private var plan: Plan { instruit.projete ?? instruit.depose.plan }
    private var titre: String {
        instruit.projete == nil ? "Plan de financement déposé, hors taxes" : "Le plan avec cette décision, hors taxes"
    }
    private var nature: NaturePorteur { instruit.depose.porteur.nature }

    var html: HTML {
        Panneau(titre) {
            WhoPaysBar(parts: plan.parts(nature, instruit.noms), avecLegende: false).html
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
                text(instruit.noms[part.dispositif] ?? part.dispositif)
                if part.dispositif == instruit.dossier.dispositif { text(" (ce dossier)") }
                for motif in motifs(part) { span(.class("motif")) { motif.phrase } }
            },
            text(part.depenseSubventionnable.french), text(part.taux.french), text(part.montant.french),
        ]
    }

    /// The reasons of the plan that was sent: amounts that are only tried have none.
    private func motifs(_ part: Plan.Financement) -> [Motif] {
        instruit.depose.plan.financements.first { $0.dispositif == part.dispositif }?.motifs ?? []
    }

    private var commune: [HTML] {
        [
            group {
                span(.class("puce", "part-commune"), .ariaHidden()) {}
                text(nature.nomCourt)
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
