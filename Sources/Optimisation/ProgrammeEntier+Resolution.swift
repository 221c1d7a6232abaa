extension ProgrammeEntier {
    /// Solves goal after goal, then the tie-break, each time among the best of those before. It blocks: call it through `FileDeCalcul`.
    ///
    /// - Parameter limite: for everything. Past it, the best known is given as `nonProuve`; a tie-break that is not finished does not take the
    ///   proof away from the goals, but then another machine could give another of the equal answers, so it is `nonProuve` as well.
    /// - Parameter pretraitement: false for amounts in centimes beside counts: GLPK's own preparation may then never end.
    public func resoudre(limite: Duration = .seconds(2), pretraitement: Bool = true) -> IssueEntiere {
        let fin = ContinuousClock.now + limite
        var programme = self
        var derniere: SolutionEntiere?
        for objectif in objectifs.isEmpty ? [.minimiser([])] : objectifs {
            switch programme.etape(objectif, jusqua: fin, pretraitement: pretraitement) {
            case .optimum(let solution):
                derniere = solution
                programme.tenir(objectif, solution)
            case .nonProuve(let solution): return .nonProuve(solution)
            case .impossible: return derniere == nil ? .impossible : .sansReponse
            case .sansReponse: return derniere.map(IssueEntiere.nonProuve) ?? .sansReponse
            }
        }
        guard let derniere else { return .sansReponse }
        return programme.departager(derniere, jusqua: fin, pretraitement: pretraitement)
    }

    /// What one unit of each constraint is worth to the first goal, in the linear relaxation, in the order of `contraindre`: positive where more
    /// helps a maximum. In floating point: good prices for a bound that is then computed exactly, no proof by themselves. nil when nothing
    /// satisfies the relaxation. It blocks, as `resoudre`.
    public func prixDeLaRelaxation(limite: Duration = .seconds(4)) -> [Double]? {
        Glpk.prix(self, objectifs.first ?? .minimiser([]), millisecondes: Int(limite / .milliseconds(1)))
    }

    /// Later goals keep what this one reached.
    private mutating func tenir(_ objectif: Objectif, _ solution: SolutionEntiere) {
        guard !objectif.termes.isEmpty else { return }
        let atteint = solution.valeur(objectif.termes)
        switch objectif {
        case .maximiser(let termes): contraindre(termes, .auMoins(atteint))
        case .minimiser(let termes): contraindre(termes, .auPlus(atteint))
        }
    }

    private func etape(_ objectif: Objectif, jusqua fin: ContinuousClock.Instant, pretraitement: Bool) -> IssueEntiere {
        let reste = ContinuousClock.now.duration(to: fin)
        guard reste > .zero else { return .sansReponse }
        let millisecondes = Int(reste / .milliseconds(1)) + 1
        switch Glpk.resoudre(self, objectif, millisecondes: millisecondes, pretraitement: pretraitement) {
        case .optimum(let valeurs): return verifiee(valeurs).map(IssueEntiere.optimum) ?? .sansReponse
        case .interrompu(let valeurs): return valeurs.flatMap(verifiee).map(IssueEntiere.nonProuve) ?? .sansReponse
        case .impossible: return .impossible
        }
    }

    /// Several unknowns at once, as the digits of one number: their order is kept, and the number stays small enough for a double to tell two
    /// neighbours apart. What is decided becomes a constant, so each step is easier than the one before.
    private func departager(_ depart: SolutionEntiere, jusqua fin: ContinuousClock.Instant, pretraitement: Bool) -> IssueEntiere {
        var (programme, courante) = (self, depart)
        var ouvertes = departage.filter { bornes[$0.rang].count > 1 }[...]
        while !ouvertes.isEmpty {
            var (bloc, poids): ([Variable], Int64) = ([], 1)
            var termes: [Terme] = []
            while let variable = ouvertes.first {
                let base = Int64(bornes[variable.rang].count)
                guard poids * base <= Self.nombreDistinct || bloc.isEmpty else { break }
                (bloc, poids) = (bloc + [variable], poids * base)
                ouvertes.removeFirst()
            }
            var rang = poids
            for variable in bloc {
                rang /= Int64(bornes[variable.rang].count)
                termes.append(Terme(rang, variable))
            }
            guard case .optimum(let solution) = programme.etape(.maximiser(termes), jusqua: fin, pretraitement: pretraitement) else {
                return .nonProuve(courante)
            }
            courante = solution
            for variable in bloc { programme.fixer(variable, a: solution[variable]) }
        }
        return .optimum(courante)
    }

    private static var nombreDistinct: Int64 { 1_000_000 }

    /// The values, when they satisfy every bound and every constraint in whole numbers.
    private func verifiee(_ valeurs: [Int64]) -> SolutionEntiere? {
        let solution = SolutionEntiere(valeurs: valeurs)
        guard zip(bornes, valeurs).allSatisfy({ $0.contains($1) }) else { return nil }
        let tenue = contraintes.allSatisfy { contrainte in
            let valeur = solution.valeur(contrainte.termes)
            return switch contrainte.bornes {
            case .auPlus(let haut): valeur <= haut
            case .auMoins(let bas): valeur >= bas
            case .egal(let exact): valeur == exact
            }
        }
        return tenue ? solution : nil
    }
}
