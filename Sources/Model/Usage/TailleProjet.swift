public import Foundation

/// The size of a project by its cost HT, in the five bands between which observed rates differ.
public enum TailleProjet: String, Codable, Sendable, CaseIterable {
    case moinsDe1500 = "moins_de_1500"
    case moinsDe5000 = "moins_de_5000"
    case moinsDe20000 = "moins_de_20000"
    case moinsDe100000 = "moins_de_100000"
    case plus = "100000_et_plus"

    /// - Parameter coutHT: exact euros.
    public init(coutHT: Decimal) {
        self =
            coutHT < 1_500
            ? .moinsDe1500
            : coutHT < 5_000 ? .moinsDe5000 : coutHT < 20_000 ? .moinsDe20000 : coutHT < 100_000 ? .moinsDe100000 : .plus
    }

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
