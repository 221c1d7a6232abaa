public import Model
public import Store

/// One thing asked of what is shown: criteria of one group widen each other, groups narrow.
public enum Critere: Sendable, Hashable {
    case nature(NatureOffre)
    case besoin(String)
    /// At most, TTC; after aids when a commune is chosen.
    case prix(Money)
    /// «neuf», «reconditionné»…
    case etat(String)
    /// Working days, at most.
    case delai(Int)
    /// Usable by, or made for, a person with reduced mobility or a disability.
    case pmr
    /// Made to go from place to place.
    case itinerant
    case concepteur(String)

    public var groupe: GroupeCriteres {
        switch self {
        case .nature: .nature
        case .besoin: .besoin
        case .prix: .prix
        case .etat: .etat
        case .delai: .delai
        case .pmr: .pmr
        case .itinerant: .itinerant
        case .concepteur: .concepteur
        }
    }
}

public enum GroupeCriteres: Int, Sendable, CaseIterable {
    case nature, besoin, prix, etat, delai, pmr, itinerant, concepteur

    /// A greater price says everything that a smaller one does: only one can be asked.
    public var estUnique: Bool { self == .prix || self == .delai }
}

public enum NatureOffre: String, Sendable, CaseIterable { case kit, article }

/// How what is shown is sorted; ties keep the order of relevance.
public enum TriCatalogue: String, Sendable, CaseIterable { case pertinence, prix, delai, nom }

extension [Critere] {
    /// With this one, or without it when it is there.
    public func bascule(_ critere: Critere) -> [Critere] {
        if contains(critere) { return filter { $0 != critere } }
        return filter { !critere.groupe.estUnique || $0.groupe != critere.groupe } + [critere]
    }
}

/// Criteria of one group that would leave something, each with how many things it would leave.
public struct Facette: Sendable {
    public struct Valeur: Sendable {
        public let critere: Critere
        public let nombre: Int
        public let estChoisie: Bool
    }
    public let groupe: GroupeCriteres
    public let valeurs: [Valeur]
}

/// What a visitor asks: words already searched, criteria, an order, a page.
public struct DemandeCatalogue: Sendable {
    /// What answers the words, best first; nil when no word was typed.
    public var trouvees: OffresTrouvees?
    public var criteres: [Critere]
    public var tri: TriCatalogue
    public var apres: Int
    public var taille: Int
    public init(
        trouvees: OffresTrouvees? = nil, criteres: [Critere] = [], tri: TriCatalogue = .pertinence, apres: Int = 0, taille: Int = 24
    ) {
        (self.trouvees, self.criteres, self.tri, self.apres, self.taille) = (trouvees, criteres, tri, apres, taille)
    }

    /// Nothing can be answered before every price is known.
    public var dependDesPrix: Bool { tri == .prix || criteres.contains { $0.groupe == .prix } }
}

/// One page of what answers.
public struct SelectionCatalogue: Sendable {
    public let offres: [Offre]
    public let total: Int
    public let kits: Int
    public let facettes: [Facette]
    /// When nothing is left: what each criterion alone takes away.
    public let sans: [(critere: Critere, nombre: Int)]

    /// The kits of this page.
    public var kitsMontres: [KitChiffre] {
        offres.compactMap { offre in
            guard case .kit(let kit) = offre else { return nil }
            return kit
        }
    }
}

/// A kit or an article, as it is offered on one day.
public enum Offre: Sendable {
    case kit(KitChiffre)
    case article(ArticleTrouve)

    public var code: String {
        switch self {
        case .kit(let kit): kit.kit.code
        case .article(let article): article.code
        }
    }
    public var nom: String {
        switch self {
        case .kit(let kit): kit.kit.nom
        case .article(let article): article.libelle
        }
    }
}
