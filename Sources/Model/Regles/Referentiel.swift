/// Everything the planner needs besides the demand: the law, the sources of money, the local rules.
public struct Referentiel: Sendable {
    public let parametres: Parametres
    /// By rank.
    public let dispositifs: [Dispositif]
    public let regles: [RegleDepartement]
    private let reglesParDepartement: [String: [RegleDepartement]]

    public init(parametres: Parametres, dispositifs: [Dispositif], regles: [RegleDepartement]) {
        (self.parametres, self.regles) = (parametres, regles)
        self.dispositifs = dispositifs.sorted { ($0.rang, $0.code) < ($1.rang, $1.code) }
        reglesParDepartement = Dictionary(grouping: regles, by: \.departementCode)
    }

    public func dispositif(_ code: String) -> Dispositif? { dispositifs.first { $0.code == code } }

    /// The rule of a département for an exercice: the exact exercice first, then the one without.
    public func regle(_ dispositif: String, departement: String, exercice: Int) -> RegleDepartement? {
        let candidates = reglesParDepartement[departement] ?? []
        return candidates.first { $0.dispositif == dispositif && $0.exercice == exercice }
            ?? candidates.first { $0.dispositif == dispositif && $0.exercice == nil }
    }
}
