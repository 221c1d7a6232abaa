import HTML
import Model
import Parcours
import Store

/// What answers: kits and articles together when words were typed, best first; else kits, then articles. Each with its price after aids.
struct CataloguePage: Sendable {
    static let taille = 24

    let query: CatalogueQuery
    let selection: SelectionCatalogue
    /// What the words were understood as; nil when none was typed.
    let reponse: ReponseRecherche?
    /// What each kit leaves to the commune; nil when none is chosen.
    let restes: [String: Money]?
    /// What resembles the words, when nothing answers them.
    let proches: [Offre]

    var html: HTML {
        group {
            PageHeader(
                titre: "Quel lieu voulez-vous équiper ?", chapeau: chapeau,
                actions: [Bouton.lien("Dites-moi ce qu’il me faut", vers: Chemin.assistant().link, .second)]
            ).html
            SearchBar(
                action: Chemin.catalogue().link, libelle: "Chercher un kit ou un article", valeur: query.q,
                exemple: "Exemple : station d’accueil, imprimante, atelier…", garde: garde, suggestions: Chemin.suggestions.link
            ).html
            ReponseComprise(query: query, reponse: reponse).html
            if selection.facettes.isEmpty, query.criteres.isEmpty {
                CatalogueVide(query: query, selection: selection, proches: proches.map(carte)).html
            } else {
                div(.class("avec-filtres")) {
                    FacettesCatalogue(query: query, facettes: selection.facettes, apresAides: restes != nil).html
                    resultats
                }
            }
        }
    }

    private var resultats: HTML {
        section(.class("pile", "resultats"), .ariaLabel("Résultats")) {
            div(.class("resume")) {
                p { text(compte) }
                tri
            }
            etiquettes
            if selection.total == 0 {
                CatalogueVide(query: query, selection: selection, proches: proches.map(carte)).html
            } else {
                KitCard.liste(selection.offres.map(carte))
            }
            Pagination(
                precedent: query.page > 1 ? Chemin.catalogue(query.with { $0.page = query.page - 1 }).link : nil,
                suivant: query.page * Self.taille < selection.total
                    ? Chemin.catalogue(query.with { $0.page = query.page + 1 }).link : nil,
                resume: selection.total > Self.taille ? "Page \(query.page) sur \((selection.total + Self.taille - 1) / Self.taille)" : nil
            ).html
        }
    }

    private var chapeau: String {
        restes == nil
            ? "Des kits prêts à l’emploi, et chaque article seul. Choisissez votre commune pour voir le prix après aides."
            : "Des kits prêts à l’emploi, et chaque article seul. Les prix des kits sont ceux que votre commune paierait, aides déduites."
    }

    private var compte: String {
        let articles = selection.total - selection.kits
        let parts = [
            selection.kits > 0 ? "\(selection.kits) kit\(selection.kits > 1 ? "s" : "")" : nil,
            articles > 0 ? "\(articles) article\(articles > 1 ? "s" : "")" : nil,
        ]
        return selection.total == 0 ? "Aucune réponse" : parts.compactMap(\.self).joined(separator: " et ")
    }

    private var garde: [(nom: String, valeur: String)] {
        query.with { $0.q = nil }.parametres.compactMap { name, value in value.map { (name, $0) } }
    }

    private var tri: HTML {
        nav(.class("tri"), .ariaLabel("Trier les résultats")) {
            span { "Trier par" }
            for tri in TriCatalogue.allCases {
                a(.href(Chemin.catalogue(query.with { $0.tri = tri })), .ariaCurrent(tri == query.tri ? "true" : nil)) {
                    text(tri.libelle(avecMots: query.q != nil))
                }
            }
        }
    }

    /// What is asked, each taken away by one click.
    private var etiquettes: HTML {
        guard !query.criteres.isEmpty else { return .empty }
        let choisis = query.criteres.map { critere in
            Filtres.Filtre(
                libelle: critere.libelle, lien: Chemin.catalogue(query.with { $0.criteres = $0.criteres.bascule(critere) }).link,
                actif: true)
        }
        let tous = Filtres.Filtre(libelle: "Tout effacer", lien: Chemin.catalogue(query.with { $0.criteres = [] }).link)
        return Filtres(libelle: "Filtres choisis, un clic retire", filtres: choisis + (choisis.count > 1 ? [tous] : [])).html
    }

    private func carte(_ offre: Offre) -> KitCard {
        switch offre {
        case .kit(let kit): KitEstime(kit: kit, reste: restes?[kit.kit.code]).carte
        case .article(let article): article.carte
        }
    }
}

extension TriCatalogue {
    fileprivate func libelle(avecMots: Bool) -> String {
        switch self {
        case .pertinence: avecMots ? "pertinence" : "catalogue"
        case .prix: "prix"
        case .delai: "délai"
        case .nom: "nom"
        }
    }
}
