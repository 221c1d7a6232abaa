import Model

/// When the money of each funder comes after the suppliers are paid: what «soonest» is counted with.
struct Delais {
    /// Beyond this number of days a centime received is worth nothing more than one never received: past the year of the FCTVA.
    static let horizon: Int64 = 1_826
    /// Shares in percent and their days after the payment (negative: an advance that came before).
    private let versements: [String: [(part: Int64, jours: Int64)]]

    init(_ versements: [String: [(part: Int64, jours: Int64)]]) { self.versements = versements }

    /// What one centime is worth, in percents × days before the horizon.
    func valeur(_ code: String) -> Int64 {
        versements[code, default: [(100, 90)]].reduce(0) { $0 + $1.part * max(0, Self.horizon - $1.jours) }
    }
}
