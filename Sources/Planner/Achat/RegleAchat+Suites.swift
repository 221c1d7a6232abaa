import Model

extension RegleAchat {
    /// What follows the choice of procedure.
    func suites(publierAvant: LocalDate?) -> [Motif] {
        var motifs: [Motif] = []
        if obligations.ecrit == true {
            motifs.append(
                Motif("R2112-1", "CCP, art. R. 2112-1", "Le contrat est écrit : le bon de commande de Trousse, daté et signé, y suffit."))
        }
        if let publierAvant {
            motifs.append(
                Motif(
                    "DECP-3", "CCP, art. R. 2196-1",
                    obligations.procedure == .sansPublicite
                        ? "Commandé le \(date.french), le marché est à publier sur le portail national avant le \(publierAvant.french), ou à porter sur la liste annuelle."
                        : "Notifié le \(date.french), le marché est à publier sur le portail national avant le \(publierAvant.french).",
                    ["publier_avant": publierAvant.description]))
        }
        motifs += need7() + clim() + ctrl()
        motifs.append(
            Motif(
                "DELEG", "CGCT, art. L. 2122-22, 4°",
                "Le maire signe seul si le conseil lui a délégué les marchés et si les crédits sont inscrits au budget ; sinon, il faut une délibération."
            ))
        motifs.append(
            Motif(
                "INV-2", "CCP, art. D. 2192-2",
                "La facture arrive par Chorus Pro ; elle porte le numéro du bon de commande, le code du service, les montants HT et TTC."))
        if let jours = parametres.integer("late.days", en: date) {
            motifs.append(
                Motif(
                    "LATE-1", "CCP, art. R. 2192-10",
                    "Elle se paie dans les \(jours) jours de sa réception, ou de la livraison si elle est plus tardive."))
        }
        return motifs
    }

    /// NEED-7, C60 — CCP R2123-1 2°: the small lots of a formal market may follow an adapted procedure. The families are the lots.
    private func need7() -> [Motif] {
        guard obligations.procedure == .formalisee else { return [] }
        let petits = PetitsLots(familles.map(\.totalHT), en: date, parametres).admis
        let noms = petits.map { familles[$0].famille.libelle }
        guard !noms.isEmpty else { return [] }
        return [
            Motif(
                "NEED-7", "CCP, art. R. 2123-1, 2°",
                "Allotis, ces achats peuvent suivre une procédure adaptée : \(noms.joined(separator: ", ")).", ["lots": String(noms.count)])
        ]
    }

    /// CLIM-1, CLIM-2 — CCP R2152-7 and L2112-2 since August 2026, where there are award criteria.
    private func clim() -> [Motif] {
        guard obligations.procedure == .adaptee || obligations.procedure == .formalisee else { return [] }
        var motifs: [Motif] = []
        if let critere = parametres.en(date, "ccp.env_criterion_required"), critere.valeur == "true" {
            motifs.append(
                Motif(
                    "CLIM-1", critere.source,
                    "Un critère environnemental au moins : durée de garantie, réparabilité, réemploi. Le prix seul ne suffit plus."))
        }
        if let condition = parametres.en(date, "ccp.env_execution_required"), condition.valeur == "true" {
            motifs.append(
                Motif(
                    "CLIM-2", condition.source,
                    "Les conditions d'exécution tiennent compte de l'environnement : livraison, emballages, reprise."))
        }
        return motifs
    }

    /// CTRL — from the formal threshold, the market goes to the contrôle de légalité. Not seen in a source: said, never refused.
    private func ctrl() -> [Motif] {
        guard obligations.procedure == .formalisee else { return [] }
        return [
            Motif(
                "CTRL", "CGCT, art. D. 2131-5-1",
                "Le marché est à transmettre à la préfecture, au contrôle de légalité (à vérifier avec elle).")
        ]
    }
}
