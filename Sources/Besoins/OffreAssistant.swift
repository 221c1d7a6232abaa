public import Model

/// What may be bought on one day: kits with all their prices, and articles alone. In the order of their codes.
public struct OffreAssistant: Sendable {
    public let kits: [KitChiffre]
    public let articles: [ArticleOffert]

    public init(kits: [KitChiffre], articles: [ArticleOffert]) {
        self.kits = kits.filter { !$0.estPartiel }.sorted { $0.kit.code < $1.kit.code }
        self.articles = articles.sorted { $0.code < $1.code }
    }

    /// What may serve these needs. The rules that leave something out, all read from the answers:
    /// - everything must travel: only kits made for it;
    /// - the town hall's own equipment is not asked for: not the kits made for it, which would change the kind of the project and hence the aids;
    /// - all that may be refurbished must be: no new computer where a refurbished one meets the same need, nor a kit that holds one;
    /// - of two articles that meet the same needs and count alike (state, VAT, section, family), the cheaper ones, as many as
    ///   their bounds ask: Trousse never makes anyone buy the dearer of two to cross a floor of expense. At one price, the first code.
    func utile(_ besoins: [BesoinDemande], voyage: Bool, mairie: Bool, toutReemploi: Bool) -> OffreAssistant {
        func sert(_ code: String, _ fonction: String?) -> Set<String> {
            Set(besoins.lazy.map(\.besoin).filter { $0.accepte(article: code, fonction: fonction) }.map(\.code))
        }
        let servis = Dictionary(articles.map { ($0.code, sert($0.code, $0.fonction)) }) { first, _ in first }
        let utiles = articles.filter { servis[$0.code] != [] }
        let reemployes = utiles.filter { $0.estReconditionne && $0.estInformatique }.map { servis[$0.code] ?? [] }
        func estEvitable(_ code: String, _ fonction: String?) -> Bool {
            let servis = sert(code, fonction)
            return !servis.isEmpty && reemployes.contains { $0.isSuperset(of: servis) }
        }
        let admis = utiles.filter { article in
            !toutReemploi || article.estReconditionne || !article.estInformatique || !estEvitable(article.code, article.fonction)
        }
        var classes: [ClasseArticle: [ArticleOffert]] = [:]
        for article in admis { classes[ClasseArticle(article, sert: servis[article.code] ?? []), default: []].append(article) }
        let pieces = besoins.map(\.quantite).reduce(0, +) + Modele.accompagnesAuPlus
        let meilleurs = classes.values.flatMap { articles in
            var libres = pieces
            return articles.sorted { ($0.prix, $0.code) < ($1.prix, $1.code) }.prefix { article in
                defer { libres -= article.quantiteMax }
                return libres > 0
            }
        }
        let kits = kits.filter { kit in
            guard !voyage || kit.kit.itinerant, mairie || NatureProjet(besoins: [kit.kit.besoin]) != .mairie else { return false }
            if toutReemploi, kit.base.contains(where: { $0.estNeufInformatique && estEvitable($0.articleCode, $0.fonction) }) {
                return false
            }
            return kit.base.contains { !sert($0.articleCode, $0.fonction).isEmpty }
        }
        return OffreAssistant(kits: kits, articles: meilleurs)
    }
}

/// Articles between which only the price tells.
private struct ClasseArticle: Hashable {
    let sert: Set<String>
    let article: String?
    let etat: String
    let agec: String?
    let tva: Rate
    let section: Section
    let eligible: Eligibilite500
    let bornes: ClosedRange<Int>

    init(_ article: ArticleOffert, sert: Set<String>) {
        self.sert = sert
        // What carries others, or is carried in a case, is a choice of its own: its weight counts.
        self.article = article.contenant != nil ? article.code : nil
        (etat, agec, tva, section) = (article.etat, article.familleAgec, article.tauxTva, article.section)
        (eligible, bornes) = (article.eligible, article.quantiteMin...article.quantiteMax)
    }
}

extension LigneKit {
    var estNeufInformatique: Bool { familleAgec == "informatique" && etat != "reconditionné" }
}
