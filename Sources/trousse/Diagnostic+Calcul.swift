import Optimisation

extension Diagnostic {
    /// Solved for real: the library of integer programmes is there.
    func calcul() -> Constat {
        var programme = ProgrammeEntier()
        let inconnue = programme.variable(0...10)
        programme.contraindre([.init(3, inconnue)], .auPlus(20))
        programme.objectifs = [.maximiser([.init(1, inconnue)])]
        guard case .optimum(let solution) = programme.resoudre(), solution[inconnue] == 6 else {
            return Constat(sujet: "Calcul", etat: "GLPK ne résout pas un programme simple", remede: "apt-get install libglpk40")
        }
        return .bon("Calcul", "GLPK résout")
    }
}
