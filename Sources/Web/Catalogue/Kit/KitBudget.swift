import HTML
import Model

/// How the cost meets the commune's two budgets, what the council may move and what that would bring, and the VAT by rate.
struct KitBudget {
    let kit: KitChiffre
    /// What remains to the commune, TTC: as it is, and once the council has decided; nil without a commune or with a price missing.
    let reste: Money?
    let resteSiDecision: Money?

    private var totaux: TotauxKit { kit.totaux }

    var html: HTML {
        section(.class("pile"), .id("budget")) {
            h2 { "Dans le budget de la commune" }
            div(.class("deux")) {
                div(.class("pile")) {
                    CompteLignes(lignes: [
                        .init("Investissement HT, que la DETR et la DSIL comptent", totaux.investissement),
                        .init("Fonctionnement HT, qu’elles ne comptent pas", totaux.fonctionnement),
                        .init(totaux.estPartiel ? "Total HT, hors pièces sur devis" : "Total HT", totaux.htRef, estTotal: true),
                    ]).html
                    if totaux.siDeliberation > .zero { deliberation }
                }
                tva
            }
        }
    }

    private var deliberation: HTML {
        group {
            p {
                text(
                    "Dont \(totaux.siDeliberation.french) HT de petit matériel que le conseil municipal peut décider d’inscrire en investissement (arrêté du 26 octobre 2001)."
                )
            }
            if let reste, let resteSiDecision, resteSiDecision < reste {
                p {
                    text("Avec cette décision, la commune garderait ")
                    strong { text(resteSiDecision.french) }
                    text(
                        " à payer au lieu de \(reste.french)\u{A0}: \((reste - resteSiDecision).french) de moins. Trousse l’écrit dans la délibération."
                    )
                }
            }
        }
    }

    private var tva: HTML {
        let lignes = kit.lignesPlan()
        let bases = Dictionary(grouping: lignes, by: \.tauxTva).sorted { $0.key < $1.key }
        func rangee(_ titre: String, _ lignes: [LignePlan]) -> [HTML] {
            let (ht, ttc) = (lignes.map(\.totalHT).sum(), lignes.map(\.totalTTC).sum())
            return [text(titre), text(ht.french), text((ttc - ht).french), text(ttc.french)]
        }
        return DataTable(
            legende: "TVA par taux", legendeVisible: false,
            colonnes: [.init("TVA", .nom), .init("Base HT", .montant), .init("Taxe", .montant), .init("TTC", .somme)],
            lignes: bases.map { rangee($0.key.french, $0.value) }, pied: bases.count > 1 ? [rangee("Ensemble", lignes)] : []
        ).html
    }
}
