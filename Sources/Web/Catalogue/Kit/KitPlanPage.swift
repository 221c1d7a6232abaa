import HTML
import Model
import Parcours
import Store

/// Who would pay a kit, why, and when the money comes back: the plan of a commune that has no project yet.
struct KitPlanPage: Sendable {
    let kit: KitChiffre
    let porteur: Porteur
    let estimation: Estimation
    let comparables: [ProjetComparable]
    let champs: [(name: String, value: String)]

    private var plan: Plan { estimation.plan }

    var html: HTML {
        group {
            PageHeader(
                surtitre: porteur.nom, titre: "Qui paie «\u{A0}\(kit.kit.nom)\u{A0}»",
                chapeau: "Une estimation, comme si la demande partait aujourd’hui. Rien n’est demandé ni enregistré."
            ).html
            div(.class("cote")) {
                div(.class("pile")) {
                    WhoPaysBar(parts: plan.parts(porteur.nature, estimation.noms), id: "ht", avecLegende: false).html
                    tableau
                    if !plan.refus.isEmpty {
                        Notice(.refus, "Ce kit ne peut pas être aidé seul") { ul { for motif in plan.refus { li { motif.phrase } } } }.html
                    }
                    for alerte in plan.alertes { p(.class("petit")) { alerte.phrase } }
                }
                aside(.class("pile"), .ariaLabel("Coût réel et suite")) {
                    Panneau {
                        if plan.estPartiel {
                            Montant.somme(
                                "Prix TTC, hors pièces sur devis", plan.coutTotalTTC, precision: "un minimum, en attendant le devis")
                        } else {
                            Montant.somme("Reste à payer, TTC", plan.resteAChargeTTC, precision: "aides et FCTVA rentrés")
                        }
                        compte
                        Bouton.groupe {
                            Bouton.lien(
                                "Prendre ce kit",
                                vers: Link(path: "/catalogue/kits/\(kit.kit.code)", query: champs.map { ($0.name, $0.value) }))
                        }
                    }.html
                }
            }
            if plan.tresorerie.count > 1 {
                Tresorerie(echeances: plan.tresorerie, reste: plan.resteAChargeTTC, qui: porteur.nature.avecArticle).html
            }
            ProjetsComparables(projets: comparables).html
        }
    }

    /// Who pays depends on who asks.
    static func sansCommune(_ kit: KitResume) -> HTML {
        group {
            PageHeader(titre: "Qui paie «\u{A0}\(kit.nom)\u{A0}»").html
            EmptyState(
                titre: "Pour quelle commune\u{A0}?",
                texte: "Les aides dépendent de la commune qui demande\u{A0}: sa population, son département, son intercommunalité.",
                action: Bouton.lien("Choisir ma commune", vers: Chemin.commune().link)
            ).html
        }
    }

    private var tableau: HTML {
        DataTable(
            legende: "Plan de financement, hors taxes", colonnes: [.init("Qui", .nom), .init("Taux", .montant), .init("Montant", .somme)],
            lignes: plan.financements.map { part in
                [
                    group {
                        span(.class("intitule")) { text(estimation.noms[part.dispositif] ?? part.dispositif) }
                        for motif in motifs(part) { span(.class("motif")) { motif.phrase } }
                    },
                    text(part.taux.french), text(part.montant.french),
                ]
            } + [
                [
                    text(porteur.nom ?? "La commune"), text(plan.autofinancementHT.ratio(to: plan.coutTotalHT).french),
                    text(plan.autofinancementHT.french),
                ]
            ],
            pied: [[text("Coût total HT"), .empty, text(plan.coutTotalHT.french)]]
        ).html
    }

    private func motifs(_ part: Plan.Financement) -> [Motif] {
        (plan.eligibilite.first { $0.dispositif == part.dispositif }?.motifs ?? []) + part.motifs
    }

    private var compte: HTML {
        CompteLignes(lignes: [
            .init("Coût TTC", plan.coutTotalTTC), .init("Aides", -plan.totalFinancements),
            .init("FCTVA, reçu en \(plan.fctva.exercice)", -plan.fctva.montant),
            .init("Reste à payer", plan.resteAChargeTTC, estTotal: true),
        ]).html
    }
}
