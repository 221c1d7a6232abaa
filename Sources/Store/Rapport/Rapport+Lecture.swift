import Model

/// A file of `SQL/reports/` that does not say what it must: a mistake of its author, found by the tests.
public struct RapportIllisible: Error, Sendable, Equatable, CustomStringConvertible {
    public let nom: String
    public let message: String
    init(nom: String, _ message: String) { (self.nom, self.message) = (nom, message) }
    public var description: String { "Le rapport \(nom).sql est mal écrit\u{A0}: \(message)." }
}

extension Rapport {
    /// Reads a report from its text: `-- clé: valeur` lines, then the statement.
    ///
    ///     -- titre: Situation des enveloppes
    ///     -- question: Que reste-t-il ?
    ///     -- parametre: exercice integer — Exercice budgétaire
    ///     -- grain: une ligne par enveloppe
    ///     -- lecture: n’additionnez pas des niveaux différents
    ///     -- colonne: disponible_centimes montant — Disponible
    ///     select …
    init(nom: String, texte: String) throws(RapportIllisible) {
        let lines = texte.split(separator: "\n", omittingEmptySubsequences: false)
        let header = lines.prefix { $0.hasPrefix("--") }
        var words: [String: String] = [:]
        var parametres: [Parametre] = []
        var colonnes: [Colonne] = []
        for line in header {
            guard let part = line.wholeMatch(of: /-- ([a-z]+): (.+)/) else {
                throw RapportIllisible(nom: nom, "ligne «\u{A0}\(line)\u{A0}»")
            }
            switch part.1 {
            case "parametre":
                let (name, genre, libelle) = try Rapport.declaration(part.2, Genre.self, nom)
                parametres.append(Parametre(nom: name, genre: genre, libelle: libelle))
            case "colonne":
                let (name, contenu, libelle) = try Rapport.declaration(part.2, Contenu.self, nom)
                colonnes.append(Colonne(nom: name, contenu: contenu, libelle: libelle))
            case "titre", "question", "grain", "lecture": words[String(part.1)] = Rapport.insecable(part.2)
            default: throw RapportIllisible(nom: nom, "clé «\u{A0}\(part.1)\u{A0}» inconnue")
            }
        }
        guard let titre = words["titre"], let question = words["question"], let grain = words["grain"], let lecture = words["lecture"],
            !colonnes.isEmpty
        else { throw RapportIllisible(nom: nom, "titre, question, grain, lecture et colonnes sont obligatoires") }
        (self.nom, self.titre, self.question, self.grain, self.lecture) = (nom, titre, question, grain, lecture)
        (self.parametres, self.colonnes) = (parametres, colonnes)
        sql = lines.dropFirst(header.count).joined(separator: "\n")
    }

    /// `exercice integer — Exercice budgétaire`
    private static func declaration<Mot: RawRepresentable>(
        _ text: Substring, _: Mot.Type, _ nom: String
    ) throws(RapportIllisible) -> (String, Mot, String) where Mot.RawValue == String {
        guard let part = text.wholeMatch(of: /([a-z_]+) ([a-z]+) — (.+)/), let mot = Mot(rawValue: String(part.2)) else {
            throw RapportIllisible(nom: nom, "déclaration «\u{A0}\(text)\u{A0}»")
        }
        return (String(part.1), mot, insecable(part.3))
    }

    /// U+00A0 where French wants it: files hold plain spaces.
    private static func insecable(_ text: Substring) -> String {
        String(text).replacing(/\ ([:;?!%€»])/) { "\u{A0}\($0.1)" }.replacing("« ", with: "«\u{A0}")
    }
}
