import Model

/// What the département says of one dispositif for this project: its bracket, narrowed by the category that the project falls in.
struct RegleLocale {
    let regle: RegleDepartement
    let categorie: CategorieLocale?
    /// Fixed for another exercice than the one asked: a hint, which never refuses (RULES COM-2: the commission decides each year).
    let estAncienne: Bool

    /// Beyond this many years a bracket says less than what was really awarded.
    private static let anneesUtiles = 3
    private let fourchetteUtile: Bool

    init(_ regle: RegleDepartement, nature: NatureProjet, exercice: Int) {
        self.regle = regle
        categorie = regle.categorie(pour: nature)
        estAncienne = regle.exercice.map { $0 != exercice } ?? false
        fourchetteUtile = regle.exercice.map { exercice - $0 <= Self.anneesUtiles } ?? true
    }

    var tauxMin: Rate? { fourchetteUtile ? categorie?.tauxMin ?? regle.tauxMin : nil }
    var tauxMax: Rate? { fourchetteUtile ? categorie?.tauxMax ?? regle.tauxMax : nil }
    var plancherDepense: Money? { categorie?.plancherDepense ?? regle.plancherDepense }
    var plafondDepense: Money? { categorie?.plafondDepense ?? regle.plafondDepense }
    var arrondi: Rounding { regle.arrondi }
    /// Only what was seen, for this very exercice, may refuse (RULES 0.6).
    var peutRefuser: Bool { !estAncienne && (regle.confiance == .vu || regle.confiance == .paraphrase) }
    /// ` de 2026, la plus récente connue`, when it is not this year's.
    var reserve: String { estAncienne ? " de \(regle.exercice.map(String.init) ?? ""), la plus récente connue" : "" }
}

extension Contexte {
    /// COM-2 — CGCT L2334-37: the commission d'élus sets the categories each year. Which one to tick on the form for this project, with the
    /// condition that the list prints; the wording to use where no category names the digital. nil: nothing is known.
    func categorie(_ code: String) -> Motif? {
        guard code == "DETR" else { return nil }
        let locale = regleLocale(code)
        if let locale, let categorie = locale.categorie {
            let condition = categorie.condition.map { " Condition écrite dans la liste : \($0)." } ?? ""
            return Motif(
                "COM-2", locale.regle.source,
                "Catégorie à indiquer dans la demande\(locale.reserve) : « \(categorie.libelle) ».\(condition)",
                ["categorie": categorie.libelle])
        }
        let national = referentiel.regle(code, departement: "FR", exercice: demande.exercice)
        guard let repli = locale?.regle.libelleRepli ?? national?.libelleRepli else { return nil }
        return Motif(
            "COM-2", locale?.regle.libelleRepli != nil ? locale?.regle.source ?? "" : national?.source ?? "",
            "Aucune catégorie connue du département ne nomme le numérique : proposez « \(repli) » et demandez à la préfecture.",
            ["categorie": repli])
    }

    /// APP-5 — deposit windows are local. Says so when the demand would come outside of this year's, or when the préfecture asks for patience
    /// before an order; nothing here refuses.
    func calendrierLocal(_ code: String) -> [Motif] {
        guard let locale = regleLocale(code), !locale.estAncienne else { return [] }
        var motifs: [Motif] = []
        if let fenetre = locale.regle.fenetre, reception > fenetre.ferme || fenetre.ouvre.map({ reception < $0 }) ?? false {
            let ouverture = fenetre.ouvre.map { "du \($0.french) au" } ?? "jusqu'au"
            motifs.append(
                Motif(
                    "APP-5", locale.regle.source,
                    "\(nom(code)) : les demandes pour \(demande.exercice) sont reçues \(ouverture) \(fenetre.ferme.french). Demandez à la préfecture ce qu'elle accepte hors de ces dates.",
                    ["dispositif": code, "ferme": fenetre.ferme.description]))
        }
        if let prudence = locale.regle.prudenceCommande { motifs.append(Motif("START-CAT", locale.regle.source, prudence)) }
        return motifs
    }

    func regleLocale(_ code: String) -> RegleLocale? {
        referentiel.regle(code, departement: porteur.departement, exercice: demande.exercice)
            .map { RegleLocale($0, nature: demande.nature, exercice: demande.exercice) }
    }
}
