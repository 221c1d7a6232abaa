import Model

/// What the département says of one dispositif for this project: its bracket, narrowed by the category that the project falls in.
struct RegleLocale {
    let regle: RegleDepartement
    let categorie: CategorieLocale?
    /// Fixed for another exercice than the one asked: a hint, which never refuses (RULES COM-2: the commission decides each year).
    let estAncienne: Bool

    init(_ regle: RegleDepartement, nature: NatureProjet, exercice: Int) {
        self.regle = regle
        categorie = regle.categorie(pour: nature)
        estAncienne = regle.exercice.map { $0 != exercice } ?? false
    }

    var tauxMin: Rate? { categorie?.tauxMin ?? regle.tauxMin }
    var tauxMax: Rate? { categorie?.tauxMax ?? regle.tauxMax }
    var plancherDepense: Money? { categorie?.plancherDepense ?? regle.plancherDepense }
    var plafondDepense: Money? { categorie?.plafondDepense ?? regle.plafondDepense }
    var arrondi: Rounding { regle.arrondi }
    /// Only what was seen, for this very exercice, may refuse (RULES 0.6).
    var peutRefuser: Bool { !estAncienne && (regle.confiance == .vu || regle.confiance == .paraphrase) }
    /// ` de 2026, la plus récente connue`, when it is not this year's.
    var reserve: String { estAncienne ? " de \(regle.exercice.map(String.init) ?? ""), la plus récente connue" : "" }
}

extension Contexte {
    func regleLocale(_ code: String) -> RegleLocale? {
        referentiel.regle(code, departement: porteur.departement, exercice: demande.exercice)
            .map { RegleLocale($0, nature: demande.nature, exercice: demande.exercice) }
    }
}
