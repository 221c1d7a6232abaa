import HTML
import Model
import Parcours

/// What would change the plan and depends on somebody: a question for the préfecture, a decision of the council, one more purchase, other
/// communes. Each a short card with its figure.
struct PlanEffets {
    let page: PlanPage

    private struct Carte {
        let titre: String
        let chiffre: Figures.Chiffre
        let texte: HTML
        var lien: (libelle: String, vers: Link)?
    }

    private var plan: Plan { page.plan }

    var html: HTML {
        guard page.deposeLe == nil, !questions.isEmpty || !cartes.isEmpty else { return .empty }
        return section(.class("pile ecran")) {
            h2 { "Ce qui changerait ce plan" }
            div(.class("deux")) {
                for question in questions { self.question(question) }
                for une in cartes { carte(une) }
            }
        }
    }

    private func carte(_ carte: Carte) -> HTML {
        Panneau {
            h3 { text(carte.titre) }
            Figures(chiffres: [carte.chiffre]).html
            p(.class("petit")) { carte.texte }
            if let lien = carte.lien { p(.class("petit")) { a(.href(lien.vers)) { text(lien.libelle) } } }
        }.html
    }

    private var cartes: [Carte] { page.avancement.estFige ? [] : (plan.effets ?? []).compactMap(carte) }

    private func carte(_ effet: Motif) -> Carte? {
        func montant(_ cle: String) -> Money { effet.valeurs[cle].flatMap { try? Money(french: $0) } ?? .zero }
        let equipement = Chemin.operation(page.planifie.projet.operationId).link
        switch effet.code {
        case "DELIB-500":
            guard let deliberation = page.deliberation, deliberation.difference != nil else { return nil }
            return Carte(
                titre: "Une décision du conseil", chiffre: .init("Sur votre reste à payer", montant("reste_a_charge").frenchSigne),
                texte: text(deliberation.phrase),
                lien: ("Prendre cette décision en compte", Link(path: equipement.description, fragment: Field.id("decision"))))
        case "EFFET-PLANCHER":
            return Carte(
                titre: "Un peu plus d’équipement", chiffre: .init("Aide en plus", montant("aide").frenchSigne), texte: effet.phrase,
                lien: ("Compléter l’équipement", equipement))
        case "EFFET-AJOUT":
            return Carte(
                titre: "Un kit de plus", chiffre: .init("Aide en plus", montant("aide").frenchSigne), texte: effet.phrase,
                lien: effet.valeurs["ajout"].map { ("Voir ce kit", Chemin.kit($0).link) })
        case "REGROUPEMENT":
            return Carte(
                titre: "Avec d’autres communes", chiffre: .init("Aide pour chaque commune", montant("aide_par_commune").french),
                texte: effet.phrase, lien: ("Inviter d’autres communes", Chemin.communes(page.planifie.projet.operationId).link))
        default:
            return Carte(
                titre: "Un autre choix", chiffre: .init("Sur votre reste à payer", montant("reste_a_charge").frenchSigne),
                texte: effet.phrase
            )
        }
    }

    private var questions: [Plan.Eligibilite] {
        plan.eligibilite.filter { $0.reponse == .aVerifier && page.dansLePlan.contains($0.dispositif) }
    }

    private func question(_ eligibilite: Plan.Eligibilite) -> HTML {
        let dispositif = page.referentiel.dispositif(eligibilite.dispositif)
        return Panneau {
            h3 { "Une question à poser" }
            if let sans = repli(eligibilite.dispositif) {
                Figures(chiffres: [.init("Reste à payer si la réponse est non", sans.resteAChargeTTC.french)]).html
            }
            p(.class("petit")) {
                text(
                    "«\u{A0}Avons-nous droit à cette aide, \(page.nom(eligibilite.dispositif)), en \(page.planifie.projet.exercice)\u{A0}?\u{A0}» "
                        + "Demandez à votre interlocuteur (\(dispositif?.autorite ?? "le financeur"))\u{A0}: le plan compte dessus.")
            }
        }.html
    }

    /// What would remain if the answer is no, when the planner has computed it.
    private func repli(_ code: String) -> Plan? {
        let sans = (plan.alternatives.map(\.plan) + page.propositions.map(\.plan)).filter { autre in
            !autre.financements.contains { $0.dispositif == code && $0.montant > .zero }
        }
        return sans.min { $0.resteAChargeTTC < $1.resteAChargeTTC }
    }
}
