import HTML
import Model
import Parcours

/// What the kit costs: for the commune once aids are in, with who pays; else its price, its range and its date.
struct KitPrix: Sendable {
    let kit: KitChiffre
    /// nil when no commune is chosen.
    let estimation: Estimation?
    /// For an account of several communes: what remains to each, TTC; nil while a price is missing.
    let communes: [(nom: String, codeInsee: String, reste: Money?)]
    /// What the page's form says of the composition, for the plan's address.
    let champs: [(name: String, value: String)]

    /// A price older than so many months is to be asked again (PRIX-ANCIEN); nil without a rule.
    var moisActualiser: Int?
    let jour: LocalDate

    var reste: Money? { estimation?.resteAChargeTTC }
    private var totaux: TotauxKit { kit.totaux }

    var html: HTML {
        Panneau {
            if let estimation, let reste {
                Montant.somme("Pour votre commune, après aides, TTC", reste, precision: "au lieu de \(kit.totalTTC.french) TTC")
                WhoPaysBar(parts: estimation.plan.parts(.commune, estimation.noms), titre: "Qui paie, hors taxes", id: "kit").html
                for alerte in estimation.plan.refus.prefix(2) { p(.class("petit")) { text(alerte.texte) } }
                p { a(.href(plan(nil))) { "Voir le plan et ses raisons" } }
                if communes.count > 1 { autresCommunes }
            } else {
                Montant.somme(
                    kit.estPartiel ? "Prix TTC, hors pièces sur devis" : "Prix du kit, TTC", kit.totalTTC,
                    precision: "\(kit.totalHT.french) HT")
                if kit.estPartiel {
                    p { "Une pièce n’a pas de prix publié\u{A0}: le total est un minimum tant que son fabricant n’a pas remis de devis." }
                } else {
                    p { a(.href(Chemin.commune())) { "Voir le prix après aides pour ma commune" } }
                }
            }
            fourchette
        }.html
    }

    private func plan(_ commune: String?) -> Chemin {
        .kitPlan(kit.kit.code, champs.map { ($0.name, $0.value) } + [("commune", commune)])
    }

    /// Short: with the button under it, it stays whole on a screen while the kit is composed.
    private var autresCommunes: HTML {
        group {
            p(.class("petit")) { "Reste à payer TTC dans chacune de vos communes\u{A0}:" }
            dl(.class("compte-lignes")) {
                for commune in communes {
                    div {
                        dt { a(.href(plan(commune.codeInsee))) { text(commune.nom) } }
                        dd { text(commune.reste?.french ?? "Sur devis") }
                    }
                }
            }
        }
    }

    private var fourchette: HTML {
        p(.class("petit", "doux")) {
            text("De \(totaux.htMin.frenchEuros) à \(totaux.htMax.frenchEuros) HT selon les fournisseurs")
            if let date = totaux.prixDu {
                text(", prix relevés le \(date.longFrench)")
                if let moisActualiser, date.adding(months: moisActualiser) < jour {
                    text(", il y a plus de \(moisActualiser) mois\u{A0}: prix à actualiser")
                }
            }
            text(". Des ordres de grandeur à titre d’illustration, pas des devis\u{A0}: le dossier demandera celui du fournisseur.")
        }
    }
}
