import HTML
import Model
import Parcours
import Store
import Synchronization

/// A kit with what would remain to the commune, TTC; nil when no commune is chosen or some price is missing.
struct KitEstime: Sendable {
    let kit: KitChiffre
    let reste: Money?
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

extension ArticleTrouve {
    /// The card of one article among kits.
    var carte: KitCard {
        KitCard(
            nom: libelle, phrase: famille, lien: Chemin.article(code).link, image: image, etiquettes: etiquettes,
            prix: ttc.map { .article(ttc: $0) } ?? .surDevis(demander: Chemin.article(code).link))
    }

    private var etiquettes: [Etiquette] {
        var labels = [Etiquette("Article seul")]
        if etat == "reconditionné" { labels.append(Etiquette("Reconditionné", .bon)) }
        if etat == "fabrication locale" { labels.append(Etiquette("Fabrication locale", .rare)) }
        return labels
    }

    /// Drawn once a label.
    private var image: KitPicture {
        if let connue = Self.images.withLock({ $0[libelle] }) { return connue }
        let image = KitPicture(lignes: [.init(code: code, libelle: libelle, quantite: 1)])
        // A label changes with an import: what is no longer asked is forgotten with the rest.
        Self.images.withLock { images in
            if images.count >= 20_000 { images = [:] }
            images[libelle] = image
        }
        return image
    }

    private static let images = Mutex<[String: KitPicture]>([:])
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
        if let part = base.partReemploi, part > .zero { labels.append(Etiquette("\(part.pourCentEntier)\u{A0}% reconditionné", .bon)) }
        if let delai = delaiJoursOuvres { labels.append(Etiquette("Livré en \((delai + 4) / 5) semaines")) }
        if kit.concepteur != nil { labels.append(Etiquette("Pièces de designers", .rare)) }
        return labels
    }
}

extension Rate {
    /// Whole per cents, never rounded up: `90` for 90.5 %.
    fileprivate var pourCentEntier: Int64 { Money.euros(1).times(self, .down).cents }
}
