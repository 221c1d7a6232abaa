/// What an import of the catalogue would change, for who decides it: articles field by field, prices old and new, kits and their versions.
public struct ChangementsCatalogue: Codable, Sendable, Hashable {
    /// An article or a kit, named.
    public struct Objet: Codable, Sendable, Hashable {
        public let code: String
        public let libelle: String
        public init(code: String, libelle: String) { (self.code, self.libelle) = (code, libelle) }
    }

    /// One field, as `Catalog/` or the database has it; nil: empty.
    public struct Champ: Codable, Sendable, Hashable {
        public let champ: String
        public let avant: String?
        public let apres: String?
    }

    /// Fields of one object.
    public struct Modification: Codable, Sendable, Hashable {
        public let objet: Objet
        public let champs: [Champ]
    }

    /// The price that holds from a day; nil: prix non publié.
    public struct ChangementPrix: Codable, Sendable, Hashable {
        public let objet: Objet
        public let du: LocalDate
        public let avant: Prix?
        public let apres: Prix?
        /// Same first day: the amount was wrong, the period is not a new one. The journal keeps the old one.
        public let correction: Bool

        /// Of the reference price, 0.10 for ten percent more; nil without both prices.
        public var evolution: Rate? {
            guard let avant, let apres, avant.ref.cents > 0 else { return nil }
            return (apres.ref - avant.ref).ratio(to: avant.ref)
        }
    }

    /// A kit that takes another version; the old one stays for the dossiers built from it.
    public struct Version: Codable, Sendable, Hashable {
        public let objet: Objet
        public let de: Int
        public let vers: Int
        public let champs: [Champ]
    }

    public internal(set) var articlesAjoutes: [Objet] = []
    public internal(set) var articlesModifies: [Modification] = []
    public internal(set) var articlesRetires: [Objet] = []
    public internal(set) var prix: [ChangementPrix] = []
    /// More recent in the database than in the file: kept.
    public internal(set) var prixGardes: [Objet] = []
    public internal(set) var kitsAjoutes: [Objet] = []
    public internal(set) var kitsModifies: [Modification] = []
    public internal(set) var kitsVersions: [Version] = []
    public internal(set) var kitsRetires: [Objet] = []

    public var estVide: Bool {
        articlesAjoutes.isEmpty && articlesModifies.isEmpty && articlesRetires.isEmpty && prix.isEmpty && kitsAjoutes.isEmpty
            && kitsModifies.isEmpty && kitsVersions.isEmpty && kitsRetires.isEmpty
    }

    /// - Parameters:
    ///   - articles: offered today, with every price known.
    ///   - kits: the versions offered today.
    public init(articles: [Article], kits: [Kit], vers catalogue: Catalogue) {
        let connus = Dictionary(articles.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        for article in catalogue.articles {
            guard let connu = connus[article.code] else {
                articlesAjoutes.append(article.objet)
                continue
            }
            let champs = Self.champs(connu, article, sauf: ["prix", "date_prix", "tarifs"])
            if !champs.isEmpty { articlesModifies.append(Modification(objet: article.objet, champs: champs)) }
            comparerPrix(connu, article)
        }
        articlesRetires = articles.filter { catalogue.article($0.code) == nil }.map(\.objet)
        let offerts = Dictionary(kits.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        for kit in catalogue.kits {
            guard let connu = offerts[kit.code] else {
                kitsAjoutes.append(kit.objet)
                continue
            }
            let champs = Self.champs(connu, kit, sauf: ["lignes", "version"]) + connu.lignesChangees(vers: kit)
            if kit.version != connu.version {
                kitsVersions.append(Version(objet: kit.objet, de: connu.version, vers: kit.version, champs: champs))
            } else if !champs.isEmpty {
                kitsModifies.append(Modification(objet: kit.objet, champs: champs))
            }
        }
        kitsRetires = kits.filter { catalogue.kit($0.code) == nil }.map(\.objet)
    }

    private mutating func comparerPrix(_ connu: Article, _ article: Article) {
        let apres = article.tarifs(apres: connu.tarifs)
        if let garde = apres.last, garde.du > (article.tarifs.last?.du ?? article.datePrix) { prixGardes.append(article.objet) }
        guard apres != connu.tarifs else { return }
        let jours = Set(connu.tarifs.map(\.du)).union(apres.map(\.du)).union(article.tarifs.isEmpty ? [article.datePrix] : []).sorted()
        for jour in jours {
            let (ancien, nouveau) = (connu.prix(le: jour), apres.prix(le: jour))
            guard ancien != nouveau else { continue }
            prix.append(
                ChangementPrix(
                    objet: article.objet, du: jour, avant: ancien, apres: nouveau,
                    correction: connu.tarifs.contains { $0.du == jour }))
        }
    }
}

extension [Tarif] {
    /// The price of a day; nil: none is published.
    public func prix(le jour: LocalDate) -> Prix? { last { $0.du <= jour && ($0.au.map { jour <= $0 } ?? true) }?.prix }
}

extension Article {
    var objet: ChangementsCatalogue.Objet { .init(code: code, libelle: libelle) }
    func prix(le jour: LocalDate) -> Prix? { tarifs.prix(le: jour) }
}

extension Kit {
    var objet: ChangementsCatalogue.Objet { .init(code: code, libelle: nom) }

    /// One field per article whose place in the kit changes: `2`, `option 1`, or nothing.
    func lignesChangees(vers autre: Kit) -> [ChangementsCatalogue.Champ] {
        func contenu(_ kit: Kit) -> [String: String] {
            Dictionary(
                kit.lignes.map { ligne in
                    let remplace = ligne.remplace.isEmpty ? "" : ", à la place de \(ligne.remplace.joined(separator: ", "))"
                    return (ligne.article, (ligne.option ? "option, " : "") + "quantité \(ligne.quantite)\(remplace)")
                }, uniquingKeysWith: { "\($0) ; \($1)" })
        }
        let (avant, apres) = (contenu(self), contenu(autre))
        var champs = Set(avant.keys).union(apres.keys).sorted().filter { avant[$0] != apres[$0] }
            .map { ChangementsCatalogue.Champ(champ: $0, avant: avant[$0], apres: apres[$0]) }
        let memeOrdre = lignes.map(\.article) == autre.lignes.map(\.article)
        if champs.isEmpty, !memeOrdre {
            champs.append(
                .init(
                    champ: "ordre", avant: lignes.map(\.article).joined(separator: ", "),
                    apres: autre.lignes.map(\.article).joined(separator: ", ")))
        }
        return champs
    }
}
