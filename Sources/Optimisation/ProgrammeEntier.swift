/// An integer programme: whole unknowns between bounds, linear constraints, goals in their order of importance. Every coefficient is a whole
/// number (centimes, pieces, points), so that an answer can be read again exactly.
public struct ProgrammeEntier: Sendable {
    public struct Variable: Sendable, Hashable {
        let rang: Int
    }

    public struct Terme: Sendable, Hashable {
        public let coefficient: Int64
        public let variable: Variable
        public init(_ coefficient: Int64, _ variable: Variable) { (self.coefficient, self.variable) = (coefficient, variable) }
    }

    public enum Bornes: Sendable, Hashable {
        case auPlus(Int64)
        case auMoins(Int64)
        case egal(Int64)
    }

    public enum Objectif: Sendable, Hashable {
        case maximiser([Terme])
        case minimiser([Terme])

        var termes: [Terme] {
            switch self {
            case .maximiser(let termes), .minimiser(let termes): termes
            }
        }
    }

    struct Contrainte: Sendable {
        let termes: [Terme]
        let bornes: Bornes
    }

    var bornes: [ClosedRange<Int64>] = []
    var contraintes: [Contrainte] = []
    /// The first counts most; a later one only chooses among the best of those before.
    public var objectifs: [Objectif] = []
    /// What chooses between answers that all goals find equal: the most of the first, then of the second… It leaves exactly one.
    public var departage: [Variable] = []

    public init() {}

    public mutating func variable(_ bornes: ClosedRange<Int64>) -> Variable {
        self.bornes.append(bornes)
        return Variable(rang: self.bornes.count - 1)
    }

    /// A variable named twice counts twice.
    public mutating func contraindre(_ termes: [Terme], _ bornes: Bornes) {
        contraintes.append(Contrainte(termes: Self.reduire(termes), bornes: bornes))
    }

    public var nombreDeContraintes: Int { contraintes.count }

    /// Forbids one combination of values, and no other (unknowns at a bound can only leave it one way; the others get one more unknown
    /// for each side).
    public mutating func exclure(_ valeurs: [(variable: Variable, valeur: Int64)]) {
        var ecarts: [Terme] = []
        var seuil: Int64 = 1
        for (variable, valeur) in valeurs {
            let bornes = bornes[variable.rang]
            if bornes.count == 1 { continue }
            switch valeur {
            case bornes.lowerBound:
                ecarts.append(Terme(1, variable))
                seuil += valeur
            case bornes.upperBound:
                ecarts.append(Terme(-1, variable))
                seuil -= valeur
            default:
                let cote = self.variable(0...1)
                let (plus, moins) = (self.variable(0...bornes.upperBound - valeur), self.variable(0...valeur - bornes.lowerBound))
                contraindre([Terme(1, variable), Terme(-1, plus), Terme(1, moins)], .egal(valeur))
                contraindre([Terme(1, plus), Terme(valeur - bornes.upperBound, cote)], .auPlus(0))
                contraindre([Terme(1, moins), Terme(valeur - bornes.lowerBound, cote)], .auPlus(valeur - bornes.lowerBound))
                ecarts += [Terme(1, plus), Terme(1, moins)]
            }
        }
        contraindre(ecarts, .auMoins(seuil))
    }

    /// The upper bound of an unknown.
    public func plusHaut(_ variable: Variable) -> Int64 { bornes[variable.rang].upperBound }

    mutating func fixer(_ variable: Variable, a valeur: Int64) { bornes[variable.rang] = valeur...valeur }

    static func reduire(_ termes: [Terme]) -> [Terme] {
        var sommes: [Int: Int64] = [:]
        for terme in termes { sommes[terme.variable.rang, default: 0] += terme.coefficient }
        return sommes.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { Terme($0.value, Variable(rang: $0.key)) }
    }
}

/// Values that satisfy every constraint, checked one by one in whole numbers.
public struct SolutionEntiere: Sendable, Hashable {
    let valeurs: [Int64]

    public subscript(variable: ProgrammeEntier.Variable) -> Int64 { valeurs[variable.rang] }

    public func valeur(_ termes: [ProgrammeEntier.Terme]) -> Int64 { termes.reduce(0) { $0 + $1.coefficient * self[$1.variable] } }
}

public enum IssueEntiere: Sendable, Hashable {
    /// No other answer is better: the whole tree was searched.
    case optimum(SolutionEntiere)
    /// The best that was found in the time given; a better one may exist.
    case nonProuve(SolutionEntiere)
    /// No answer exists.
    case impossible
    /// Nothing was found in the time given, or nothing that holds in whole numbers.
    case sansReponse
}
