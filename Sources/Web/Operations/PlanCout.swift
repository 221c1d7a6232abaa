import HTML
import Model
import Parcours

/// What it really costs, line by line, and the one next step.
struct PlanCout {
    let page: PlanPage
    /// The aids that the plan asks, wherever they are asked.
    let demandes: [Plan.Financement]

    private var plan: Plan { page.plan }
    private var projet: Projet { page.planifie.projet }
    private var avancement: Avancement { page.avancement }
    private var nature: NaturePorteur { page.planifie.porteur.nature }
    /// Those that Trousse writes a dossier for.
    private var dossiers: [Plan.Financement] { plan.dossiers(page.referentiel) }
    private var ailleurs: [Plan.Financement] { demandes.filter { part in !dossiers.contains { $0.dispositif == part.dispositif } } }

    var html: HTML {
        Panneau {
            Montant.somme(
                plan.estPartiel
                    ? "Coût pour \(nature.avecArticle), TTC, hors pièces sur devis" : "Coût réel pour \(nature.avecArticle), TTC",
                plan.resteAChargeTTC,
                precision: precision)
            CompteLignes(lignes: compte).html
            if !ailleurs.isEmpty { p(.class("petit")) { text(demarches) } }
            if !page.estEssai { suite }
        }.html
    }

    private var precision: String {
        plan.fctva.montant > .zero ? "après aides et \(plan.fctva.montant.french) de FCTVA en \(plan.fctva.exercice)" : "après aides"
    }

    private var compte: [CompteLignes.Ligne] {
        var lignes = [CompteLignes.Ligne("Coût TTC", plan.coutTotalTTC)]
        lignes += plan.financements.filter { $0.montant > .zero }.map { .init(page.nom($0.dispositif), -$0.montant) }
        if plan.fctva.montant > .zero { lignes.append(.init("TVA rendue par l’État (FCTVA)", -plan.fctva.montant)) }
        return lignes + [.init("Reste à payer", plan.resteAChargeTTC, estTotal: true)]
    }

    /// Who decides is not the State: Trousse sends nothing there.
    private var demarches: String {
        ailleurs.map { part in
            let autorite = page.referentiel.dispositif(part.dispositif)?.autorite ?? "ce financeur"
            return "\(page.nom(part.dispositif))\u{A0}: demandez-la vous-même (\(autorite))."
        }.joined(separator: " ")
    }

    /// Open the dossiers, bring them to this plan, or go on with them.
    private var suite: HTML {
        Bouton.groupe {
            if avancement.estFige || dossiersAJour || avancement.sansAide {
                if let prochaine = avancement.prochaine { Bouton.lien(prochaine.libelle, vers: prochaine.vers.link) }
            } else if plan.estPartiel {
                Bouton.lien("Reprendre le prix du devis", vers: Chemin.prix(projet.operationId).link)
            } else if !dossiers.isEmpty {
                Bouton.acte(libellePreparer, vers: Chemin.dossiersDe(projet.operationId).link, jeton: page.jeton)
            } else {
                choix(
                    ailleurs.isEmpty && plan.financements.isEmpty ? "Continuer sans aide" : "Continuer sans aide de l’État", sansAide: "oui"
                )
            }
            if avancement.sansAide, avancement.commande == nil, !dossiers.isEmpty { choix("Demander les aides", sansAide: "non") }
        }
    }

    private func choix(_ libelle: String, sansAide: String) -> HTML {
        Bouton.acte(libelle, vers: Chemin.sansAide(projet.operationId).link, jeton: page.jeton, .second, champs: [("sans_aide", sansAide)])
    }

    private var libellePreparer: String {
        if !avancement.dossiers.isEmpty { return "Mettre les dossiers à jour" }
        return dossiers.count == 1 ? "Préparer le dossier" : "Préparer les \(dossiers.count) dossiers"
    }

    /// The drafts ask exactly what this plan asks.
    private var dossiersAJour: Bool {
        !avancement.dossiers.isEmpty
            && Dictionary(uniqueKeysWithValues: avancement.dossiers.map { ($0.dispositif, $0.montantDemandeCentimes) })
                == Dictionary(uniqueKeysWithValues: dossiers.map { ($0.dispositif, $0.montant) })
    }
}
