import HTML
import Model
import Parcours

/// The plan as a table: each payer, on what, at which rate, how much, and the reason under its name.
struct PlanTableau {
    let page: PlanPage

    private var plan: Plan { page.plan }

    var html: HTML {
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
                puce(part.payeur)
                text(part.nomCourt)
                for etiquette in etiquettes(part) {
                    " "
                    etiquette.html
                }
                if let nom = page.dispositifs[part.dispositif]?.nom, nom != part.nomCourt { motif(text("\(nom).")) }
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
                puce(.commune)
                text(page.planifie.projet.porteur)
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

    private func puce(_ payeur: WhoPaysBar.Payeur) -> HTML { span(.class("puce", "part-\(payeur.rawValue)"), .ariaHidden()) {} }
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

    private func disponible(_ part: Plan.Financement) -> String? {
        guard part.dispositif == "LIEUX", page.deposeLe == nil, let enveloppe = page.enveloppe else { return nil }
        return "Il reste \(enveloppe.disponibleCentimes.french) dans l’enveloppe du département en \(enveloppe.exercice)."
    }
}

extension Motif {
    /// The reason in French, its article in brackets; a source that is not an article is named as one.
    var phrase: HTML {
        let estArticle = source.contains("art.")
        return group {
            text(estArticle ? sansPoint + " (\(source))." : texte)
            if !estArticle, !source.isEmpty { text(" Source\u{A0}: \(source).") }
        }
    }

    private var sansPoint: String { texte.hasSuffix(".") ? String(texte.dropLast()) : texte }
}
