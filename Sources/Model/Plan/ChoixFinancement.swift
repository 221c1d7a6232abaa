/// What a porteur chose for the plan of a project: what the plan is to be best at, whom it asks, what is already obtained.
public struct ChoixFinancement: Sendable, Hashable, Codable {
    public var objectif: Objectif
    /// Those asked, with the bounds that the porteur knows, and those obtained; a dispositif that is not here is not asked.
    public var financeurs: [Financeur]

    public init(objectif: Objectif, financeurs: [Financeur]) { (self.objectif, self.financeurs) = (objectif, financeurs) }

    /// The choices that a plan follows: its dispositifs and its objective.
    /// - Parameter connus: what was said of them before; the bounds of a rate and the amounts obtained are kept.
    public init(_ plan: Plan, connus: [Financeur] = []) {
        let demandes = plan.financements.filter { $0.statut == .demande && $0.montant > .zero }.map { part in
            connus.first { $0.dispositif == part.dispositif && $0.statut == .demande }
                ?? Financeur(dispositif: part.dispositif, statut: .demande, estPublic: part.estPublic)
        }
        self.init(objectif: plan.objectif ?? .resteACharge, financeurs: demandes + connus.filter { $0.statut == .acquis })
    }

    public var acquis: [Financeur] { financeurs.filter { $0.statut == .acquis } }
}

extension Plan {
    /// Does it ask and keep the same amounts of the same funders?
    public func paieComme(_ autre: Plan) -> Bool { montantsParFinanceur == autre.montantsParFinanceur }

    private var montantsParFinanceur: [String: Money] {
        Dictionary(financements.filter { $0.montant > .zero }.map { ("\($0.dispositif) \($0.statut.rawValue)", $0.montant) }) { $0 + $1 }
    }
}
