/// What filters look at, for one thing on offer; small, so that ten thousand are read in no time.
struct Traits: Sendable {
    /// 1: kit, 2: article.
    let nature: UInt8
    let besoins: UInt64
    let etats: UInt64
    let concepteurs: UInt64
    let pmr: Bool
    let itinerant: Bool
    /// Working days; the greatest when unknown.
    let delai: Int
    /// Centimes TTC; the greatest when the price is not published.
    let ttc: Int64
}

/// Criteria as masks; nil asks nothing, 0 asks for what nothing has.
struct Filtre: Sendable {
    var natures: UInt8 = 0
    var besoins: UInt64?
    var etats: UInt64?
    var concepteurs: UInt64?
    var prixMax: Int64?
    var delaiMax: Int?
    var pmr = false
    var itinerant = false

    /// Those that pass every group, in their order. What fails one group only counts for the values of that group: choosing one of them
    /// would bring it in.
    func parcourir(_ rangs: [Int], _ traits: [Traits], _ prix: [Int64], _ compte: inout Compte) -> [Int] {
        var retenus: [Int] = []
        for rang in rangs {
            let echecs = echecs(traits[rang], prix[rang])
            if echecs == 0 {
                retenus.append(rang)
                compte.ajouter(traits[rang], prix[rang])
            } else if echecs & (echecs - 1) == 0 {
                compte.ajouter(traits[rang], prix[rang], au: GroupeCriteres(rawValue: echecs.trailingZeroBitCount))
            }
        }
        return retenus
    }

    /// One bit a group that is not satisfied, at the place of its raw value.
    private func echecs(_ traits: Traits, _ prix: Int64) -> Int {
        func bit(_ groupe: GroupeCriteres, _ echoue: Bool) -> Int { echoue ? 1 << groupe.rawValue : 0 }
        return bit(.nature, natures != 0 && natures & traits.nature == 0)
            | bit(.besoin, besoins.map { $0 & traits.besoins == 0 } ?? false)
            | bit(.prix, prixMax.map { prix > $0 } ?? false)
            | bit(.etat, etats.map { $0 & traits.etats == 0 } ?? false)
            | bit(.delai, delaiMax.map { traits.delai > $0 } ?? false)
            | bit(.pmr, pmr && !traits.pmr)
            | bit(.itinerant, itinerant && !traits.itinerant)
            | bit(.concepteur, concepteurs.map { $0 & traits.concepteurs == 0 } ?? false)
    }
}

/// How many things each value of each group would leave.
struct Compte {
    /// Round prices, in centimes, and delays in working days, that are offered as filters.
    static let prix: [Int64] = [500, 1_500, 3_000, 5_000].map { $0 * 100 }
    static let delais = [10, 20, 30]

    /// By their number, 1 and 2.
    private(set) var natures = [0, 0, 0]
    private(set) var besoins: [Int]
    private(set) var etats: [Int]
    private(set) var concepteurs: [Int]
    private(set) var prix = [Int](repeating: 0, count: Compte.prix.count)
    private(set) var delais = [Int](repeating: 0, count: Compte.delais.count)
    private(set) var pmr = 0
    private(set) var itinerant = 0

    init(besoins: Int, etats: Int, concepteurs: Int) {
        self.besoins = Array(repeating: 0, count: besoins)
        self.etats = Array(repeating: 0, count: etats)
        self.concepteurs = Array(repeating: 0, count: concepteurs)
    }

    /// Counts it for every group, or for one.
    mutating func ajouter(_ traits: Traits, _ montant: Int64, au groupe: GroupeCriteres? = nil) {
        if groupe == nil || groupe == .nature { natures[Int(traits.nature)] += 1 }
        if groupe == nil || groupe == .besoin { Self.ajouter(traits.besoins, &besoins) }
        if groupe == nil || groupe == .etat { Self.ajouter(traits.etats, &etats) }
        if groupe == nil || groupe == .concepteur { Self.ajouter(traits.concepteurs, &concepteurs) }
        if groupe == nil || groupe == .pmr, traits.pmr { pmr += 1 }
        if groupe == nil || groupe == .itinerant, traits.itinerant { itinerant += 1 }
        if groupe == nil || groupe == .prix {
            for (place, borne) in Self.prix.enumerated() where montant <= borne { prix[place] += 1 }
        }
        if groupe == nil || groupe == .delai {
            for (place, borne) in Self.delais.enumerated() where traits.delai <= borne { delais[place] += 1 }
        }
    }

    private static func ajouter(_ masque: UInt64, _ nombres: inout [Int]) {
        var reste = masque
        while reste != 0 {
            nombres[reste.trailingZeroBitCount] += 1
            reste &= reste - 1
        }
    }
}
