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
                for motif in part.motifs { span(.class("motif")) { text(motif.avecSource) } }
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
    /// The sentence, then where it comes from: `… (CGCT, art. R. 2334-27)`.
    var avecSource: String {
        guard !source.isEmpty else { return texte }
        return (texte.hasSuffix(".") ? String(texte.dropLast()) : texte) + " (\(source))."
    }
}

/// What the law says of the plan that was sent, rule by rule: a word first, its reason after.
struct ControlesPanneau {
    let instruit: DossierInstruit

    private struct Controle {
        let verdict: Etiquette
        let texte: String
    }

    var html: HTML {
        Panneau("Ce que dit la règle") {
            ul(.class("controles")) {
                for controle in controles {
                    li {
                        controle.verdict.html
                        span { text(controle.texte) }
                    }
                }
            }
        }.html
    }

    private var controles: [Controle] { eligibilite + [partPropre, plafondEtat].compactMap(\.self) + refus + alertes }

    private var eligibilite: [Controle] {
        guard let eligibilite = instruit.eligibilite else { return [] }
        let verdict: Etiquette =
            switch eligibilite.reponse {
            case .oui: Etiquette("Éligible", .bon)
            case .aVerifier: Etiquette("À vérifier", .attente)
            case .non: Etiquette("Non éligible", .refus)
            }
        return eligibilite.motifs.map { Controle(verdict: verdict, texte: $0.avecSource) }
    }

    /// L1111-10 III: at least a fifth of the public financing stays with the porteur.
    private var partPropre: Controle? {
        guard let minimum = instruit.partPropreMinimale else { return nil }
        let part = instruit.depose.plan.partAutofinancement
        return Controle(
            verdict: part >= minimum ? Etiquette("Conforme", .bon) : Etiquette("Non conforme", .refus),
            texte:
                "Le porteur garde \(part.french) des financements publics de l’investissement\u{A0}; au moins \(minimum.french) (CGCT, art.\u{A0}L.\u{A0}1111-10, III)."
        )
    }

    /// R2334-27 al. 2: the State's dotations together.
    private var plafondEtat: Controle? {
        guard instruit.dispositif.sousPlafondEtat, let plafond = instruit.plafondEtat, let demande = instruit.demande else { return nil }
        let total = instruit.depose.plan.financements.filter { ["DETR", "DSIL", "DPV", "DSID"].contains($0.dispositif) }.map(\.montant)
            .sum()
        let taux = total.ratio(to: demande.depenseSubventionnable)
        return Controle(
            verdict: taux <= plafond ? Etiquette("Conforme", .bon) : Etiquette("Non conforme", .refus),
            texte:
                "Les dotations de l’État font \(taux.french) de la dépense subventionnable\u{A0}; \(plafond.french) au plus (CGCT, art.\u{A0}R.\u{A0}2334-27, al. 2)."
        )
    }

    private var refus: [Controle] {
        instruit.depose.plan.refus.map { Controle(verdict: Etiquette("Non conforme", .refus), texte: $0.avecSource) }
    }

    /// Those that concern who decides; advice to the porteur is on the porteur's pages.
    private var alertes: [Controle] {
        instruit.depose.plan.alertes.filter { alerte in ["RATE-", "OWN-", "COM-", "WHAT-", "PRIX-"].contains { alerte.code.hasPrefix($0) } }
            .map { Controle(verdict: Etiquette("À savoir", .attente), texte: $0.avecSource) }
    }
}
