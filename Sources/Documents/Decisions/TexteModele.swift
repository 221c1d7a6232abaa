/// The small language of a préfecture's models: paragraphs between blank lines, `# ` for a heading, `- ` for a list, `{mention}` for a value.
/// Nothing else is understood, so that nothing typed can do anything but be printed.
public struct TexteModele: Sendable, Hashable {
    public enum Bloc: Sendable, Hashable {
        case titre([Morceau])
        case paragraphe([Morceau])
        case liste([[Morceau]])
    }

    public enum Morceau: Sendable, Hashable {
        case texte(String)
        case mention(Mention)
    }

    /// What is wrong, with its line, in French.
    public struct Erreur: Error, Sendable, Equatable, CustomStringConvertible {
        public let ligne: Int
        public let description: String
    }

    public let blocs: [Bloc]

    /// - Throws: `Erreur` at the first mention that is not known, or brace that is not closed.
    public init(_ texte: String) throws(Erreur) {
        var blocs: [Bloc] = []
        var paragraphe: [[Morceau]] = []
        var liste: [[Morceau]] = []
        func joindre(_ lignes: [[Morceau]]) -> [Morceau] {
            Array(lignes.joined(separator: [.texte(" ")]))
        }
        func clore() {
            if !paragraphe.isEmpty { blocs.append(.paragraphe(joindre(paragraphe))) }
            if !liste.isEmpty { blocs.append(.liste(liste)) }
            (paragraphe, liste) = ([], [])
        }
        for (rang, brute) in texte.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let ligne = brute.drop { $0.isWhitespace }
            if ligne.isEmpty {
                clore()
            } else if ligne.hasPrefix("# ") {
                clore()
                blocs.append(.titre(try Self.morceaux(ligne.dropFirst(2), rang + 1)))
            } else if ligne.hasPrefix("- ") {
                if !paragraphe.isEmpty { clore() }
                liste.append(try Self.morceaux(ligne.dropFirst(2), rang + 1))
            } else {
                if !liste.isEmpty { clore() }
                paragraphe.append(try Self.morceaux(ligne, rang + 1))
            }
        }
        clore()
        self.blocs = blocs
    }

    /// The mentions that the text uses, each once.
    public var mentions: Set<Mention> {
        var trouvees: Set<Mention> = []
        for morceau in blocs.flatMap(\.morceaux) { if case .mention(let mention) = morceau { trouvees.insert(mention) } }
        return trouvees
    }

    private static func morceaux(_ ligne: Substring, _ numero: Int) throws(Erreur) -> [Morceau] {
        var morceaux: [Morceau] = []
        var reste = ligne
        while let ouvrante = reste.firstIndex(of: "{") {
            if ouvrante > reste.startIndex { morceaux.append(.texte(String(reste[..<ouvrante]))) }
            let suite = reste[reste.index(after: ouvrante)...]
            guard let fermante = suite.firstIndex(of: "}") else {
                throw Erreur(
                    ligne: numero, description: "Ligne \(numero) : l’accolade ouverte n’est pas fermée. Écrivez par exemple {montant}.")
            }
            let nom = suite[..<fermante].filter { !$0.isWhitespace }
            guard let mention = Mention(rawValue: String(nom)) else {
                throw Erreur(
                    ligne: numero,
                    description: "Ligne \(numero) : la mention « {\(nom)} » n’existe pas. Choisissez-la dans la liste des mentions.")
            }
            morceaux.append(.mention(mention))
            reste = suite[suite.index(after: fermante)...]
        }
        guard !reste.contains("}") else {
            throw Erreur(ligne: numero, description: "Ligne \(numero) : une accolade est fermée sans avoir été ouverte.")
        }
        if !reste.isEmpty { morceaux.append(.texte(String(reste))) }
        return morceaux
    }
}

extension TexteModele.Bloc {
    var morceaux: [TexteModele.Morceau] {
        switch self {
        case .titre(let morceaux), .paragraphe(let morceaux): morceaux
        case .liste(let lignes): lignes.flatMap(\.self)
        }
    }
}
