public import Model

/// The answer in the words of a colleague: why each line is there, what is left out, what a little more would bring.
public struct Explication: Sendable, Hashable {
    public struct Ligne: Sendable, Hashable {
        public let titre: String
        public let phrases: [String]
    }

    /// One sentence: what it is, what it covers.
    public let resume: String
    public let kits: [Ligne]
    public let articles: [Ligne]
    /// What is asked and not covered.
    public let manques: [String]
    /// nil without a budget.
    public let suite: String?

    public init(_ proposition: PropositionBesoins, questionnaire: Questionnaire) {
        let panier = proposition.panier
        resume = Self.resume(proposition)
        let enPlus = panier.enPlus
        var usages = Usages(panier, questionnaire)
        // A loose article was bought for its own needs: it takes them first, kits take the rest.
        let seuls = panier.articles.map { ($0, usages.prendre($0.article.code, $0.quantite)) }
        kits = panier.kits.map { ligne in
            let sert = ligne.kit.base.flatMap { usages.prendre($0.articleCode, $0.quantite * ligne.quantite) }
            let reste = enPlus.filter { $0.kit == ligne.kit.kit.code }
            return Ligne(titre: ligne.titre, phrases: Self.phrases(duKit: sert, reste))
        }
        articles = seuls.map { ligne, sert in Ligne(titre: ligne.titre, phrases: [Self.phrase(deLArticle: sert, ligne)]) }
        manques = proposition.manques.map { manque in
            let nom = manque.couvert == 0 && manque.demande == 1 ? manque.besoin.nom : "\(manque.manque)\u{A0}\(manque.nom)"
            let sur = manque.couvert > 0 ? " (\(manque.couvert) sur \(manque.demande))" : ""
            return "\(nom)\(sur), pour \(manque.besoin.pourquoi)"
        }
        suite = proposition.suite.map { Self.suite($0, proposition) }
    }

    private static func resume(_ proposition: PropositionBesoins) -> String {
        let panier = proposition.panier
        if panier.estVide { return "Le budget ne permet aucun achat utile." }
        let quoi = [
            panier.kits.isEmpty ? nil : compte(panier.kits.map(\.quantite).reduce(0, +), "kit", "kits"),
            panier.articles.isEmpty ? nil : compte(panier.articles.count, "article seul", "articles seuls"),
        ].compactMap(\.self)
        let total = proposition.couvertures.count
        let couverts = total - proposition.manques.count
        let combien =
            couverts == total ? (total == 1 ? "le besoin" : "les \(total) besoins") : "\(couverts) besoins sur \(total) entièrement"
        return "\(enumeration(quoi).capitale) : de quoi couvrir \(combien)."
    }

    private static func phrases(duKit sert: [Usage], _ reste: [(kit: String, article: String, libelle: String, quantite: Int)]) -> [String]
    {
        let noms = Usage.reunis(sert).map(\.nom)
        var phrases = noms.isEmpty ? [] : ["Il apporte d’un coup \(enumeration(noms))."]
        if !reste.isEmpty {
            phrases.append(
                "Il contient aussi, sans que vous l’ayez demandé : \(enumeration(reste.map { "\($0.quantite)\u{A0}×\u{A0}\($0.libelle)" }))."
            )
        }
        return phrases
    }

    private static func phrase(deLArticle sert: [Usage], _ ligne: PanierPropose.LigneArticle) -> String {
        let usages = Usage.reunis(sert)
        let servis = usages.map(\.quantite).reduce(0, +)
        let raisons = usages.map { usage in
            usages.count > 1 ? "\(usage.nom), pour \(usage.raison)" : "Pour \(usage.raison)"
        }
        let minimum = servis < ligne.quantite ? " Il se vend par \(ligne.article.quantiteMin) au moins." : ""
        return "\(enumeration(raisons).capitale).\(minimum)"
    }

    private static func suite(_ suite: PropositionBesoins.Suite, _ proposition: PropositionBesoins) -> String {
        switch suite {
        case .rienNeManque: "Tout ce que vous demandez est couvert : 100\u{A0}€ de plus n’apporteraient rien."
        case .cent(let gagne, let perdu):
            "Avec 100\u{A0}€ de plus, vous auriez aussi \(noms(gagne))"
                + (perdu.isEmpty ? "." : ", mais sans \(noms(perdu)).")
        case .ilSuffirait(let montant, let gagne):
            "100\u{A0}€ de plus ne changeraient rien. Avec \(montant.centaines) de plus, vous auriez aussi \(noms(gagne))."
        case .rienAuCatalogue:
            "Plus d’argent ne changerait rien : rien au catalogue ne répond à ce qui manque dans les conditions que vous avez dites."
        }
    }

