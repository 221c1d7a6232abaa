public import Model

/// What a préfecture has to arbitrate: demands, an envelope, declared criteria. Amounts HT.
public struct ProblemeProgrammation: Sendable, Hashable {
    /// One demand. Its amount, when it is retained, is between `minimum` and `maximum`, both multiples of the grain.
    public struct Candidat: Sendable, Hashable {
        public enum Sort: String, Sendable, Hashable, Codable, CaseIterable { case libre, force, exclu }

        /// Key of the dossier.
        public let cle: Int64
        /// What the declared criteria make it worth, from 0 to a million.
        public let points: Int64
        public let minimum: Money
        public let maximum: Money
        /// Code of the commune served.
        public let commune: String
        /// Arrondissement or intercommunality: what the balance is about.
        public let secteur: String
        public let sort: Sort

        public init(cle: Int64, points: Int64, minimum: Money, maximum: Money, commune: String, secteur: String, sort: Sort = .libre) {
            (self.cle, self.points, self.minimum, self.maximum) = (cle, points, minimum, maximum)
            (self.commune, self.secteur, self.sort) = (commune, secteur, sort)
        }

        /// It can be retained at all: the law leaves an amount.
        var estPossible: Bool { sort != .exclu && minimum > .zero && minimum <= maximum }
    }

    public var candidats: [Candidat]
    /// The most that may be granted, all together.
    public var budget: Money
    /// Smallest step of an amount, in centimes: 1, or 100 where the préfecture writes whole euros.
    public var grain: Int64
    /// Communes that must receive something.
    public var communesMin: Int
    /// The least that each sector must receive.
    public var planchers: [String: Money]

    public init(candidats: [Candidat], budget: Money, grain: Int64 = 1, communesMin: Int = 0, planchers: [String: Money] = [:]) {
        (self.candidats, self.budget, self.grain) = (candidats, budget, grain)
        (self.communesMin, self.planchers) = (communesMin, planchers)
    }
}

/// Who is retained and for how much.
public struct Programme: Sendable, Hashable {
    /// In the order of the candidates; zero for who is not retained.
    public let montants: [Money]
    public let points: Int64
    /// No programme is worth more points, by exact arithmetic.
    public let borne: Int64
    /// Nothing is worth more: the bound is reached, or every other choice was searched.
    public let estOptimal: Bool
    /// Those not retained, the first to enter when the envelope grows first: positions of the candidates.
    public let premiersEcartes: [Int]
    /// Those retained, the first to leave when the envelope shrinks first.
    public let derniersRetenus: [Int]

    public var total: Money { montants.sum() }
    /// How far the bound leaves room above this programme: zero once proven.
    public var ecart: Rate { estOptimal || borne <= 0 ? .zero : Money(cents: borne - points).ratio(to: Money(cents: borne)) }
}

public enum IssueProgrammation: Sendable, Hashable {
    case trouve(Programme)
    /// No programme meets the constraints; which ones cannot be met.
    case impossible(Empechement)
    /// Nothing was found in the time given.
    case sansReponse
}

/// Why no programme exists.
public enum Empechement: Sendable, Hashable {
    /// What is forced costs more than the envelope.
    case forces(cout: Money)
    /// Not even the cheapest demands of that many communes fit.
    case communes(possibles: Int)
    /// The demands of this sector do not reach what it must receive.
    case secteur(String, possible: Money)
    /// Each can be met, not all together.
    case ensemble
}
