import HTML
import Model
import Parcours
import Store
import Synchronization

/// The list of kits, each with its price after aids, then the articles that answer the words.
struct CataloguePage: Sendable {
    static let taille = 24

    let query: CatalogueQuery
    let kits: [KitEstime]
    /// There are more beyond this page.
    let deborde: Bool
    let articles: [ArticleTrouve]
    let besoins: [FacetteBesoin]

    var html: HTML {
        group {
            PageHeader(titre: "Quel lieu voulez-vous équiper ?", chapeau: chapeau).html
            SearchBar(
                action: Chemin.catalogue().link, libelle: "Chercher un kit ou un article", valeur: query.q,
                exemple: "Exemple : station d’accueil, imprimante, atelier…", garde: garde
            ).html
            Filtres(libelle: "Filtrer les kits", filtres: filtres).html
            if montres.isEmpty { vide } else { KitCard.liste(montres.map(\.carte)) }
            Pagination(
                precedent: query.page > 1 ? Chemin.catalogue(query.with { $0.page = query.page - 1 }).link : nil,
                suivant: deborde ? Chemin.catalogue(query.with { $0.page = query.page + 1 }).link : nil
            ).html
            if !articles.isEmpty { listeArticles }
        }
    }

    /// After the budget of the commune, aids deducted.
    private var montres: [KitEstime] {
        guard let max = query.prixMax else { return kits }
        return kits.filter { ($0.reste ?? $0.kit.totalTTC) <= .euros(Int64(max)) }
    }

    private var chapeau: String {
        let nombre =
            montres.count == 1
            ? "Un kit prêt à l’emploi." : "\(deborde || query.page > 1 ? "Des" : "\(montres.count)") kits prêts à l’emploi."
        return kits.contains { $0.reste != nil }
            ? nombre + " Les prix sont ceux que votre commune paierait, aides déduites."
            : nombre + " Choisissez votre commune pour voir le prix après aides."
    }

    private var garde: [(nom: String, valeur: String)] {
        query.with { $0.q = nil }.parametres.compactMap { name, value in value.map { (name, $0) } }
    }

    private var filtres: [Filtres.Filtre] {
        besoins.map { besoin in
            let actif = query.besoin == besoin.besoin
            return Filtres.Filtre(
                libelle: besoin.besoin.prefix(1).uppercased() + besoin.besoin.dropFirst(),
                lien: Chemin.catalogue(query.with { $0.besoin = actif ? nil : besoin.besoin }).link, actif: actif,
                nombre: besoin.nombre > 1 ? besoin.nombre : nil)
        } + [
            Filtres.Filtre(
                libelle: "Avec du reconditionné", lien: Chemin.catalogue(query.with { $0.reconditionne.toggle() }).link,
                actif: query.reconditionne),
            Filtres.Filtre(
                libelle: "Moins de 1\u{202F}500\u{A0}€ après aides",
                lien: Chemin.catalogue(query.with { $0.prixMax = $0.prixMax == nil ? 1500 : nil }).link, actif: query.prixMax != nil),
        ]
    }

    private var vide: HTML {
        EmptyState(
            titre: query.q.map { "Rien ne répond à « \($0) »" } ?? "Aucun kit avec ces filtres",
            texte:
                "Essayez un mot plus court (« imprimante », « atelier »), ou retirez un filtre. La carte Aidants Connect n’est pas vendue : elle est fournie après habilitation.",
            action: Bouton.lien("Voir tous les kits", vers: Chemin.catalogue().link, .second)
        ).html
    }

    private var listeArticles: HTML {
        section(.class("pile")) {
            h2 { "Articles" }
            DataTable(
                legende: "Articles qui répondent à la recherche", legendeVisible: false,
                colonnes: [
                    .init("Article", .nom), .init("Famille"), .init("État", .texte, secondaire: true), .init("Prix HT indicatif", .somme),
                ],
                lignes: articles.map { article in
                    [
                        a(.href(Chemin.article(article.code))) { text(article.libelle) }, text(article.famille), text(article.etat),
                        text(article.refCentimes?.french ?? "Sur devis"),
                    ]
                }
            ).html
        }
    }
}

extension KitEstime {
    /// The card of a page of kits.
    var carte: KitCard {
        KitCard(
            nom: kit.kit.nom, phrase: kit.kit.phrase, lien: Chemin.kit(kit.kit.code).link, image: kit.image, etiquettes: kit.etiquettes,
            prix: prix)
    }

    private var prix: KitCard.Prix {
        if kit.estPartiel { return .surDevis(demander: Chemin.kit(kit.kit.code).link) }
        guard let reste else { return .sansCommune(ttc: kit.totalTTC, choisir: Chemin.commune().link) }
        return .apresAides(reste: reste, ttc: kit.totalTTC)
    }
}

extension KitChiffre {
    /// Drawn once: the same kits come back on every page.
    var image: KitPicture {
        if let connu = Self.images.withLock({ $0[kit.code] }), connu.lignes == lignes { return connu.image }
        let image = KitPicture(lignes: base.map { .init(code: $0.articleCode, libelle: $0.libelle, quantite: $0.quantite) })
        Self.images.withLock { $0[kit.code] = (lignes, image) }
        return image
    }

    private static let images = Mutex<[String: (lignes: [LigneKit], image: KitPicture)]>([:])

    /// Refurbished share, delay, provenance: what helps to choose at a glance.
    var etiquettes: [Etiquette] {
        var labels: [Etiquette] = []
        let informatique = base.filter { $0.familleAgec == "informatique" }
        let total = informatique.map { $0.totalHT }.sum()
        let reemploi = informatique.filter { $0.etat == "reconditionné" }.map { $0.totalHT }.sum()
        if total > .zero, reemploi == total { labels.append(Etiquette("100\u{A0}% reconditionné", .bon)) }
        if total > .zero, reemploi > .zero, reemploi < total {
            labels.append(Etiquette("\(reemploi.cents * 100 / total.cents)\u{A0}% reconditionné", .bon))
        }
        if let delai = delaiJoursOuvres { labels.append(Etiquette("Livré en \((delai + 4) / 5) semaines")) }
        if kit.concepteur != nil { labels.append(Etiquette("Pièces de designers", .rare)) }
        return labels
    }
}

extension LigneKit {
    fileprivate var totalHT: Money { prixRef.map { Money(cents: $0.cents * Int64(quantite)) } ?? .zero }
}
