import HTML
import Model
import Parcours

/// The plan as a table: each payer, on what, at which rate, how much, and the reason under its name.
struct PlanTableau {
    let page: PlanPage

    private var plan: Plan { page.plan }

    var html: HTML {
        group {
            tableau
            if !sources.isEmpty { p(.class("petit", "doux")) { text("Taux d’après\u{A0}: \(sources.joined(separator: " ; ")).") } }
        }
    }

    private var tableau: HTML {
        DataTable(
            legende: "Plan de financement, hors taxes",
            colonnes: [.init("Qui", .nom), .init("Dépense subventionnable", .montant), .init("Taux", .montant), .init("Montant", .somme)],
            lignes: plan.financements.map(financeur) + [commune],
            pied: [[text("Coût total HT"), .empty, .empty, text(plan.coutTotalHT.french)]]
        ).html
    }

    private func financeur(_ part: Plan.Financement) -> [HTML] {
        [
            group {
                intitule(part.payeur, part.nomCourt, etiquettes(part))
                if let nom = page.dispositifs[part.dispositif]?.nom { motif(text("\(nom).")) }
                for raison in raisons(part) { motif(raison.phrase) }
                if let reste = disponible(part) { motif(text(reste)) }
            },
            text(part.depenseSubventionnable.french), text(part.taux.french), text(part.montant.french),
        ]
    }

    private var commune: [HTML] {
        let fonctionnement = plan.coutTotalHT - plan.investissementHT
        return [
            group {
                intitule(.commune, page.planifie.projet.porteur, [])
                if fonctionnement > .zero {
                    motif(text("Dont \(fonctionnement.french) de fonctionnement, que l’aide à l’investissement ne compte pas."))
                }
                if let minimum = page.partMinimale, plan.totalFinancements > .zero {
                    motif(
                        text(
                            "Sur l’investissement, vous gardez \(plan.partAutofinancement.french)\u{A0}; le minimum est de \(minimum.french) (CGCT, art. L. 1111-10, III)."
                        ))
                }
            },
            .empty, .empty, text(plan.autofinancementHT.french),
        ]
    }

    private func intitule(_ payeur: WhoPaysBar.Payeur, _ nom: String, _ etiquettes: [Etiquette]) -> HTML {
        span(.class("intitule")) {
            span(.class("puce", "part-\(payeur.rawValue)"), .ariaHidden()) {}
            text(nom)
            for etiquette in etiquettes {
                " "
                etiquette.html
            }
        }
    }
    private func motif(_ contenu: HTML) -> HTML { span(.class("motif")) { contenu } }

    /// How sure the line is, in a word.
    private func etiquettes(_ part: Plan.Financement) -> [Etiquette] {
        var etiquettes: [Etiquette] = []
        let codes = part.motifs.map(\.code)
        if eligibilite(part)?.reponse == .aVerifier { etiquettes.append(Etiquette("À vérifier", .attente)) }
        if codes.contains("TAUX-OBSERVE") || codes.contains("TAUX-NATIONAL") { etiquettes.append(Etiquette("Taux estimé", .info)) }
        if codes.contains("TAUX-PROGRAMME"), page.dispositifs[part.dispositif]?.natureDonnee == "illustratif" {
            etiquettes.append(Etiquette("Taux d’exemple"))
        }
        if part.statut == .acquis { etiquettes.append(Etiquette("Acquis", .bon)) }
        return etiquettes
    }

    private func eligibilite(_ part: Plan.Financement) -> Plan.Eligibilite? { plan.eligibilite.first { $0.dispositif == part.dispositif } }

    private func raisons(_ part: Plan.Financement) -> [Motif] { (eligibilite(part)?.motifs ?? []) + part.motifs }

    /// Where the rates come from, when it is not an article of law; each once.
    private var sources: [String] {
        var dites: Set<String> = []
        return plan.financements.flatMap(\.motifs).filter { !$0.citeUnArticle }.map(\.source).filter {
            !$0.isEmpty && dites.insert($0).inserted
        }
    }

    private func disponible(_ part: Plan.Financement) -> String? {
        guard part.dispositif == "LIEUX", page.deposeLe == nil, let enveloppe = page.enveloppe else { return nil }
        return "Il reste \(enveloppe.disponibleCentimes.french) dans l’enveloppe du département en \(enveloppe.exercice)."
    }
}

extension Motif {
    /// The reason in French, its article in brackets, which leads to the rule.
    var phrase: HTML { citeUnArticle ? avecSource : text(texte) }

    /// The law, not a file of figures.
    var citeUnArticle: Bool { source.contains("art.") }
}
