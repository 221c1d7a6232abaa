import Model

/// Where each thing is in a file: several columns may hold the same one, the best first, and the first that is filled is taken.
struct EnTeteAttributions {
    let places: [ColonneAttribution: [Int]]
    let noms: [String]
    /// Of the line that names the columns, from 1.
    let ligne: Int

    init(_ ligne: LecteurCSV.Ligne) {
        noms = ligne.cellules
        self.ligne = ligne.numero
        let simples = ligne.cellules.map(NomDeColonne.simple)
        var places: [ColonneAttribution: [Int]] = [:]
        var prises: Set<Int> = []
        for colonne in ColonneAttribution.allCases {
            let trouvees = colonne.noms.flatMap { nom in simples.indices.filter { simples[$0] == nom } }
            places[colonne] = trouvees
            prises.formUnion(trouvees)
        }
        // What no list foresaw, when the words leave no doubt: «Coût éligible du projet HT (base)» is not the cost, «Coût du projet (HT)» is.
        let libres = simples.indices.filter { !prises.contains($0) }
        for (colonne, admise) in [(ColonneAttribution.cout, Self.ditLeCout), (.subvention, Self.ditLaSubvention)]
        where places[colonne, default: []].isEmpty {
            let possibles = libres.filter { admise(Set(simples[$0].split(separator: " "))) }
            if possibles.count == 1 { places[colonne] = possibles }
        }
        self.places = places
    }

    private static let autreChose: Set<Substring> = [
        "taux", "pct", "pourcentage", "part", "date", "eligible", "subventionnable", "assiette", "base", "ttc", "numero", "id", "code",
        "type",
        "demandee", "demande", "sollicitee", "sollicite", "versee", "verse", "paye", "payee", "autres", "cumul",
    ]
    private static func ditLeCout(_ mots: Set<Substring>) -> Bool {
        mots.contains("cout") && mots.isDisjoint(with: autreChose) && !mots.contains("subvention")
    }
    private static func ditLaSubvention(_ mots: Set<Substring>) -> Bool {
        mots.contains("subvention") && mots.isDisjoint(with: autreChose.union(["cout", "objet", "dispositif", "nom", "intitule"]))
    }

    func a(_ colonne: ColonneAttribution) -> Bool { !places[colonne, default: []].isEmpty }

    /// What cannot be done without.
    var manquantes: [ColonneAttribution] {
        ColonneAttribution.indispensables.filter { !a($0) }
            + (a(.departement) || a(.insee) || a(.territoire) ? [] : [.departement])
    }

    /// The first cell that is filled, empty when none is.
    func cellule(_ colonne: ColonneAttribution, _ ligne: LecteurCSV.Ligne) -> String {
        for place in places[colonne, default: []] where place < ligne.cellules.count && !ligne.cellules[place].isEmpty {
            return ligne.cellules[place]
        }
        return ""
    }

    func cellules(_ colonne: ColonneAttribution, _ ligne: LecteurCSV.Ligne) -> [String] {
        places[colonne, default: []].compactMap { $0 < ligne.cellules.count && !ligne.cellules[$0].isEmpty ? ligne.cellules[$0] : nil }
    }
}
