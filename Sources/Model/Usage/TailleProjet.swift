public import Foundation

/// The size of a project by its cost HT, in the five bands between which observed rates differ.
public enum TailleProjet: String, Codable, Sendable, CaseIterable {
    case moinsDe1500 = "moins_de_1500"
    case moinsDe5000 = "moins_de_5000"
    case moinsDe20000 = "moins_de_20000"
    case moinsDe100000 = "moins_de_100000"
    case plus = "100000_et_plus"

    /// - Parameter coutHT: exact euros, as published awards have them.
    public init(coutHT: Decimal) {
        self = Self.allCases[Self.seuilsHT.count { $0.exact <= coutHT }]
    }

    /// In centimes: a page asks it for thousands of kits.
    public init(coutHT: Money) {
        self =
            switch coutHT {
            case ..<Self.seuilsHT[0]: .moinsDe1500
            case ..<Self.seuilsHT[1]: .moinsDe5000
            case ..<Self.seuilsHT[2]: .moinsDe20000
            case ..<Self.seuilsHT[3]: .moinsDe100000
            default: .plus
            }
    }

    /// Where one band ends and the next begins, HT.
    public static let seuilsHT: [Money] = [.euros(1_500), .euros(5_000), .euros(20_000), .euros(100_000)]

    /// From 0, the smallest.
    var rang: Int {
        switch self {
        case .moinsDe1500: 0
        case .moinsDe5000: 1
        case .moinsDe20000: 2
        case .moinsDe100000: 3
        case .plus: 4
        }
    }
}
