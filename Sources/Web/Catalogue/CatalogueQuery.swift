import Foundation
import Hummingbird
import Model
import Parcours

/// The filters of the catalogue, as the address carries them: what a visitor keeps, shares and comes back to.
struct CatalogueQuery: Sendable, Hashable {
    var q: String?
    var criteres: [Critere] = []
    var tri = TriCatalogue.pertinence
    /// From 1.
    var page = 1

    /// One need alone: what a link of another page leads to.
    static func besoin(_ besoin: String) -> Self { Self(criteres: [.besoin(besoin)]) }

    var parametres: [(name: String, value: String?)] {
        [("q", q)] + criteres.map { ($0.parametre.nom, $0.parametre.valeur) }
            + [("tri", tri == .pertinence ? nil : tri.rawValue), ("page", page > 1 ? String(page) : nil)]
    }

    /// Another choice begins again at the first page.
    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        copy.page = 1
        change(&copy)
        return copy
    }
}

extension CatalogueQuery {
    /// What cannot be read filters nothing.
    init(_ request: Request) {
        // A form writes a space as `+`.
        let saisie = request.champs
        func textes(_ name: String) -> [String] {
            saisie.toutes(name).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && !$0.utf8.contains(0) }
        }
        let (prix, delai) = (textes("prix_max").first.flatMap { Int64($0) }, textes("delai").first.flatMap { Int($0) })
        var criteres: [Critere] = []
        criteres += textes("type").compactMap(NatureOffre.init).map(Critere.nature)
        criteres += textes("besoin").map(Critere.besoin)
        if let prix, (1...10_000_000).contains(prix) { criteres.append(.prix(.euros(prix))) }
        // The address of before: a box to tick.
        criteres += textes("reconditionne").prefix(1).map { _ in .etat("reconditionné") }
        criteres += textes("etat").map(Critere.etat)
        if let delai, (1...1_000).contains(delai) { criteres.append(.delai(delai)) }
        if !textes("pmr").isEmpty { criteres.append(.pmr) }
        if !textes("itinerant").isEmpty { criteres.append(.itinerant) }
        criteres += textes("concepteur").map(Critere.concepteur)
        // Each criterion takes a pass over the catalogue when nothing is left.
        let choisis = criteres.prefix(24).reduce(into: [Critere]()) { if !$0.contains($1) { $0.append($1) } }
        self.init(
            q: textes("q").first.map { String($0.prefix(100)) }, criteres: choisis,
            tri: textes("tri").first.flatMap(TriCatalogue.init) ?? .pertinence,
            page: textes("page").first.flatMap { Int($0) }.map { min(max($0, 1), 1_000) } ?? 1)
    }
}

extension Critere {
    /// How the address says it.
    var parametre: (nom: String, valeur: String) {
        switch self {
        case .nature(let nature): ("type", nature.rawValue)
        case .besoin(let besoin): ("besoin", besoin)
        case .prix(let montant): ("prix_max", String(montant.cents / 100))
        case .etat(let etat): ("etat", etat)
        case .delai(let jours): ("delai", String(jours))
        case .pmr: ("pmr", "1")
        case .itinerant: ("itinerant", "1")
        case .concepteur(let nom): ("concepteur", nom)
        }
    }

    /// What a person reads.
    var libelle: String {
        switch self {
        case .nature(.kit): "Kits prêts à l’emploi"
        case .nature(.article): "Articles seuls"
        case .besoin(let besoin): besoin.capitale
        case .prix(let montant): "Moins de \(montant.frenchEuros)"
        case .etat("reconditionné"): "Avec du reconditionné"
        case .etat("neuf"): "Tout neuf"
        case .etat("sans objet"): "Service ou abonnement"
        case .etat(let etat): etat.capitale
        case .delai(let jours): "\(jours / 5) semaines au plus"
        case .pmr: "Pensé pour l’accessibilité (PMR)"
        case .itinerant: "Fait pour se déplacer"
        case .concepteur(let nom): nom
        }
    }
}

extension GroupeCriteres {
    /// - Parameter apresAides: prices are what the commune would pay.
    func titre(apresAides: Bool) -> String {
        switch self {
        case .nature: "Kits ou articles"
        case .besoin: "Besoin"
        case .prix: apresAides ? "Reste à payer, aides déduites" : "Prix TTC"
        case .etat: "Neuf ou reconditionné"
        case .delai: "Délai de livraison"
        case .pmr: "Accessibilité"
        case .itinerant: "Itinérance"
        case .concepteur: "Concepteur"
        }
    }
}

extension String {
    /// Its first letter in capital: «Mobilier».
    fileprivate var capitale: String { prefix(1).uppercased() + dropFirst() }
}
