/// Everything the planner needs besides the demand: the law, the sources of money, the local rules.
public struct Referentiel: Sendable {
    public let parametres: Parametres
    /// By rank.
    public let dispositifs: [Dispositif]
    public let regles: [RegleDepartement]
    /// What real projects were awarded.
    public let usages: Usages
    private let reglesParDepartement: [String: [RegleDepartement]]

    public init(parametres: Parametres, dispositifs: [Dispositif], regles: [RegleDepartement], usages: Usages = .aucun) {
        (self.parametres, self.regles, self.usages) = (parametres, regles, usages)
        self.dispositifs = dispositifs.sorted { ($0.rang, $0.code) < ($1.rang, $1.code) }
        reglesParDepartement = Dictionary(grouping: regles, by: \.departementCode)
    }

    /// Short names by code, as a bar or a column writes them.
    public var nomsCourts: [String: String] { Dictionary(dispositifs.map { ($0.code, $0.nomCourt) }) { $1 } }

    public func dispositif(_ code: String) -> Dispositif? { dispositifs.first { $0.code == code } }

    /// The rule of a département for an exercice: the exact exercice first, then the last one published before it, then the one without.
    /// What was fixed for another year is a hint: its `exercice` tells.
    public func regle(_ dispositif: String, departement: String, exercice: Int) -> RegleDepartement? {
        let candidates = (reglesParDepartement[departement] ?? []).filter { $0.dispositif == dispositif }
        let datees = candidates.filter { ($0.exercice ?? .max) <= exercice }
        return datees.max { ($0.exercice ?? 0) < ($1.exercice ?? 0) } ?? candidates.first { $0.exercice == nil }
    }
}
