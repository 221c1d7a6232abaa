import Model

/// One way to fund the project, with what it is worth on every count: the lower, the better.
struct Essai {
    let repartition: Repartition
    let objectif: Objectif
    /// Remaining cost (up to a constant), files, uncertainties, money advanced in months of the whole cost.
    let comptes: [Int128]

    /// At least as good everywhere, and not the same.
    func domine(_ autre: Essai) -> Bool {
        comptes != autre.comptes && zip(comptes, autre.comptes).allSatisfy { $0 <= $1 }
    }
}

extension Recherche {
    /// The Pareto front: what no other way beats on cost, files, sureness and date of the money at once. Every set of dispositifs is tried at
    /// the usual rates, filled for the cost and filled for the date, and at the rates that are sure.
    /// - Parameter cout: TTC, what a month of advance is counted in.
    func front(cout: Money) -> [Essai] {
        var essais: [Essai] = []
        var vus: Set<Repartition> = []
        func essayer(_ offre: Recherche, _ objectif: Objectif, _ indices: [Int]) {
            guard let repartition = offre.partage(indices, objectif).meilleur(indices), vus.insert(repartition).inserted else { return }
            essais.append(Essai(repartition: repartition, objectif: objectif, comptes: comptes(repartition, cout)))
        }
        let surs = surs()
        chaqueEnsemble { indices in
            essayer(self, .resteACharge, indices)
            // Private money comes whole at the end: it is weighed against the date only when the date is the objective.
            if indices.allSatisfy({ candidats[$0].estPublic }) { essayer(self, .plusTot, indices) }
            essayer(surs, .plusSur, indices)
        }
        return essais.filter { essai in !essais.contains { $0.domine(essai) } }
            .sorted {
                $0.comptes != $1.comptes
                    ? $0.comptes.lexicographicallyPrecedes($1.comptes)
                    : $0.repartition.demandes.lexicographicallyPrecedes($1.repartition.demandes)
            }
    }

    func comptes(_ repartition: Repartition, _ cout: Money) -> [Int128] {
        let mois = max(1, Int128(cout.cents)) * 100 * 30
        return [
            -gain(repartition), Int128(repartition.dossiers), Int128(incertitudes(repartition)), -(promptitude(repartition) / mois),
        ]
    }
}
