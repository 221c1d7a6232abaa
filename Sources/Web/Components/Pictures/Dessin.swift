import Synchronization

/// How a kind of article is drawn: the symbol of `Assets/dessins.svg`, its size, and where such a thing stands.
struct Dessin {
    enum Place {
        /// On the floor.
        case sol
        /// On a desk, a table, a counter; on the floor when there is none.
        case plateau
        /// Hung, above something low.
        case mur
    }

    let nom: String
    let largeur: Int
    let hauteur: Int
    let place: Place
    /// How much it says of a kit: the five highest are drawn.
    let poids: Int
    let codes: [String]
    /// What a new article's label is searched for.
    let mot: String

    init(_ nom: String, _ largeur: Int, _ hauteur: Int, _ place: Place, poids: Int, codes: String, _ mot: String) {
        (self.nom, self.largeur, self.hauteur, self.place, self.poids) = (nom, largeur, hauteur, place, poids)
        (self.codes, self.mot) = (codes.split(separator: " ").map(String.init), mot)
    }

    /// INF, MOB, SIG…
    var famille: String { String(codes.first?.prefix(3) ?? "") }

    /// The drawing of an article, known by its code or guessed from its label.
    static func de(code: String, libelle: String) -> Dessin? {
        if let connu = parCode[code] { return connu }
        if let devine = devines.withLock({ $0[code] }), devine.libelle == libelle { return devine.dessin }
        let famille = parFamille[String(code.prefix(3))] ?? []
        let texte = libelle.lowercased()
        let dessin = famille.first { texte.contains($0.mot) } ?? famille.first
        devines.withLock { $0[code] = (libelle, dessin) }
        return dessin
    }

    /// Guesses already made, for the label they were made from: comparing a label with each word of its family is slow.
    private static let devines = Mutex<[String: (libelle: String, dessin: Dessin?)]>([:])

    /// Where devices may be put on it: the middle, the height and the width of each top, from the middle of its foot.
    var dessus: [(x: Int, y: Int, largeur: Int)] {
        switch nom {
        case "bureau": [(0, 54, 132)]
        case "table": [(0, 52, 128)]
        case "table-pliante": [(0, 51, 128)]
        case "comptoir": [(0, 68, 108)]
        case "etabli": [(0, 61, 106)]
        case "banque": [(-35, 67, 120), (56, 48, 78)]
        case "estrade": [(0, 34, 186)]
        default: []
        }
    }

    /// Something low can stand under it.
    var abrite: Bool { nom == "arche" || nom == "tente" }

    /// No article: it lifts the devices of a kit that has no furniture.
    static let estrade = Dessin("estrade", 190, 34, .sol, poids: 0, codes: "", "")

    private static let parCode = Dictionary(
        tous.flatMap { dessin in dessin.codes.map { ($0, dessin) } }, uniquingKeysWith: { first, _ in first })
    private static let parFamille = Dictionary(grouping: tous, by: \.famille)
}
