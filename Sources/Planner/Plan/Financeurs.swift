import Model

extension Contexte {
    /// Whom the plan may ask: those of the demand, else those of its perimeter. When nothing can serve, all that are not merely on request, so
    /// that each says why.
    func financeurs() -> [Financeur] {
        if let demandes = demande.financeurs { return demandes }
        let possibles = possibles
        let proposes = referentiel.dispositifs.filter { $0.cumul.proposition != .surDemande }.map(Financeur.init(demande:))
        if possibles.isEmpty { return proposes }
        switch demande.perimetre {
        case .tous: return possibles
        case .conseilles:
            let conseilles = possibles.filter { proposition($0.dispositif) == .conseille }
            // Without the DETR, the DSIL is the State's help: a variant is advised when no advised fund of the same kind can serve.
            let aDotation = conseilles.contains { sousPlafondEtat($0.dispositif) }
            return possibles.filter { financeur in
                proposition(financeur.dispositif) == .conseille || (!aDotation && sousPlafondEtat(financeur.dispositif))
            }
        }
    }

    /// Every dispositif that may apply, with a rate that something gives. What is only to be verified is proposed for the DETR and the DSIL,
    /// whose answer the préfecture has; elsewhere it is for the request to say.
    var possibles: [Financeur] {
        referentiel.dispositifs.filter { dispositif in
            let propre = dispositif.qui.regle == .detr || dispositif.qui.regle == .dsil
            guard propre || verdict(dispositif.code).reponse == .oui else { return false }
            return (try? candidat(Financeur(demande: dispositif))) != nil
        }.map(Financeur.init(demande:))
    }

    func proposition(_ code: String) -> Dispositif.Cumul.Proposition { referentiel.dispositif(code)?.cumul.proposition ?? .surDemande }

    /// DSIL-4 — CGCT L2334-42: the préfet de région decides the DSIL. Says why a variant is not in a plan where it could be.
    func variantesAbsentes(_ plan: Plan) -> [Motif] {
        guard demande.financeurs == nil, demande.perimetre == .conseilles else { return [] }
        let presents = Set(plan.financements.map(\.dispositif))
        return possibles.compactMap { financeur in
            guard let dispositif = referentiel.dispositif(financeur.dispositif), dispositif.cumul.proposition == .variante,
                !presents.contains(dispositif.code)
            else { return nil }
            return Motif(
                dispositif.code == "DSIL" ? "DSIL-4" : "VARIANTE", dispositif.source,
                "La \(dispositif.nomCourt) n'est pas dans ce plan. \(dispositif.qui.condition ?? "Elle est attribuée sur sélection.") Elle est proposée en variante quand elle réduit le reste à charge.",
                ["dispositif": dispositif.code])
        }
    }
}
