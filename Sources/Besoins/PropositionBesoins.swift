public import Model

/// The assistant's answer: a basket, what it covers, what it leaves out and what one more hundred euros would bring.
public struct PropositionBesoins: Sendable, Hashable {
    public struct Couverture: Sendable, Hashable {
        public let besoin: Questionnaire.Besoin
        public let demande: Int
        public let couvert: Int
        public var manque: Int { demande - couvert }
    }

    public enum Suite: Sendable, Hashable {
        /// Everything is there already.
        case rienNeManque
        /// One hundred euros more bring these pieces, and may take some away.
        case cent(gagne: [Couverture], perdu: [Couverture])
        /// One hundred euros bring nothing; this much is enough for these pieces.
        case ilSuffirait(Money, gagne: [Couverture])
        /// Nothing of the catalogue meets what is missing, or not with the share of refurbished that was wished.
        case rienAuCatalogue
    }

    public let panier: PanierPropose
    /// In the order of the needs, those that were asked alone.
    public let couvertures: [Couverture]
    public let points: Int
    public let pointsPossibles: Int
    public let totalHT: Money
    public let totalTTC: Money
    /// TTC, aids and FCTVA deducted; nil when no commune is known.
    public let resteACharge: Money?
    /// HT: refurbished computers, and all of them.
    public let reemploiHT: Money
    public let informatiqueHT: Money
    public let budget: Money?
    public let baseBudget: ReponsesBesoins.BaseBudget
    /// nil without a budget.
    public let suite: Suite?
    /// The whole tree was searched: no other basket does better by the rule of the assistant.
    public let estProuve: Bool

    public var manques: [Couverture] { couvertures.filter { $0.manque > 0 } }
    public var estComplet: Bool { manques.isEmpty }

    public func couverture(_ besoin: String) -> Couverture? { couvertures.first { $0.besoin.code == besoin } }
}

extension PanierPropose {
    /// Pieces of kits that answer none of the needs asked, by article, in the order of the kits.
    public var enPlus: [(kit: String, article: String, libelle: String, quantite: Int)] {
        var servis = Dictionary(services.map { ($0.article, $0.quantite) }) { $0 + $1 }
        // A loose article was bought for its needs: it serves first.
        for ligne in articles { servis[ligne.article.code, default: 0] -= ligne.quantite }
        return kits.flatMap { ligne in
            ligne.kit.base.compactMap { piece in
                let total = piece.quantite * ligne.quantite
                let pris = min(total, max(0, servis[piece.articleCode] ?? 0))
                servis[piece.articleCode, default: 0] -= pris
                return total > pris ? (ligne.kit.kit.code, piece.articleCode, piece.libelle, total - pris) : nil
            }
        }
    }
}
