/// Who asks, as a document prints it. No person's name: an office signs, not somebody.
public struct PorteurImprimable: Sendable, Hashable, Codable {
    public var nature: NaturePorteur
    /// `Bourbon-l’Archambault`, `CC du Bocage Bourbonnais`, as the State's lists write it.
    public var nom: String
    public var codeInsee: String?
    public var siret: String?
    /// `Allier`
    public var departement: String
    /// One line: `1 place de l’Hôtel-de-Ville, 03160 Bourbon-l’Archambault`.
    public var adresse: String?

    public init(
        nature: NaturePorteur, nom: String, codeInsee: String? = nil, siret: String? = nil, departement: String, adresse: String? = nil
    ) {
        (self.nature, self.nom, self.codeInsee, self.siret) = (nature, nom, codeInsee, siret)
        (self.departement, self.adresse) = (departement, adresse)
    }

    /// `Commune de Bourbon-l’Archambault`, `Commune d’Ygrande`, `Commune du Vernet`, `Communauté de communes du Bocage Bourbonnais`.
    public var designation: String {
        guard nature != .commune else { return "Commune " + PorteurImprimable.avecDe(nom) }
        for (sigle, long) in PorteurImprimable.sigles where nom.hasPrefix(sigle + " ") {
            return long + nom.dropFirst(sigle.count)
        }
        return nom
    }

    /// `la commune de Bourbon-l’Archambault`, for the middle of a sentence; a proper name alone keeps its form.
    public var dansLaPhrase: String {
        let name = designation
        for (debut, article) in [("Commun", "la "), ("Métropole", "la "), ("Syndicat", "le "), ("Pôle", "le ")] where name.hasPrefix(debut)
        {
            return article + name.prefix(1).lowercased() + name.dropFirst()
        }
        return name
    }

    /// `Le Maire`, `Le Président`: the office, without a name.
    public var representant: String { nature == .commune ? "Le Maire" : "Le Président" }

    /// `conseil municipal`, `conseil communautaire`, `comité syndical`: who adopts the operation and its financing (RULES APP-7).
    public var organe: String {
        switch nature {
        case .commune: "conseil municipal"
        case .epci: "conseil communautaire"
        case .syndicat: "comité syndical"
        }
    }

    private static let sigles = [
        ("CC", "Communauté de communes"), ("CA", "Communauté d’agglomération"), ("CU", "Communauté urbaine"),
    ]

    /// `Les` and `Le` contract, a vowel elides; `La`, `L’` and an initial H keep `de`, as the signs of those town halls do.
    private static func avecDe(_ nom: String) -> String {
        if nom.hasPrefix("Le ") { return "du " + nom.dropFirst(3) }
        if nom.hasPrefix("Les ") { return "des " + nom.dropFirst(4) }
        let vowels: Set<Character> = ["A", "E", "I", "O", "U", "Y", "É", "È", "Ê", "Î", "Œ", "À", "Â", "Ô"]
        guard let first = nom.first, vowels.contains(first) else { return "de " + nom }
        return "d’" + nom
    }
}
