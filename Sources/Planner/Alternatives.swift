import Model

extension Contexte {
    /// The funders of a demand that names none: the DETR when it can serve, else the DSIL, and what the programme gives. When nothing can
    /// serve, all of them, so that each says why.
    func financeursParDefaut() -> [Financeur] {
        let tous = referentiel.dispositifs.map { Financeur(dispositif: $0.code, statut: .demande, estPublic: $0.estPublic) }
        let possibles = tous.filter { financeur in
            guard verdict(financeur.dispositif).reponse == .oui || ["DETR", "DSIL"].contains(financeur.dispositif) else { return false }
            return (try? candidat(financeur)) != nil
        }
        guard !possibles.isEmpty else { return tous.filter { ["DETR", "DSIL", "LIEUX"].contains($0.dispositif) } }
        let aDETR = possibles.contains { $0.dispositif == "DETR" }
        return possibles.filter { $0.dispositif != "DSIL" || !aDETR }
    }

    /// DSIL-4 — CGCT L2334-42: the préfet de région decides the DSIL. Says why it is not in a plan where it could be.
    func dsil4(_ plan: Plan) -> [Motif] {
        guard demande.financeurs == nil, plan.financements.contains(where: { $0.dispositif == "DETR" }), dsilPossible else { return [] }
        return [
            Motif(
                "DSIL-4", "CGCT, art. L. 2334-42",
                "La DSIL n'est pas dans ce plan : décidée par le préfet de région, elle va surtout à des projets plus grands (coût médian de 272 320 € en 2019). Elle est proposée en variante quand elle réduit le reste à charge."
            )
        ]
    }

    private var dsilPossible: Bool {
        guard referentiel.dispositif("DSIL") != nil else { return false }
        return (try? candidat(Financeur(dispositif: "DSIL", statut: .demande))) != nil
    }

    /// Other ways to fund the same basket, each with what it changes.
    func alternatives(_ plan: Plan, _ financeurs: [Financeur]) -> [Plan.Alternative] {
        let demandes = plan.financements.filter { $0.statut == .demande }.map(\.dispositif)
        guard plan.refus.isEmpty, !demandes.isEmpty else { return [] }
        var alternatives: [Plan.Alternative] = []
        if demande.financeurs == nil, demandes.contains("DETR"), dsilPossible {
            let avecDSIL = Composition(self, financeurs + [Financeur(dispositif: "DSIL", statut: .demande)]).plan
            if avecDSIL.resteAChargeTTC < plan.resteAChargeTTC {
                let gain = plan.resteAChargeTTC - avecDSIL.resteAChargeTTC
                alternatives.append(
                    .init(
                        pourquoi:
                            "Avec la DSIL : \(gain.french) de moins à payer, mais un dossier de plus, décidé par le préfet de région ; cumul possible, moins probable."
                            .typographie, plan: avecDSIL))
            }
        }
        guard demandes.count > 1 else { return alternatives }
        for code in demandes.reversed() {
            let sans = Composition(self, financeurs.filter { $0.dispositif != code || $0.statut == .acquis }).plan
            guard sans.refus.isEmpty else { continue }
            let perte = sans.resteAChargeTTC - plan.resteAChargeTTC
            alternatives.append(
                .init(pourquoi: "Sans \(nom(code)) : un dossier de moins, \(perte.french) de plus à payer.".typographie, plan: sans))
        }
        return alternatives
    }
}
