import HTML
import Model
import Parcours
import Store

/// Who pays what, why, what would change it, and what it will really cost the commune.
struct PlanPage: Sendable {
    let planifie: ProjetPlanifie
    let avancement: Avancement
    /// Set once the plan is the one that was sent to the préfecture.
    let deposeLe: LocalDate?
    let referentiel: Referentiel
    /// Least share that the porteur keeps (CGCT, art. L. 1111-10 III).
    let partMinimale: Rate?
    let enveloppe: SituationEnveloppe?
    let deliberation: EffetDeliberation?
    /// Empty once nothing can be chosen any more.
    let propositions: [Proposition]
    let form: ChoixForm
    /// The plan follows choices that are not kept.
    let estEssai: Bool
    let erreurs: FormErrors
    /// Rules that the plan respects without a word, or that turn on what only the mairie knows.
    let rappels: [Motif]
    /// Empty as long as nobody has imported the awards.
    let comparables: [ProjetComparable]
    let jeton: String

    var plan: Plan { planifie.plan }
    private var nature: NaturePorteur { planifie.porteur.nature }
    private var projet: Projet { planifie.projet }
    private var demandes: [Plan.Financement] { plan.financements.filter { $0.statut == .demande && $0.montant > .zero } }

    var html: HTML {
        group {
            PageHeader(
                surtitre: "Projet «\u{A0}\(projet.intitule)\u{A0}» · exercice\u{A0}\(projet.exercice)", titre: "Qui paie quoi",
                chapeau: chapeau
            ).html
            avancement.stepper(.financement)
            HTML.region("resultat") {
                p(.class("invisible"), .role("status")) { text(annonce) }
                if !plan.refus.isEmpty { refus }
                if estEssai { essai }
                div(.class("cote")) {
                    Panneau {
                        barres
                        PlanTableau(page: self).html
                    }.html
                    aside(.class("pile"), .ariaLabel("Coût réel et suite")) {
                        PlanCout(page: self, demandes: demandes).html
                        if !demandes.isEmpty, avancement.commande == nil, !avancement.estFige { Notice.neCommandezPasEncore.html }
                    }
                }
            }
            if !avancement.estFige {
                div(.class("pile ecran")) {
                    HTML.region("propositions", "pile") { PropositionsTableau(page: self).html }
                    ChoixPanneau(page: self).html
                }
            }
            HTML.region("suites") {
                PlanEffets(page: self).html
                if plan.tresorerie.count > 1 {
                    Tresorerie(echeances: plan.tresorerie, reste: plan.resteAChargeTTC, qui: nature.avecArticle).html
                }
                ProjetsComparables(projets: comparables).html
                PlanAutres(page: self).html
                if !rappels.isEmpty { autresRegles }
            }
        }
    }

    private var autresRegles: HTML {
        details(.class("ecran")) {
            summary { "Les autres règles qui jouent ici" }
            ul { for rappel in rappels { li { rappel.avecSource } } }
        }
    }

    /// One scale for both: an aid stands at the same place, and the VAT is what sticks out.
    private var barres: HTML {
        group {
            WhoPaysBar(
                parts: plan.parts(nature, noms), titre: "Hors taxes", echelle: plan.coutTotalTTC, id: "ht", avecLegende: false
            ).html
            WhoPaysBar(
                parts: plan.partsTTC(nature, noms), titre: "Toutes taxes comprises", echelle: plan.coutTotalTTC, id: "ttc",
                avecLegende: false
            ).html
        }
    }

    private var chapeau: String {
        if let deposeLe { return "Le plan déposé le \(deposeLe.longFrench). Ses montants ne changent plus." }
        if avancement.sansAide { return "Vous avez choisi de ne demander aucune aide. Voici ce qui serait possible." }
        if demandes.isEmpty, plan.financements.isEmpty { return "Aucune aide n’est possible pour ce projet tel qu’il est." }
        if planifie.choix != nil || estEssai {
            return "Le plan selon vos choix\u{A0}: \((plan.objectif ?? .resteACharge).libelle.debutMinuscule)."
        }
        return "Les aides les plus habituelles pour un tel projet, au moindre coût pour \(nature.avecArticle)."
    }

    /// What a living form changed, for who does not see it.
    private var annonce: String {
        if let erreur = erreurs.messages.first { return erreur.message }
        return estEssai ? "Reste à payer\u{A0}: \(plan.resteAChargeTTC.french) TTC." : ""
    }

    private var essai: HTML {
        Notice(.conseil, "Vous essayez d’autres choix") {
            p { "Rien n’est enregistré tant que vous ne les gardez pas." }
            Bouton.groupe {
                Bouton.acte("Garder ces choix", vers: Chemin.choix(projet.operationId).link, jeton: jeton, .second, champs: form.champs)
                Bouton.lien("Abandonner cet essai", vers: Chemin.plan(projet.operationId).link, .discret)
            }
        }.html
    }

    private var refus: HTML {
        Notice(.refus, "Ce projet ne peut pas être aidé tel quel") {
            ul { for motif in plan.refus { li { motif.phrase } } }
        }.html
    }

    /// The dispositifs that pay something in this plan.
    var dansLePlan: Set<String> { Set(plan.financements.filter { $0.montant > .zero }.map(\.dispositif)) }
    var noms: [String: String] { referentiel.nomsCourts }
    func nom(_ code: String) -> String { referentiel.dispositif(code)?.nomCourt ?? code }
}
