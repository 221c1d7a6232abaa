public import Model

/// What more money would change.
public struct Sensibilite: Sendable, Hashable {
    /// Added to the envelope.
    public let ajout: Money
    public let points: Int64
    /// What more is granted.
    public let accorde: Money
    /// Keys of the dossiers that enter and that leave; none when no programme is worth more points.
    public let entrants: [Int64]
    public let sortants: [Int64]
    public let estProuvee: Bool
}

extension Programmateur {
    /// The same arbitration with more money. Without a point more, nobody enters or leaves: what is added only raises amounts.
    /// - Parameter programme: what was found without the addition.
    public static func sensibilite(
        _ probleme: ProblemeProgrammation, _ programme: Programme, ajout: Money, limite: Duration = .seconds(2)
    ) -> Sensibilite? {
        var agrandi = probleme
        agrandi.budget += ajout
        guard case .trouve(let nouveau) = resoudre(agrandi, limite: limite) else { return nil }
        guard nouveau.points > programme.points else {
            let retenus = Set(programme.montants.indices.filter { programme.montants[$0] > .zero })
            let accorde = agrandi.repartir(retenus).map { $0.sum() - programme.total } ?? .zero
            return Sensibilite(
                ajout: ajout, points: programme.points, accorde: accorde, entrants: [], sortants: [], estProuvee: nouveau.estOptimal)
        }
        let rangs = probleme.candidats.indices
        return Sensibilite(
            ajout: ajout, points: nouveau.points, accorde: nouveau.total - programme.total,
            entrants: rangs.filter { programme.montants[$0] == .zero && nouveau.montants[$0] > .zero }.map { probleme.candidats[$0].cle },
            sortants: rangs.filter { programme.montants[$0] > .zero && nouveau.montants[$0] == .zero }.map { probleme.candidats[$0].cle },
            estProuvee: nouveau.estOptimal)
    }
}
