import Model

/// What the browser sent of a quotation: a unit price HT for each line, as it was typed.
struct PrixForm: Sendable {
    private let saisies: [ID<LigneProjet>: String]

    init(_ saisie: Saisie, _ lignes: [LigneProjet]) {
        saisies = Dictionary(uniqueKeysWithValues: lignes.map { ($0.ligneId, saisie[Self.champ($0)] ?? "") })
    }

    init(_ lignes: [LigneProjet]) {
        saisies = Dictionary(uniqueKeysWithValues: lignes.map { ($0.ligneId, $0.prixUnitaireHtCentimes?.frenchNumber ?? "") })
    }

    static func champ(_ ligne: LigneProjet) -> String { "prix-\(ligne.ligneId)" }
    func saisie(_ ligne: LigneProjet) -> String { saisies[ligne.ligneId] ?? "" }

    /// The lines whose price changes; one that has no price yet may stay so.
    func draft(_ lignes: [LigneProjet]) throws(FormErrors) -> [(ligne: ID<LigneProjet>, prix: Money)] {
        var (erreurs, prix): (FormErrors, [(ligne: ID<LigneProjet>, prix: Money)]) = (.init(), [])
        for ligne in lignes {
            let saisie = saisie(ligne)
            if saisie.isEmpty, ligne.prixUnitaireHtCentimes == nil { continue }
            if let montant = try? Money(french: saisie), montant >= .zero {
                if montant != ligne.prixUnitaireHtCentimes { prix.append((ligne.ligneId, montant)) }
            } else {
                erreurs.add(Self.champ(ligne), "\(ligne.libelle)\u{A0}: écrivez un prix unitaire HT, par exemple 640,00.")
            }
        }
        try erreurs.throwIfAny()
        return prix
    }
}
