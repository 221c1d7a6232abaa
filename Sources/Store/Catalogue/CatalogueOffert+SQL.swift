public import Model
public import Postgres

/// What the catalogue offers today, whole, as the database holds it: what is exported, and what an import is compared with.
public struct CatalogueOffert: Sendable, Hashable {
    /// By code.
    public let articles: [Article]
    public let kits: [Kit]
    public let fonctions: [Fonction]

    public static func lire(in tx: Transaction) async throws -> CatalogueOffert {
        CatalogueOffert(
            articles: try await Article.offerts(in: tx), kits: try await Kit.offerts(in: tx), fonctions: try await Fonction.toutes(in: tx))
    }
}

extension Fonction {
    /// In the order of the file that they come from.
    public static func toutes(in tx: Transaction) async throws -> [Fonction] {
        try await tx.rows("select code, nom, un_suffit from catalogue.fonction order by rang, code")
    }
}

extension Article {
    /// Articles on offer, by code, each with its prices of every day.
    /// - Parameters:
    ///   - apres: the last code of the page before; nil for the first.
    ///   - limite: how many at most; nil for all.
    public static func offerts(apres: String? = nil, limite: Int? = nil, in tx: Transaction) async throws -> [Article] {
        let rows: [ArticleRow] = try await tx.rows(
            """
            select article.code, article.libelle, article.famille, article.besoins, article.etat, article.unite,
                article.taux_tva::text as taux_tva, article.cpv, article.section, article.regle_imputation, article.eligible,
                article.compte_m57, article.compte_m57_abrege, article.compte_si_investissement, article.garantie_mois,
                article.delai_jours_ouvres, article.dimensions, article.accessibilite, article.famille_agec,
                coalesce(article.fonction, '') as fonction, article.puissance_w, article.poids_g, article.pmr, article.contenant,
                article.quantite_min, article.quantite_max, article.nature_donnee, article.remarque, article.date_prix,
                (
                    select coalesce(jsonb_agg(jsonb_build_object(
                        'du', lower(prix.periode), 'au', upper(prix.periode) - 1, 'source', prix.source,
                        'prix', jsonb_build_object('min', prix.min_centimes, 'ref', prix.ref_centimes, 'max', prix.max_centimes)
                    ) order by prix.periode), '[]')
                    from catalogue.article_prix as prix where prix.article_code = article.code
                ) as tarifs
            from catalogue.article
            where article.retire_le is null and (\(apres)::text is null or article.code > \(apres)::text)
            order by article.code
            limit \(limite)::integer
            """)
        return rows.map(\.article)
    }

    /// Every article on offer, by code, a thousand at a time: a long catalogue takes the memory of a short one.
    public static func parPages(in tx: Transaction, _ body: (Article) throws -> Void) async throws {
        var dernier: String?
        while true {
            let page = try await offerts(apres: dernier, limite: 1_000, in: tx)
            for article in page { try body(article) }
            guard page.count == 1_000 else { return }
            dernier = page.last?.code
        }
    }

    /// The first day on which any article on offer had a price; nil when none ever had.
    public static func premierPrix(in tx: Transaction) async throws -> LocalDate? {
        try await tx.value(
            """
            select min(lower(prix.periode))
            from catalogue.article_prix as prix inner join catalogue.article on article.code = prix.article_code
            where article.retire_le is null
            """)
    }
}

extension Kit {
    /// The versions on offer, by code.
    public static func offerts(in tx: Transaction) async throws -> [Kit] {
        let rows: [KitRow] = try await tx.rows("select \(fragment: colonnes) from catalogue.kit where kit.est_courant order by kit.code")
        return rows.map(\.kit)
    }

    /// One version as it was made, on offer or not.
    public static func version(_ version: Int, of code: String, in tx: Transaction) async throws -> Kit? {
        let row: KitRow? = try await tx.first(
            "select \(fragment: colonnes) from catalogue.kit where kit.code = \(code) and kit.version = \(version)")
        return row?.kit
    }

    private static let colonnes: SQL = """
        kit.code, kit.version, kit.nom, kit.phrase, kit.besoin, kit.destinataire, kit.concepteur, kit.licence_plans, kit.fabrication,
        kit.itinerant, kit.nature_donnee, kit.remarque,
        (
            select coalesce(jsonb_agg(jsonb_build_object(
                'article', kit_ligne.article_code, 'quantite', kit_ligne.quantite, 'option', kit_ligne.est_option,
                'remplace', kit_ligne.remplace
            ) order by kit_ligne.rang), '[]')
            from catalogue.kit_ligne where kit_ligne.kit_code = kit.code and kit_ligne.kit_version = kit.version
        ) as lignes
        """
}

private struct ArticleRow: Decodable, Sendable {
    let code: String
    let libelle: String
    let famille: String
    let besoins: [String]
    let etat: String
    let unite: String
    let tauxTva: Rate
    let cpv: String
    let section: Section
    let regleImputation: String
    let eligible: Eligibilite500
    let compteM57: String
    let compteM57Abrege: String
    let compteSiInvestissement: String?
    let garantieMois: Int?
    let delaiJoursOuvres: Int?
    let dimensions: String?
    let accessibilite: String?
    let familleAgec: String?
    let fonction: String
    let puissanceW: Int?
    let poidsG: Int?
    let pmr: Bool
    let contenant: JSONB<Contenant>?
    let quantiteMin: Int
    let quantiteMax: Int
    let natureDonnee: String
    let remarque: String?
    let datePrix: LocalDate?
    let tarifs: JSONB<[Tarif]>

    var article: Article {
        let tarifs = tarifs.value
        return Article(
            code: code, libelle: libelle, famille: famille, besoins: besoins, etat: etat, unite: unite, prix: tarifs.last?.prix,
            // A base imported before this column has its last price to go by.
            datePrix: tarifs.last?.du ?? datePrix ?? .premierJour, tauxTva: tauxTva, cpv: cpv, section: section,
            regleImputation: regleImputation, eligible: eligible, compteM57: compteM57, compteM57Abrege: compteM57Abrege,
            compteSiInvestissement: compteSiInvestissement, garantieMois: garantieMois, delaiJoursOuvres: delaiJoursOuvres,
            dimensions: dimensions, accessibilite: accessibilite, familleAgec: familleAgec, fonction: fonction, puissanceW: puissanceW,
            poidsG: poidsG, pmr: pmr, contenant: contenant?.value, quantiteMin: quantiteMin, quantiteMax: quantiteMax,
            natureDonnee: natureDonnee, remarque: remarque, tarifs: tarifs)
    }
}

extension LocalDate {
    /// Before any price of ours: an article without price or date was imported before dates were kept.
    fileprivate static let premierJour = LocalDate(2020, 1, 1)!
}

private struct KitRow: Decodable, Sendable {
    let code: String
    let version: Int
    let nom: String
    let phrase: String
    let besoin: String
    let destinataire: String
    let concepteur: String?
    let licencePlans: String?
    let fabrication: String?
    let itinerant: Bool
    let natureDonnee: String
    let remarque: String?
    let lignes: JSONB<[Kit.Ligne]>

    var kit: Kit {
        Kit(
            code: code, version: version, nom: nom, phrase: phrase, besoin: besoin, destinataire: destinataire, concepteur: concepteur,
            licencePlans: licencePlans, fabrication: fabrication, itinerant: itinerant, natureDonnee: natureDonnee, remarque: remarque,
            lignes: lignes.value)
    }
}
