import Model

extension Contexte {
    /// A secretary compares a few plans, not a table: the cheapest of the front, after the plan itself.
    static let alternativesAuPlus = 5

    /// Other ways to fund the same basket that nobody beats on every count, each with what it changes.
    func alternatives(_ retenue: Composition, _ plan: Plan, _ financeurs: [Financeur]) -> [Plan.Alternative] {
        guard plan.refus.isEmpty, retenue.retenus.dossiers > 0 else { return [] }
        // A plan of the advised dispositifs is compared with all those that may apply.
        let large =
            demande.financeurs == nil && demande.perimetre == .conseilles
            ? Composition(self, possibles, objectif: demande.objectif) : retenue
        let montants = Dictionary(
            uniqueKeysWithValues: plan.financements.filter { $0.statut == .demande }.map { ($0.dispositif, $0.montant) })
        let autres = large.recherche.front(cout: assiette.coutTTC).filter { essai in
            Dictionary(
                uniqueKeysWithValues: essai.repartition.demandes.map { (large.candidats[$0].code, essai.repartition.montants[$0]) })
                != montants
        }
        return autres.prefix(Self.alternativesAuPlus).map { essai in
            let autre = large.avec(essai.repartition, objectif: essai.objectif).plan
            return .init(pourquoi: pourquoi(autre, plutotQue: plan).typographie, plan: autre)
        }
    }

    /// «Avec la DSIL : 1 000,00 € de moins à payer, mais un dossier de plus, moins sûr.»
    private func pourquoi(_ autre: Plan, plutotQue plan: Plan) -> String {
        let (avant, apres) = (demandes(plan), demandes(autre))
        let (plus, moins) = (apres.filter { !avant.contains($0) }.map(nom), avant.filter { !apres.contains($0) }.map(nom))
        let sujet: String =
            switch (plus.isEmpty, moins.isEmpty) {
            case (false, false): "\(liste(plus)) à la place de \(liste(moins))"
            case (false, true): "Avec \(liste(plus)) en plus"
            case (true, false): "Sans \(liste(moins))"
            case (true, true):
                autre.objectif == .plusTot ? "Les mêmes aides, l'argent plus tôt" : "Les mêmes aides, aux taux les plus sûrs"
            }
        let ecart = autre.resteAChargeTTC - plan.resteAChargeTTC
        let cout =
            ecart == .zero
            ? "le même reste à charge" : ecart > .zero ? "\(ecart.french) de plus à payer" : "\((-ecart).french) de moins à payer"
        let reste = [dossiers(autre, plan), surete(autre, plan), avance(autre, plan)].compactMap(\.self)
        let liaison = reste.isEmpty ? "" : (ecart < .zero ? ", mais " : ", ") + reste.joined(separator: ", ")
        let source = plus.isEmpty ? nil : apres.filter { !avant.contains($0) }.first { proposition($0) == .variante }
        return "\(sujet) : \(cout)\(liaison)\(source == nil ? "" : " ; cumul possible, moins probable")."
    }

    private func demandes(_ plan: Plan) -> [String] { plan.financements.filter { $0.statut == .demande }.map(\.dispositif) }
    private func liste(_ noms: [String]) -> String {
        noms.count < 2 ? noms.joined() : noms.dropLast().joined(separator: ", ") + " et " + noms[noms.count - 1]
    }

    private func dossiers(_ autre: Plan, _ plan: Plan) -> String? {
        let ecart = (autre.criteres?.dossiers ?? 0) - (plan.criteres?.dossiers ?? 0)
        guard ecart != 0 else { return nil }
        let nombre = abs(ecart) == 1 ? "un dossier" : "\(abs(ecart)) dossiers"
        return "\(nombre) de \(ecart > 0 ? "plus" : "moins")"
    }

    private func surete(_ autre: Plan, _ plan: Plan) -> String? {
        let ecart = (autre.criteres?.incertitudes ?? 0) - (plan.criteres?.incertitudes ?? 0)
        return ecart == 0 ? nil : ecart < 0 ? "plus sûr" : "moins sûr"
    }

    private func avance(_ autre: Plan, _ plan: Plan) -> String? {
        guard let apres = autre.criteres?.avanceMaximale, let avant = plan.criteres?.avanceMaximale, apres < avant else { return nil }
        return "\((avant - apres).french) de moins à avancer"
    }
}
