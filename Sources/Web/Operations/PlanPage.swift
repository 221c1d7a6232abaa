import HTML
import Model
import Parcours

/// Who pays what, why, and what it will really cost the commune.
struct PlanPage: Sendable {
    let planifie: ProjetPlanifie
    let avancement: Avancement
    /// Set once the plan is the one that was sent to the préfecture.
    let deposeLe: LocalDate?
    let dispositifs: [String: Dispositif]
    /// Least share that the porteur keeps (CGCT, art. L. 1111-10 III).
    let partMinimale: Rate?
    let enveloppe: SituationEnveloppe?
    let deliberation: EffetDeliberation?
    /// Rules that the plan respects without a word, or that turn on what only the mairie knows.
    let rappels: [Motif]
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
            if !plan.refus.isEmpty { refus }
            div(.class("cote")) {
                Panneau {
                    WhoPaysBar(parts: plan.parts(nature), avecLegende: false).html
                    PlanTableau(page: self).html
                }.html
                aside(.class("pile"), .ariaLabel("Coût réel et suite")) {
                    coutReel
                    if !demandes.isEmpty, avancement.commande == nil, !avancement.estFige { Notice.neCommandezPasEncore.html }
                }
            }
            PlanConseils(page: self).html
            if plan.tresorerie.count > 1 {
                Tresorerie(echeances: plan.tresorerie, reste: plan.resteAChargeTTC, qui: nature.avecArticle).html
            }
            PlanAutres(page: self).html
            if !rappels.isEmpty { autresRegles }
        }
    }

    private var autresRegles: HTML {
        details {
            summary { "Les autres règles qui jouent ici" }
            ul { for rappel in rappels { li { rappel.avecSource } } }
        }
    }

    private var chapeau: String {
        if let deposeLe { return "Le plan déposé le \(deposeLe.longFrench). Ses montants ne changent plus." }
        if avancement.sansAide { return "Vous avez choisi de ne demander aucune aide. Voici ce qui serait possible." }
        return demandes.isEmpty
            ? "Aucune aide n’est possible pour ce projet tel qu’il est."
            : "Le plan permis par la loi qui coûte le moins à \(nature.avecArticle)."
    }

    private var refus: HTML {
        Notice(.refus, "Ce projet ne peut pas être aidé tel quel") {
            ul { for motif in plan.refus { li { motif.phrase } } }
        }.html
    }

    private var coutReel: HTML {
        Panneau {
            Montant.somme(
                plan.estPartiel
                    ? "Coût pour \(nature.avecArticle), TTC, hors pièces sur devis" : "Coût réel pour \(nature.avecArticle), TTC",
                plan.resteAChargeTTC,
                precision: precision)
            CompteLignes(lignes: compte).html
            suite
        }.html
    }

    private var precision: String {
        plan.fctva.montant > .zero ? "après aides et \(plan.fctva.montant.french) de FCTVA en \(plan.fctva.exercice)" : "après aides"
    }

    private var compte: [CompteLignes.Ligne] {
        var lignes = [CompteLignes.Ligne("Coût TTC", plan.coutTotalTTC)]
        lignes += plan.financements.filter { $0.montant > .zero }.map { .init($0.nomCourt, -$0.montant) }
        if plan.fctva.montant > .zero { lignes.append(.init("TVA rendue par l’État (FCTVA)", -plan.fctva.montant)) }
        return lignes + [.init("Reste à payer", plan.resteAChargeTTC, estTotal: true)]
    }

    /// The one next step: open the dossiers, bring them to this plan, or go on with them.
    private var suite: HTML {
        Bouton.groupe {
            if avancement.estFige || dossiersAJour || avancement.sansAide {
                if let prochaine = avancement.prochaine { Bouton.lien(prochaine.libelle, vers: prochaine.vers.link) }
            } else if plan.estPartiel {
                Bouton.lien("Reprendre le prix du devis", vers: Chemin.prix(projet.operationId).link)
            } else if !demandes.isEmpty {
                Bouton.acte(libellePreparer, vers: Chemin.dossiersDe(projet.operationId).link, jeton: jeton)
            } else {
                choix("Continuer sans aide", sansAide: "oui")
            }
            if avancement.sansAide, avancement.commande == nil, !demandes.isEmpty { choix("Demander les aides", sansAide: "non") }
        }
    }

    private func choix(_ libelle: String, sansAide: String) -> HTML {
        Bouton.acte(libelle, vers: Chemin.sansAide(projet.operationId).link, jeton: jeton, .second, champs: [("sans_aide", sansAide)])
    }

    private var libellePreparer: String {
        if !avancement.dossiers.isEmpty { return "Mettre les dossiers à jour" }
        return demandes.count == 1 ? "Préparer le dossier" : "Préparer les \(demandes.count) dossiers"
    }

    /// The drafts ask exactly what this plan asks.
    private var dossiersAJour: Bool {
        !avancement.dossiers.isEmpty
            && Dictionary(uniqueKeysWithValues: avancement.dossiers.map { ($0.dispositif, $0.montantDemandeCentimes) })
                == Dictionary(uniqueKeysWithValues: demandes.map { ($0.dispositif, $0.montant) })
    }

    /// The dispositifs that pay something in this plan.
    var dansLePlan: Set<String> { Set(plan.financements.filter { $0.montant > .zero }.map(\.dispositif)) }
    func nom(_ code: String) -> String { dispositifs[code]?.nomCourt ?? code }
}
