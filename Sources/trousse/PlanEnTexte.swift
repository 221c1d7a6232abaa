import Model

/// A plan for somebody who reads it in a terminal.
struct PlanEnTexte {
    private let plan: Plan
    private let demande: DemandePlan
    /// Short names of the dispositifs, by code.
    private let noms: [String: String]

    init(_ plan: Plan, _ demande: DemandePlan, _ noms: [String: String]) { (self.plan, self.demande, self.noms) = (plan, demande, noms) }

    var texte: String {
        [
            [titre], cout, paragraphe("Refusé", plan.refus.map(\.texte)), financement, tresorerie, raisons,
            paragraphe("À savoir", plan.alertes.map(\.texte)), alternatives,
        ]
        .filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var titre: String {
        let porteur = demande.porteur
        let place = porteur.nom ?? porteur.codeInsee ?? porteur.siren ?? "Porteur du département \(porteur.departement)"
        return "\(place)\u{A0}: demande du \(demande.dateDemande.longFrench), exercice \(demande.exercice)"
            + (plan.estPartiel ? "\nUne ligne n’a pas de prix publié\u{A0}: tous les montants sont des minimums." : "")
    }

    private func nom(_ code: String) -> String { noms[code] ?? code }

    private var cout: [String] {
        var table = Tableau(.gauche, .droite)
        table.ligne("Coût hors taxes", plan.coutTotalHT.french)
        table.ligne("  dont investissement", plan.investissementHT.french)
        table.ligne("  dont assiette des aides", plan.assietteHT.french)
        table.ligne("Coût toutes taxes comprises", plan.coutTotalTTC.french)
        return [table.texte]
    }

    private var financement: [String] {
        var table = Tableau(.gauche, .droite, .droite, .gauche)
        for part in plan.financements {
            let base = "de \(part.depenseSubventionnable.french)" + (part.statut == .acquis ? ", acquis" : "")
            table.ligne("  \(nom(part.dispositif))", part.montant.french, part.taux.french, base)
        }
        table.ligne(
            "  Commune", plan.autofinancementHT.french, plan.partAutofinancement.french, "du financement public de l’investissement")
        table.ligne("FCTVA \(plan.fctva.exercice)", plan.fctva.montant.french, "", "")
        table.ligne("Reste à charge TTC", plan.resteAChargeTTC.french, "", "")
        return ["Qui paie, hors taxes", table.texte]
    }

    private var tresorerie: [String] {
        guard !plan.tresorerie.isEmpty else { return [] }
        let rows = plan.tresorerie.map { ["  \($0.date.french)", $0.libelle, $0.montant.french] }
        return ["Trésorerie", Tableau(cotes: [.gauche, .gauche, .droite], lignes: rows).texte]
    }

    private var raisons: [String] {
        let motifs = plan.eligibilite.flatMap { part in part.motifs.map { "\(nom(part.dispositif))\u{A0}: \($0.texte)" } }
        return paragraphe("Pourquoi", motifs)
    }

    private var alternatives: [String] {
        paragraphe(
            "Autres possibilités", plan.alternatives.map { "\($0.pourquoi) (reste à charge\u{A0}: \($0.plan.resteAChargeTTC.french))" })
    }

    private func paragraphe(_ titre: String, _ lignes: [String]) -> [String] { lignes.isEmpty ? [] : [titre] + lignes.map { "  – \($0)" } }
}
