import HTML
import Model
import Parcours

/// The plan as a table: each payer with the reason under its name; what the law allows, what is usual here, what is proposed, in line.
struct PlanTableau {
    let page: PlanPage

    private var plan: Plan { page.plan }

    var html: HTML {
        group {
            tableau
            if !sources.isEmpty { p(.class("petit", "doux")) { text("Taux d’après\u{A0}: \(sources.joined(separator: " ; ")).") } }
        }
    }

    private var avecUsage: Bool { plan.financements.contains { usage($0) != nil } }

    private var tableau: HTML {
        var colonnes: [DataTable.Colonne] = [.init("Qui", .nom), .init("Maximum légal", .montant)]
        if avecUsage { colonnes.append(.init("Usage local", .montant)) }
        colonnes.append(.init("Montant proposé", .somme))
        return DataTable(
            legende: "Plan de financement, hors taxes", colonnes: colonnes,
            lignes: plan.financements.map(financeur) + [commune],
            pied: [rangee(text("Coût total HT"), .empty, .empty, text(plan.coutTotalHT.french))]
        ).html
    }

    private func rangee(_ qui: HTML, _ maximum: HTML, _ usage: HTML, _ montant: HTML) -> [HTML] {
        [qui, maximum] + (avecUsage ? [usage] : []) + [montant]
    }

    private func financeur(_ part: Plan.Financement) -> [HTML] {
        let base = part.depenseSubventionnable
        return rangee(
            group {
                intitule(part.payeur, page.nom(part.dispositif), etiquettes(part))
                motif(text(quoi(part)))
                for raison in raisons(part) { motif(raison.phrase) }
                if let reste = disponible(part) { motif(text(reste)) }
            },
            maximum(part).map { chiffre($0, $0.ratio(to: base).french) } ?? .empty,
            usage(part).map { chiffre(base.times($0.taux), $0.precision) } ?? .empty,
            chiffre(part.montant, part.taux.french))
    }

    /// The whole expense is no maximum: nothing of its own limits that aid.
    private func maximum(_ part: Plan.Financement) -> Money? { part.maximumLegal.flatMap { $0 < part.depenseSubventionnable ? $0 : nil } }

    /// An amount, and its rate under it.
    private func chiffre(_ montant: Money, _ precision: String) -> HTML {
        span {
            text(montant.french)
            span(.class("motif")) { text(precision) }
        }
    }

    private func quoi(_ part: Plan.Financement) -> String {
        let base = part.depenseSubventionnable == plan.assietteHT ? "la dépense éligible" : "une dépense retenue"
        let nom = page.referentiel.dispositif(part.dispositif).map { "\($0.nom)\u{A0}: " } ?? ""
        return part.statut == .acquis
            ? "\(nom)déjà obtenu." : "\(nom)\(part.taux.french) de \(base), \(part.depenseSubventionnable.french)."
    }

    /// What projects of this kind really got: the middle amount, and between which rates half of them stand.
    private func usage(_ part: Plan.Financement) -> (taux: Rate, precision: String)? {
        guard part.statut == .demande, let usage = part.usage else { return nil }
        let nombre = "\(usage.n.french) projet\(usage.n > 1 ? "s" : "")"
        return (usage.mediane, "\(usage.q1.french) à \(usage.q3.french), \(nombre) \(usage.niveau.ou)")
    }

    private var commune: [HTML] {
        let fonctionnement = plan.coutTotalHT - plan.investissementHT
        return rangee(
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
            .empty, .empty, chiffre(plan.autofinancementHT, plan.autofinancementHT.ratio(to: plan.coutTotalHT).french))
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
        if part.statut == .acquis { return [Etiquette("Déjà obtenu", .bon)] }
        var etiquettes: [Etiquette] = []
        let codes = part.motifs.map(\.code)
        if eligibilite(part)?.reponse == .aVerifier { etiquettes.append(Etiquette("À vérifier", .attente)) }
        if codes.contains("TAUX-OBSERVE") || codes.contains("TAUX-NATIONAL") { etiquettes.append(Etiquette("Taux estimé", .info)) }
        if codes.contains("TAUX-PROGRAMME"), page.referentiel.dispositif(part.dispositif)?.natureDonnee == "illustratif" {
            etiquettes.append(Etiquette("Taux d’exemple"))
        }
        return etiquettes
    }

    private func eligibilite(_ part: Plan.Financement) -> Plan.Eligibilite? { plan.eligibilite.first { $0.dispositif == part.dispositif } }

    private func raisons(_ part: Plan.Financement) -> [Motif] {
        part.statut == .acquis ? part.motifs : (eligibilite(part)?.motifs ?? []) + part.motifs
    }

    /// Where the rates come from, when it is not an article of law; each once.
    private var sources: [String] {
        var dites: Set<String> = []
        return plan.financements.filter { $0.statut == .demande }.flatMap(\.motifs).filter { !$0.citeUnArticle }.map(\.source).filter {
            !$0.isEmpty && dites.insert($0).inserted
        }
    }

    private func disponible(_ part: Plan.Financement) -> String? {
        guard part.dispositif == "LIEUX", page.deposeLe == nil, let enveloppe = page.enveloppe else { return nil }
        return "Il reste \(enveloppe.disponibleCentimes.french) dans l’enveloppe du département en \(enveloppe.exercice)."
    }
}

extension UsageObserve.Niveau {
    fileprivate var ou: String {
        switch self {
        case .departement: "du département"
        case .voisins: "d’à côté"
        case .region: "de la région"
        case .france: "en France"
        }
    }
}

extension Motif {
    /// The reason in French, its article in brackets, which leads to the rule.
    var phrase: HTML { citeUnArticle ? avecSource : text(texte) }

    /// The law, not a file of figures.
    var citeUnArticle: Bool { source.contains("art.") }
}
