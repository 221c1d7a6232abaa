import Foundation
public import Model
public import Postgres
public import Store
import Synchronization

/// Everything on offer at the prices of one day: kits, then articles, each in the order of its codes.
///
/// PostgreSQL says what answers the words, and in which order; filters and their counts are made here, in one pass, because the price after
/// aids is known to the planner alone and every count depends on every other criterion.
public struct CatalogueDuJour: Sendable {
    public let date: LocalDate
    public let kits: [KitChiffre]
    public let articles: [ArticleTrouve]
    private let traits: [Traits]
    private let rangByCode: [String: Int]
    /// Needs and designers, by their place in the masks of `Traits`; the most frequent are kept when there are more than 64.
    private let besoins: [String]
    private let concepteurs: [String]
    private let etats: [String]
    /// Place of each by its name.
    private let alphabet: [Int]
    private let codes: [String]
    private let prixConnus = PrixParPorteur()
    private let reponses = ReponsesDuJour()

    init(date: LocalDate, kits: [KitChiffre], articles: [ArticleTrouve]) {
        (self.date, self.kits, self.articles) = (date, kits, articles)
        let besoins = Self.frequents(kits.map(\.kit.besoin) + articles.flatMap(\.besoins))
        let concepteurs = Self.frequents(kits.compactMap(\.kit.concepteur))
        let etats = Self.frequents(kits.map(\.etat) + articles.map(\.etat))
        (self.besoins, self.concepteurs, self.etats) = (besoins, concepteurs, etats)
        traits =
            kits.map { kit in
                Traits(
                    nature: 1, besoins: Self.masque([kit.kit.besoin], besoins), etats: Self.masque([kit.etat], etats),
                    concepteurs: Self.masque([kit.kit.concepteur].compactMap(\.self), concepteurs), pmr: kit.base.contains(where: \.pmr),
                    itinerant: kit.kit.itinerant, delai: kit.delaiJoursOuvres ?? .max, ttc: kit.totalTTC.cents)
            }
            + articles.map { article in
                Traits(
                    nature: 2, besoins: Self.masque(article.besoins, besoins), etats: Self.masque([article.etat], etats), concepteurs: 0,
                    pmr: article.pmr, itinerant: article.itinerant, delai: article.delaiJoursOuvres ?? .max, ttc: article.ttc?.cents ?? .max
                )
            }
        let codes = kits.map(\.kit.code) + articles.map(\.code)
        self.codes = codes
        rangByCode = Dictionary(codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let noms = (kits.map(\.kit.nom) + articles.map(\.libelle)).map {
            $0.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: Locale(identifier: "fr_FR"))
        }
        var alphabet = [Int](repeating: 0, count: noms.count)
        for (place, rang) in noms.indices.sorted(by: { (noms[$0], $0) < (noms[$1], $1) }).enumerated() { alphabet[rang] = place }
        self.alphabet = alphabet
    }

    public func offre(_ code: String) -> Offre? { rangByCode[code].map(offre) }

    /// What the database answers to these words. Paging, sorting and each filter ask the same words again: their answer is kept.
    public func chercher(_ texte: String, in tx: Transaction) async throws -> OffresTrouvees {
        if let connues = reponses.connues(texte) { return connues }
        let reponse = try await ReponseRecherche.chercher(texte, in: tx)
        let trouvees = OffresTrouvees(reponse: reponse, rangs: reponse.codes.compactMap { rangByCode[$0] })
        reponses.garder(trouvees, texte)
        return trouvees
    }

    /// What answers, counted and sorted.
    /// - Parameters:
    ///   - restes: what each kit leaves to the commune, by code; a kit that is not there counts for its price TTC.
    ///   - porteur: whose they are, once they are all there: its prices are then laid out once a day.
    ///   - compterLesPrix: false while some of them are not computed yet: a count is exact or absent.
    public func selection(
        _ demande: DemandeCatalogue, restes: [String: Money] = [:], pour porteur: Porteur? = nil, compterLesPrix: Bool = true
    ) -> SelectionCatalogue {
        let rangs = demande.trouvees?.rangs ?? Array(traits.indices)
        let prix = compterLesPrix ? prixConnus.prix(porteur) { etaler(restes) } : etaler(restes)
        var compte = Compte(besoins: besoins.count, etats: etats.count, concepteurs: concepteurs.count)
        let filtre = filtre(demande.criteres)
        var retenus = filtre.parcourir(rangs, traits, prix, &compte)
        let kits = retenus.count { $0 < self.kits.count }
        trier(&retenus, demande.tri, prix)
        let sans = retenus.isEmpty && !rangs.isEmpty ? sansChacun(demande.criteres, rangs, prix) : []
        return SelectionCatalogue(
            offres: retenus.dropFirst(demande.apres).prefix(demande.taille).map(offre), total: retenus.count, kits: kits,
            facettes: facettes(compte, demande.criteres, compterLesPrix: compterLesPrix), sans: sans)
    }

    /// How much each criterion alone takes away.
    private func sansChacun(_ criteres: [Critere], _ rangs: [Int], _ prix: [Int64]) -> [(critere: Critere, nombre: Int)] {
        var sans: [(critere: Critere, nombre: Int)] = []
        for critere in criteres {
            var ignore = Compte(besoins: besoins.count, etats: etats.count, concepteurs: concepteurs.count)
            let autres = filtre(criteres.filter { $0 != critere })
            let nombre = autres.parcourir(rangs, traits, prix, &ignore).count
            if nombre > 0 { sans.append((critere, nombre)) }
        }
        return sans
    }

    private func offre(_ rang: Int) -> Offre { rang < kits.count ? .kit(kits[rang]) : .article(articles[rang - kits.count]) }

