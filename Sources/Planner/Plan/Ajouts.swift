public import Model

/// Something that could be added to a project: a kit of the catalogue, at the prices of the day.
public struct Ajout: Sendable, Hashable {
    public let code: String
    public let nom: String
    public let lignes: [LignePlan]
    public init(code: String, nom: String, lignes: [LignePlan]) { (self.code, self.nom, self.lignes) = (code, nom, lignes) }
}

extension Planner {
    /// For each floor of expense that blocks a dispositif, the addition that passes it and leaves the least to pay; none when no addition does.
    public func effets(desAjouts ajouts: [Ajout], a demande: DemandePlan) -> [Motif] {
        let contexte = Contexte(demande, referentiel)
        let avant = refaire(demande)
        return contexte.planchersManques().compactMap { manque in
            let essais = ajouts.compactMap { ajout -> (ajout: Ajout, plan: Plan)? in
                guard Assiette(ajout.lignes).eligibleHT >= manque.ecart, !ajout.lignes.contains(where: { $0.prixUnitaireHT == nil }) else {
                    return nil
                }
                var avec = demande
                avec.lignes += ajout.lignes
                let plan = refaire(avec)
                return plan.financements.contains { $0.dispositif == manque.code && $0.montant > .zero } ? (ajout, plan) : nil
            }
            guard let meilleur = essais.min(by: { ($0.plan.resteAChargeTTC, $0.ajout.code) < ($1.plan.resteAChargeTTC, $1.ajout.code) })
            else {
                return nil
            }
            return effet(meilleur.ajout, manque, avant, meilleur.plan)
        }
    }

    private func effet(_ ajout: Ajout, _ manque: PlancherManque, _ avant: Plan, _ apres: Plan) -> Motif {
        let aide = apres.totalFinancements - avant.totalFinancements
        let reste = apres.resteAChargeTTC - avant.resteAChargeTTC
        return Motif(
            "EFFET-AJOUT", manque.source,
            "Ajouter \(ajout.code) « \(ajout.nom) » fait passer le minimum de \(manque.plancher.french) : \(aide.french) d'aide en plus, reste à charge \(reste.frenchSigne).",
            ["ajout": ajout.code, "dispositif": manque.code, "aide": aide.decimal, "reste_a_charge": reste.decimal])
    }
}
