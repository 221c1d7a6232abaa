import Model
import Optimisation

/// The arbitration as an integer programme, without the candidates already decided: `x` says who is retained, `y` which communes are
/// served, `e` what is added to a sector's minimal amounts so that it reaches its floor.
struct Modele {
    private(set) var programme = ProgrammeEntier()
    /// Of the free candidates left, by position.
    private(set) var variables: [(position: Int, variable: ProgrammeEntier.Variable)] = []
    /// Rank of each constraint that has a price.
    private(set) var rangBudget = 0
    private(set) var rangsSecteurs: [String: Int] = [:]
    private(set) var rangCommunes: Int?
    private let pas: Int64

    /// - Parameters:
    ///   - decides: who is already known to be retained or left out, by position.
    ///   - auMoins: only programmes worth that many points.
    init(_ probleme: ProblemeProgrammation, decides: [Int: Bool] = [:], auMoins: Int64? = nil) {
        // Whole euros when every amount is: small coefficients keep GLPK's floating point far from its tolerances.
        pas = Self.pasCommun(probleme)
        var (retenus, libres): ([Int], [Int]) = ([], [])
        for (position, candidat) in probleme.candidats.enumerated() where candidat.estPossible {
            switch candidat.sort == .force ? true : decides[position] {
            case true?: retenus.append(position)
            case false?: break
            case nil: libres.append(position)
            }
        }
        for position in libres { variables.append((position, programme.variable(0...1))) }
        let rangs = Dictionary(uniqueKeysWithValues: variables.map { ($0.position, $0.variable) })
        func terme(_ position: Int, _ montant: Money) -> ProgrammeEntier.Terme? {
            rangs[position].map { .init(montant.cents / pas, $0) }
        }
        let candidats = probleme.candidats
        let deja = retenus.reduce(Int64(0)) { $0 + candidats[$1].minimum.cents }
        var budget = libres.compactMap { terme($0, candidats[$0].minimum) }
        var planchers: [(secteur: String, termes: [ProgrammeEntier.Terme], plancher: Int64)] = []
        for (secteur, plancher) in probleme.planchers.sorted(by: { $0.key < $1.key }) where plancher > .zero {
            let (fixes, siens) = (
                retenus.filter { candidats[$0].secteur == secteur }, libres.filter { candidats[$0].secteur == secteur }
            )
            let acquis = fixes.reduce(Int64(0)) { $0 + candidats[$1].minimum.cents }
            var termes = siens.compactMap { terme($0, candidats[$0].minimum) }
            let marge = fixes.reduce(Int64(0)) { $0 + candidats[$1].maximum.cents - candidats[$1].minimum.cents }
            let marges = siens.compactMap { terme($0, candidats[$0].maximum - candidats[$0].minimum) }.filter { $0.coefficient > 0 }
            if marge > 0 || !marges.isEmpty {
                let complement = programme.variable(0...Self.plafond(plancher.cents, pas))
                termes.append(.init(1, complement))
                budget.append(.init(1, complement))
                programme.contraindre([.init(1, complement)] + marges.map { .init(-$0.coefficient, $0.variable) }, .auPlus(marge / pas))
            }
            planchers.append((secteur, termes, Self.plafond(plancher.cents - acquis, pas)))
        }
        rangBudget = programme.nombreDeContraintes
        programme.contraindre(budget, .auPlus((probleme.budget.cents - deja) / pas))
        for (secteur, termes, plancher) in planchers {
            rangsSecteurs[secteur] = programme.nombreDeContraintes
            programme.contraindre(termes, .auMoins(plancher))
        }
        communes(probleme, retenus, libres, rangs)
        let points = libres.compactMap { position in rangs[position].map { ProgrammeEntier.Terme(candidats[position].points, $0) } }
        if let auMoins {
            programme.contraindre(points, .auMoins(auMoins - retenus.reduce(Int64(0)) { $0 + candidats[$1].points }))
        }
        programme.objectifs = [.maximiser(points)]
    }

    private mutating func communes(
        _ probleme: ProblemeProgrammation, _ retenus: [Int], _ libres: [Int], _ rangs: [Int: ProgrammeEntier.Variable]
    ) {
        let servies = Set(retenus.map { probleme.candidats[$0].commune })
        let manquent = probleme.communesMin - servies.count
        guard manquent > 0 else { return }
        let autres = Dictionary(grouping: libres.filter { !servies.contains(probleme.candidats[$0].commune) }) {
            probleme.candidats[$0].commune
        }
        var termes: [ProgrammeEntier.Terme] = []
        for (_, positions) in autres.sorted(by: { $0.key < $1.key }) {
            let siennes = positions.compactMap { rangs[$0] }
            // A commune with one demand is served when it is retained: no unknown of its own.
            guard siennes.count > 1 else {
                termes += siennes.map { .init(1, $0) }
                continue
            }
            let servie = programme.variable(0...1)
            programme.contraindre([.init(1, servie)] + siennes.map { .init(-1, $0) }, .auPlus(0))
            termes.append(.init(1, servie))
        }
        rangCommunes = programme.nombreDeContraintes
        programme.contraindre(termes, .auMoins(Int64(manquent)))
    }

    /// The prices of the linear relaxation, brought to whole numbers; any would do for a true bound.
    func prix() -> BorneLagrange.Prix? {
        guard let duales = programme.prixDeLaRelaxation() else { return nil }
        func entier(_ valeur: Double) -> Int128 {
            let brut = abs(valeur) * Double(BorneLagrange.unite)
            return brut.isFinite && brut < 1e30 ? Int128(brut.rounded()) : 0
        }
        var prix = BorneLagrange.Prix()
        prix.budget = entier(max(0, duales[rangBudget])) / Int128(pas)
        for (secteur, rang) in rangsSecteurs { prix.secteurs[secteur] = entier(min(0, duales[rang])) / Int128(pas) }
        if let rangCommunes { prix.communes = entier(min(0, duales[rangCommunes])) }
        return prix
    }

    private static func plafond(_ centimes: Int64, _ pas: Int64) -> Int64 { centimes <= 0 ? 0 : (centimes + pas - 1) / pas }

    /// 100 when nothing in a programme can be other than whole euros.
    private static func pasCommun(_ probleme: ProblemeProgrammation) -> Int64 {
        let possibles = probleme.candidats.filter(\.estPossible)
        guard possibles.allSatisfy({ $0.minimum.cents % 100 == 0 && $0.maximum.cents % 100 == 0 }) else { return 1 }
        let sansComplement = probleme.planchers.isEmpty || possibles.allSatisfy { $0.minimum == $0.maximum }
        return probleme.grain == 100 || sansComplement ? 100 : 1
    }
}
