public import Model
import Planner

/// A way to fund the project that the porteur may take as it is.
public struct Proposition: Sendable {
    public let choix: ChoixFinancement
    public let plan: Plan
    /// What it changes against the advised plan; empty for that one and for the porteur's own.
    public let pourquoi: String
    public let estConseillee: Bool
    /// It is the plan on the screen.
    public let estRetenue: Bool
}

extension ProjetPlanifie {
    /// The advised plan first, then the others that nobody beats, with what is already obtained in each; last the porteur's own when it is
    /// none of them. The same list whatever is chosen, so that one can come back.
    public func propositions(_ referentiel: Referentiel) -> [Proposition] {
        guard plan.refus.isEmpty || choix != nil else { return [] }
        let planner = Planner(referentiel)
        let connus = demande.financeurs ?? []
        var conseil = demande
        (conseil.financeurs, conseil.objectif) = (nil, .resteACharge)
        var conseille = planner.plan(conseil)
        var autres = conseille.alternatives
        let acquis = connus.filter { $0.statut == .acquis }
        if !acquis.isEmpty {
            let larges = ([conseille] + autres.map(\.plan)).flatMap(ChoixFinancement.demandes)
            conseil.financeurs = ChoixFinancement.demandes(conseille) + acquis
            conseille = planner.plan(conseil)
            conseil.financeurs = larges.uniques + acquis
            let large = planner.plan(conseil)
            autres = [.init(pourquoi: "", plan: large)] + large.alternatives.map { .init(pourquoi: "", plan: $0.plan) }
        }
        var propositions = [proposition(conseille, "", connus, estConseillee: true)]
        for autre in autres where !propositions.contains(where: { $0.plan.paieComme(autre.plan) }) {
            propositions.append(proposition(autre.plan, autre.pourquoi, connus, estConseillee: false))
        }
        if !propositions.contains(where: \.estRetenue) {
            propositions.append(
                Proposition(
                    choix: ChoixFinancement(objectif: demande.objectif, financeurs: connus), plan: plan, pourquoi: "",
                    estConseillee: false, estRetenue: true))
        }
        return propositions
    }

    private func proposition(_ autre: Plan, _ pourquoi: String, _ connus: [Financeur], estConseillee: Bool) -> Proposition {
        Proposition(
            choix: ChoixFinancement(autre, connus: connus.filter { $0.statut == .acquis }), plan: autre, pourquoi: pourquoi,
            estConseillee: estConseillee, estRetenue: autre.paieComme(plan))
    }
}

extension ChoixFinancement {
    fileprivate static func demandes(_ plan: Plan) -> [Financeur] { ChoixFinancement(plan).financeurs }
}

extension [Financeur] {
    /// Each dispositif once.
    fileprivate var uniques: [Financeur] {
        var vus: Set<String> = []
        return filter { vus.insert($0.dispositif).inserted }
    }
}