    private func etaler(_ restes: [String: Money]) -> [Int64] {
        var prix = traits.map(\.ttc)
        if !restes.isEmpty {
            for rang in kits.indices { if let reste = restes[codes[rang]] { prix[rang] = reste.cents } }
        }
        return prix
    }

    private func trier(_ rangs: inout [Int], _ tri: TriCatalogue, _ prix: [Int64]) {
        // One number holds the key and, among equals, the place of before: ten thousand are sorted while a page waits.
        func parCle(_ cle: (Int) -> Int) {
            var places = rangs.indices.map { UInt64(min(max(cle(rangs[$0]), 0), 1 << 43 - 1)) << 20 | UInt64($0) }
            places.sort()
            rangs = places.map { rangs[Int($0 & (1 << 20 - 1))] }
        }
        switch tri {
        case .pertinence: break
        case .prix: parCle { Int(prix[$0]) }
        case .delai: parCle { traits[$0].delai }
        case .nom: parCle { alphabet[$0] }
        }
    }

    private func filtre(_ criteres: [Critere]) -> Filtre {
        var filtre = Filtre()
        for critere in criteres {
            switch critere {
            case .nature(let nature): filtre.natures |= nature == .kit ? 1 : 2
            case .besoin(let besoin): filtre.besoins = (filtre.besoins ?? 0) | Self.masque([besoin], besoins)
            case .etat(let etat): filtre.etats = (filtre.etats ?? 0) | Self.masque([etat], etats)
            case .concepteur(let nom): filtre.concepteurs = (filtre.concepteurs ?? 0) | Self.masque([nom], concepteurs)
            case .prix(let montant): filtre.prixMax = montant.cents
            case .delai(let jours): filtre.delaiMax = jours
            case .pmr: filtre.pmr = true
            case .itinerant: filtre.itinerant = true
            }
        }
        return filtre
    }

    private func facettes(_ compte: Compte, _ criteres: [Critere], compterLesPrix: Bool) -> [Facette] {
        GroupeCriteres.allCases.compactMap { groupe in
            let valeurs: [(Critere, Int)] =
                switch groupe {
                case .nature: [(.nature(.kit), compte.natures[1]), (.nature(.article), compte.natures[2])]
                case .besoin: zip(besoins, compte.besoins).map { (.besoin($0), $1) }
                case .prix: compterLesPrix ? zip(Compte.prix, compte.prix).map { (.prix(Money(cents: $0)), $1) } : []
                case .etat: zip(etats, compte.etats).map { (.etat($0), $1) }
                case .delai: zip(Compte.delais, compte.delais).map { (.delai($0), $1) }
                case .pmr: [(.pmr, compte.pmr)]
                case .itinerant: [(.itinerant, compte.itinerant)]
                case .concepteur: zip(concepteurs, compte.concepteurs).map { (.concepteur($0), $1) }
                }
            let utiles = valeurs.map { Facette.Valeur(critere: $0, nombre: $1, estChoisie: criteres.contains($0)) }
                .filter { $0.nombre > 0 || $0.estChoisie }
            return utiles.isEmpty ? nil : Facette(groupe: groupe, valeurs: utiles)
        }
    }

    private static func masque(_ valeurs: [String], _ connues: [String]) -> UInt64 {
        valeurs.reduce(0) { masque, valeur in connues.firstIndex(of: valeur).map { masque | 1 << UInt64($0) } ?? masque }
    }

    /// The most frequent first.
    private static func frequents(_ valeurs: [String]) -> [String] {
        let nombres = Dictionary(valeurs.map { ($0, 1) }, uniquingKeysWith: +)
        return Array(nombres.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key).prefix(64))
    }
}

/// What answers some words among the offers of one day.
public struct OffresTrouvees: Sendable {
    public let reponse: ReponseRecherche
    /// Best first.
    let rangs: [Int]
}

/// Answers to the words of one catalogue and one day; forgotten together when they hold too much.
private final class ReponsesDuJour: Sendable {
    private struct Kept {
        var trouvees: [String: OffresTrouvees] = [:]
        var poids = 0
    }
    /// Offers in all the answers together: about ten megabytes.
    private static let auPlus = 250_000
    private let kept = Mutex(Kept())

    func connues(_ texte: String) -> OffresTrouvees? { kept.withLock { $0.trouvees[texte] } }

    func garder(_ trouvees: OffresTrouvees, _ texte: String) {
        // An answer that finds nothing is held too: it has a weight.
        let poids = trouvees.rangs.count + 16
        kept.withLock { kept in
            if kept.poids + poids > Self.auPlus { kept = Kept() }
            if kept.trouvees.updateValue(trouvees, forKey: texte) == nil { kept.poids += poids }
        }
    }
}

/// Prices of every offer for the porteurs who look, one catalogue and one day long; forgotten together when they are many.
private final class PrixParPorteur: Sendable {
    private static let auPlus = 64
    private let kept = Mutex<[Porteur: [Int64]]>([:])

    /// Of nobody in particular, they are laid out each time.
    func prix(_ porteur: Porteur?, _ calculer: () -> [Int64]) -> [Int64] {
        guard let porteur else { return calculer() }
        if let connus = kept.withLock({ $0[porteur] }) { return connus }
        let neufs = calculer()
        kept.withLock { kept in
            if kept.count >= Self.auPlus { kept.removeAll() }
            kept[porteur] = neufs
        }
        return neufs
    }
}

extension KitChiffre {
    /// Some of its equipment was used before: what a buyer looks for, whatever the share.
    fileprivate var etat: String { base.contains { $0.etat == "reconditionné" } ? "reconditionné" : "neuf" }
}
