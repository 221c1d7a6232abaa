extension NatureProjet {
    /// The kind of project that the free text of an award describes; nil when nothing in it is digital.
    /// The words are data (`Vocabulaire`): the first kind of the list that finds one of its words wins, `autre` when none does.
    public init?(objet: String) {
        var texte = TexteSimple(objet).mots
        // Most awards are roads and roofs: they leave here.
        guard Self.numerique.trouve(dans: texte) else { return nil }
        for terme in Self.ecartes {
            while let place = terme.cherche(dans: texte) { texte.removeSubrange(place..<place + terme.mots.count) }
        }
        guard Self.numerique.trouve(dans: texte) else { return nil }
        self = Self.natures.first { $0.lexique.trouve(dans: texte) }?.nature ?? .autre
    }

    private static let ecartes = Vocabulaire.ecartes.map(Terme.init)
    private static let numerique = Lexique(Vocabulaire.numerique)
    private static let natures = Vocabulaire.natures.map { (nature: $0.nature, lexique: Lexique($0.termes)) }
}

/// Words that follow each other; `informatis*` is the beginning of a word.
struct Terme: Sendable {
    let mots: [(debut: String, entier: Bool)]

    init(_ texte: String) {
        mots = texte.split(separator: " ").map { mot in
            mot.hasSuffix("*") ? (String(mot.dropLast()), false) : (String(mot), true)
        }
    }

    func estLa(_ texte: [Substring], a place: Int) -> Bool {
        guard place + mots.count <= texte.count else { return false }
        return mots.indices.allSatisfy { index in
            let (mot, trouve) = (mots[index], texte[place + index])
            return mot.entier ? trouve == mot.debut : trouve.hasPrefix(mot.debut)
        }
    }

    func cherche(dans texte: [Substring]) -> Int? { texte.indices.first { estLa(texte, a: $0) } }
}

/// Terms sorted by the first two letters of their first word: a text of fifteen words meets two hundred terms in microseconds.
struct Lexique: Sendable {
    private let parDebut: [String: [Terme]]

    init(_ termes: [String]) {
        parDebut = Dictionary(grouping: termes.map(Terme.init)) { String($0.mots.first?.debut.prefix(2) ?? "") }
    }

    func trouve(dans texte: [Substring]) -> Bool {
        texte.indices.contains { place in
            parDebut[String(texte[place].utf8.prefix(2)) ?? ""]?.contains { $0.estLa(texte, a: place) } ?? false
        }
    }
}
