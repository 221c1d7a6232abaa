import Model

extension ChangementsCatalogue {
    /// What will change, for a person: names, fields before and after, prices with their evolution.
    /// - Parameter premierImport: everything is new; a number is enough.
    func texte(premierImport: Bool) -> String {
        guard !estVide else { return "Articles et kits\u{A0}: aucun changement." }
        if premierImport { return "Premier import\u{A0}: \(articlesAjoutes.count) articles et \(kitsAjoutes.count) kits." }
        return [
            bloc("Articles ajoutés", articlesAjoutes.map { ["+ \($0.nom)"] }),
            bloc("Articles modifiés", articlesModifies.map { ["~ \($0.objet.nom)"] + $0.champs.map(\.texte) }),
            bloc("Articles retirés", articlesRetires.map { ["- \($0.nom)"] }),
            bloc("Prix HT", prix.map { ["~ \($0.objet.nom)", "    \($0.texte)"] }),
            bloc("Prix plus récents dans la base, gardés", prixGardes.map { ["= \($0.nom)"] }),
            bloc("Kits ajoutés", kitsAjoutes.map { ["+ \($0.nom)"] }),
            bloc(
                "Nouvelles versions de kits",
                kitsVersions.map { ["~ \($0.objet.nom)\u{A0}: version \($0.de) → \($0.vers)"] + $0.champs.map(\.texte) }),
            bloc("Kits modifiés", kitsModifies.map { ["~ \($0.objet.nom)"] + $0.champs.map(\.texte) }),
            bloc("Kits retirés", kitsRetires.map { ["- \($0.nom)"] }),
        ].flatMap { $0 }.joined(separator: "\n")
    }

    /// Nothing for no object; the first ones for many.
    private func bloc(_ titre: String, _ objets: [[String]]) -> [String] {
        guard !objets.isEmpty else { return [] }
        let reste = objets.count - Self.objetsMontres
        return ["\(titre) (\(objets.count))"] + objets.prefix(Self.objetsMontres).flatMap { $0.map { "  " + $0 } }
            + (reste > 0 ? ["  … et \(reste) autres (--json les donne tous)"] : [])
    }

    private static let objetsMontres = 40
}

extension ChangementsCatalogue.Objet {
    fileprivate var nom: String { "\(code) \(libelle)" }
}

extension ChangementsCatalogue.Champ {
    fileprivate var texte: String { "    \(champ)\u{A0}: \(avant ?? "(vide)") → \(apres ?? "(vide)")" }
}

extension ChangementsCatalogue.ChangementPrix {
    /// `750,00 € → 820,00 € (+9,3 %) à partir du 01/01/2026`
    fileprivate var texte: String {
        let fourchette = { (prix: Prix?) in
            prix.map { "\($0.ref.french) (de \($0.min.frenchNumber) à \($0.max.frenchNumber))" } ?? "non publié"
        }
        let part = evolution.map { " \($0 >= .zero ? "+" : "")\($0.french)" } ?? ""
        let quand = correction ? "prix du \(du.french) corrigé, l’ancien reste au journal" : "à partir du \(du.french)"
        return "\(fourchette(avant)) → \(fourchette(apres))\(part), \(quand)"
    }
}
