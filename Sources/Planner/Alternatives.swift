import Model

extension Contexte {
    /// The funders of a demand that names none: the DETR when it can serve, else the DSIL, and what the programme gives. When nothing can
    /// serve, all of them, so that each says why.
    func financeursParDefaut() -> [Financeur] {
        let tous = referentiel.dispositifs.map(Financeur.init(demande:))
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
        let possibles = [avecDSIL(plan, financeurs), dsilAuLieuDeDETR(plan, financeurs)].compactMap(\.self)
        return possibles + (demandes.count > 1 ? demandes.reversed().compactMap { sans($0, plan, financeurs) } : [])
    }

    /// DETR and DSIL together (RULES DSIL-7), when it lowers the remaining cost.
    private func avecDSIL(_ plan: Plan, _ financeurs: [Financeur]) -> Plan.Alternative? {
        guard demande.financeurs == nil, plan.financements.contains(where: { $0.dispositif == "DETR" }), dsilPossible else { return nil }
        let autre = Composition(self, financeurs + [Financeur(dispositif: "DSIL", statut: .demande)]).plan
        guard autre.resteAChargeTTC < plan.resteAChargeTTC else { return nil }
        let gain = plan.resteAChargeTTC - autre.resteAChargeTTC
        return .init(
            pourquoi:
                "Avec la DSIL : \(gain.french) de moins à payer, mais une décision du préfet de région en plus ; cumul possible, moins probable."
                .typographie, plan: autre)
    }

    /// When the préfecture has yet to say whether the porteur may have the DETR, the DSIL is open to it for sure.
    private func dsilAuLieuDeDETR(_ plan: Plan, _ financeurs: [Financeur]) -> Plan.Alternative? {
        guard demande.financeurs == nil, plan.financements.contains(where: { $0.dispositif == "DETR" }), case .aVerifier = verdict("DETR"),
            dsilPossible
        else { return nil }
        let autres = financeurs.filter { $0.dispositif != "DETR" } + [Financeur(dispositif: "DSIL", statut: .demande)]
        let autre = Composition(self, autres).plan
        guard autre.refus.isEmpty else { return nil }
        return .init(
            pourquoi:
                "La DSIL à la place de la DETR, si la préfecture répond que vous n'y avez pas droit : reste à charge de \(autre.resteAChargeTTC.french)."
                .typographie, plan: autre)
    }

    private func sans(_ code: String, _ plan: Plan, _ financeurs: [Financeur]) -> Plan.Alternative? {
        let autre = Composition(self, financeurs.filter { $0.dispositif != code || $0.statut == .acquis }).plan
        guard autre.refus.isEmpty else { return nil }
        let perte = autre.resteAChargeTTC - plan.resteAChargeTTC
        return .init(pourquoi: "Sans \(nom(code)) : un dossier de moins, \(perte.french) de plus à payer.".typographie, plan: autre)
    }
}