    private static func noms(_ couvertures: [PropositionBesoins.Couverture]) -> String {
        enumeration(couvertures.map { $0.couvert == 1 ? $0.besoin.nom : "\($0.couvert)\u{A0}\($0.besoin.pluriel)" })
    }

    private static func compte(_ nombre: Int, _ un: String, _ plusieurs: String) -> String {
        "\(nombre)\u{A0}\(nombre == 1 ? un : plusieurs)"
    }

    /// «a, b et c».
    public static func enumeration(_ mots: [String]) -> String {
        guard mots.count > 1, let dernier = mots.last else { return mots.first ?? "" }
        return mots.dropLast().joined(separator: ", ") + " et " + dernier
    }
}

/// Pieces of one article that meet one need.
private struct Usage {
    let besoin: Questionnaire.Besoin
    /// It goes with a computer that wants it.
    let avecMachine: Bool
    var quantite: Int

    var raison: String { avecMachine ? "aller avec l’ordinateur, qui se vend sans" : besoin.pourquoi }
    var nom: String { quantite == 1 ? besoin.nom : "\(quantite)\u{A0}\(besoin.pluriel)" }

    /// One for each need, in the order of the first.
    static func reunis(_ usages: [Usage]) -> [Usage] {
        var reunis: [Usage] = []
        for usage in usages {
            if let rang = reunis.firstIndex(where: { $0.besoin.code == usage.besoin.code && $0.avecMachine == usage.avecMachine }) {
                reunis[rang].quantite += usage.quantite
            } else {
                reunis.append(usage)
            }
        }
        return reunis
    }
}

/// What is left to explain of each article.
private struct Usages {
    private var restes: [String: [Usage]] = [:]

    init(_ panier: PanierPropose, _ questionnaire: Questionnaire) {
        // The machines take theirs first; what is left meets the need for itself.
        var pris = Dictionary(questionnaire.besoins.map { ($0.code, questionnaire.prisPar(panier, $0.code)) }) { premier, _ in premier }
        for service in panier.services {
            guard let besoin = questionnaire.besoin(service.besoin) else { continue }
            let avecMachine = min(service.quantite, pris[service.besoin] ?? 0)
            pris[service.besoin, default: 0] -= avecMachine
            for (nombre, machine) in [(service.quantite - avecMachine, false), (avecMachine, true)] where nombre > 0 {
                restes[service.article, default: []].append(Usage(besoin: besoin, avecMachine: machine, quantite: nombre))
            }
        }
    }

    mutating func prendre(_ article: String, _ pieces: Int) -> [Usage] {
        var (pris, libres): ([Usage], Int) = ([], pieces)
        restes[article] = restes[article]?.compactMap { usage in
            let nombre = min(usage.quantite, libres)
            guard nombre > 0 else { return usage }
            libres -= nombre
            pris.append(Usage(besoin: usage.besoin, avecMachine: usage.avecMachine, quantite: nombre))
            return usage.quantite > nombre
                ? Usage(besoin: usage.besoin, avecMachine: usage.avecMachine, quantite: usage.quantite - nombre) : nil
        }
        return pris
    }
}

extension PanierPropose.LigneKits {
    public var titre: String { quantite == 1 ? kit.kit.nom : "\(quantite)\u{A0}× \(kit.kit.nom)" }
}
extension PanierPropose.LigneArticle {
    public var titre: String { quantite == 1 ? article.libelle : "\(quantite)\u{A0}× \(article.libelle)" }
}
extension PropositionBesoins.Couverture {
    fileprivate var nom: String { manque == 1 ? besoin.nom.sansArticle : besoin.pluriel }
}

extension String {
    fileprivate var capitale: String { prefix(1).uppercased() + dropFirst() }
    /// «un scanner» → «scanner».
    fileprivate var sansArticle: String {
        for article in ["un ", "une ", "des "] where hasPrefix(article) { return String(dropFirst(article.count)) }
        return self
    }
}

extension Money {
    /// Rounded up to ten euros: enough is said, never too little.
    fileprivate var centaines: String { Money(cents: (cents + 999) / 1_000 * 1_000).frenchEuros }
}
