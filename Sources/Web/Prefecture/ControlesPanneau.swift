import HTML
import Model
import Parcours

/// What the law says of the plan that was sent, rule by rule: a word first, its reason after.
struct ControlesPanneau {
    let instruit: DossierInstruit

    private struct Controle {
        let verdict: Etiquette
        let texte: HTML
    }

    var html: HTML {
        Panneau("Ce que dit la règle") {
            ul(.class("controles")) {
                for controle in controles {
                    li {
                        controle.verdict.html
                        span { controle.texte }
                    }
                }
            }
        }.html
    }

    /// With the amounts of the decision that is being prepared.
    private var plan: Plan { instruit.projete ?? instruit.depose.plan }

    private var controles: [Controle] { eligibilite + [partPropre, plafondEtat, loiSpeciale].compactMap(\.self) + refus + alertes }

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
        let part = plan.partAutofinancement
        return Controle(
            verdict: part >= minimum ? Etiquette("Conforme", .bon) : Etiquette("Non conforme", .refus),
            texte: Motif(
                code: "OWN-1", source: "CGCT, art.\u{A0}L.\u{A0}1111-10, III",
                texte:
                    "Le porteur garde \(part.french) des financements publics de l’investissement\u{A0}; au moins \(minimum.french)."
            ).avecSource
        )
    }

    /// R2334-27 al. 2: the State's dotations together.
    private var plafondEtat: Controle? {
        guard instruit.dispositif.sousPlafondEtat, let plafond = instruit.plafondEtat, let demande = instruit.demande else { return nil }
        let etat = plan.financements.filter { ["DETR", "DSIL", "DPV", "DSID"].contains($0.dispositif) }
        let base = etat.map(\.depenseSubventionnable).min() ?? demande.depenseSubventionnable
        let taux = etat.map(\.montant).sum().ratio(to: base)
        return Controle(
            verdict: taux <= plafond ? Etiquette("Conforme", .bon) : Etiquette("Non conforme", .refus),
            texte: Motif(
                code: "RATE-A2", source: "CGCT, art.\u{A0}R.\u{A0}2334-27, al. 2",
                texte: "Les dotations de l’État font \(taux.french) de la dépense subventionnable\u{A0}; \(plafond.french) au plus."
            ).avecSource
        )
    }

    /// Said while there is something to decide.
    private var loiSpeciale: Controle? {
        guard !instruit.dossier.etat.estDecide else { return nil }
        return instruit.loiSpeciale.map { Controle(verdict: Etiquette("À savoir", .attente), texte: $0.avecSource) }
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
