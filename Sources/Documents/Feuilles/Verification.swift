import Model

extension DossierImprimable {
    /// The last guard before paper: a piece whose figures disagree with each other is worse than no piece.
    func verifie() throws(DocumentError) -> DossierImprimable {
        let lignes = self.lignes.map(\.totalHT).sum()
        let financement = plan.totalFinancements + plan.autofinancementHT
        guard lignes == plan.coutTotalHT, financement == plan.coutTotalHT else {
            throw .planIncoherent(lignes: lignes, cout: plan.coutTotalHT, financement: financement)
        }
        guard plan.financements.contains(where: { $0.dispositif == dispositif.code && $0.montant == montantDemande }) else {
            throw .demandeHorsPlan(dispositif: dispositif.nomCourt, demande: montantDemande)
        }
        return self
    }

    func nom(_ code: String) -> String { nomsDispositifs[code] ?? code }
}

extension DecisionAttributive {
    func verifiee(_ dossier: DossierImprimable) throws(DocumentError) -> DecisionAttributive {
        guard montant > .zero, montant <= depenseRetenue, depenseRetenue <= dossier.plan.coutTotalHT else {
            throw .decisionIncoherente(montant: montant, depense: depenseRetenue)
        }
        return self
    }
}

extension BonDeCommande {
    /// R2334-24: signing on the day itself is not «before» (START-DAY).
    func verifie() throws(DocumentError) -> BonDeCommande {
        if let autorisation, date < autorisation.date { throw .commandeTropTot(commande: date, autorisee: autorisation.date) }
        return self
    }
}
