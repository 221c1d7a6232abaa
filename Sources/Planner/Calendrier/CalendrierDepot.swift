import Model

/// The dates of one dossier, from its window to its end.
struct CalendrierDepot {
    let depot: OperationDatee.Depot
    let parametres: Parametres

    var entrees: [EntreeCalendrier] { fenetre + faits + silence + apresDecision }

    private func entree(
        _ nature: EntreeCalendrier.Nature, _ date: LocalDate?, _ titre: String, _ regle: String, _ article: String, _ explication: String,
        _ cle: String = ""
    ) -> [EntreeCalendrier] {
        guard let date else { return [] }
        let nom = cle.isEmpty ? depot.numero : "\(depot.numero)-\(cle)"
        return [EntreeCalendrier(nature, date, "\(titre) (\(depot.nomCourt))", regle, article, explication, cle: nom)]
    }

    /// APP-5 — the window is local, and only known where a préfecture published it.
    private var fenetre: [EntreeCalendrier] {
        guard let fenetre = depot.fenetre, depot.deposeLe == nil else { return [] }
        let source = depot.sourceFenetre ?? "Préfecture"
        return entree(
            .prevision, fenetre.ouvre, "Ouverture des dépôts", "APP-5", source, "La préfecture reçoit les demandes de \(depot.exercice).",
            "ouvre")
            + entree(
                .limite, fenetre.ferme, "Dernier jour pour déposer", "APP-5", source,
                "La préfecture ne reçoit plus de demande pour \(depot.exercice) après ce jour.", "ferme")
    }

    private var faits: [EntreeCalendrier] {
        let suspendu = depot.regime == .dotation ? " Le délai de la préfecture est suspendu jusqu'à leur arrivée." : ""
        return entree(.fait, depot.deposeLe, "Dossier déposé", "APP-1", article("R. 2334-22"), "Dossier \(depot.numero).", "depot")
            + entree(
                .fait, depot.recuLe, "Demande reçue", "START-NEW", article("R. 2334-24"),
                "Depuis ce jour, une commande ne fait plus perdre le droit à l'aide.", "reception")
            + entree(
                .fait, depot.demandePiecesLe, "Pièces demandées", "APP-2", article("R. 2334-23"),
                "La préfecture a demandé des pièces.\(suspendu)", "pieces")
            + entree(.fait, depot.piecesRecuesLe, "Pièces envoyées", "APP-2", article("R. 2334-23"), "Le délai a repris.", "reponse")
            + entree(
                .fait, depot.completLe, "Dossier complet", "APP-2", article("R. 2334-23"), "Ce n'est pas une promesse d'aide.", "complet")
            + entree(
                .fait, depot.decideLe, titreDecision, "APP-3", article("R. 2334-26"), "Décision de l'autorité qui attribue.", "decision")
            + entree(
                .fait, depot.commenceLe, "Commencement déclaré", "START-INFO", article("R. 2334-24, III"),
                "La préfecture sait que l'opération a commencé : elle peut verser l'avance, s'il y en a une.",
                "commencement")
    }

    /// The article that dates a step; an aid of somebody else has its own rules.
    private func article(_ cgct: String) -> String {
        switch depot.regime {
        case .dotation: "CGCT, art. \(cgct)"
        case .subventionEtat: "Décret n° 2018-514"
        case .autre: "règlement de l’aide"
        }
    }

    private var titreDecision: String {
        switch depot.etat {
        case .refuse: "Aide refusée"
        case .classeSansSuite: "Dossier classé sans suite"
        case .annule: "Aide annulée"
        case .caduc: "Aide accordée, puis caduque"
        default: "Aide accordée"
        }
    }

    /// The clocks of the CGCT for this dossier.
    private var clocks: Echeances.Calendrier {
        var echeances = Echeances()
        (echeances.dateReception, echeances.exercice) = (depot.recuLe, depot.exercice)
        // Answered on the day it was asked: nothing was suspended.
        if depot.demandePiecesLe != depot.piecesRecuesLe {
            (echeances.dateDemandePieces, echeances.datePiecesRecues) = (depot.demandePiecesLe, depot.piecesRecuesLe)
        }
        echeances.dateNotification = estAccorde ? depot.notifieLe ?? depot.decideLe : nil
        echeances.delaiCommencementMois = depot.delaiCommencementMois
        echeances.dateCommencement = depot.commenceLe
        (echeances.commencerProrogeLe, echeances.acheverProrogeLe) = (depot.commencerProrogeLe, depot.acheverProrogeLe)
        return echeances.calendrier(parametres)
    }

    private var estAccorde: Bool { depot.etat.estAccorde }

    /// What silence makes: complete, then refused.
    private var silence: [EntreeCalendrier] {
        guard let recu = depot.recuLe, !depot.etat.estDecide else { return [] }
        switch depot.regime {
        case .dotation:
            let clocks = clocks
            return entree(
                .limite, depot.completLe == nil ? clocks.reputeComplet : nil, "Réputé complet sans réponse", "APP-2",
                "CGCT, art. R. 2334-23",
                "Si la préfecture n'a rien demandé d'ici là, le dossier est réputé complet. Ce n'est pas une promesse d'aide.", "silence")
                + entree(
                    .limite, clocks.rejetImpliciteApres, "Demande rejetée sans décision", "APP-4", "CGCT, art. R. 2334-25",
                    "Sans arrêté à cette date, la demande est réputée rejetée : il faudra en déposer une nouvelle.", "rejet")
        case .subventionEtat:
            let mois = parametres.integer("decret2018_514.implicit_reject_months", en: recu)
            return entree(
                .limite, mois.map { recu.adding(months: $0) }, "Demande rejetée sans décision", "DECRET-2018-514",
                "Décret n° 2018-514, art. 7",
                "Sans décision \(mois ?? 0) mois après l'accusé de réception, la demande est rejetée, sauf prorogation motivée.", "rejet")
        case .autre: return []
        }
    }

    /// DELAY-1 to DELAY-3 — start, then finish.
    private var apresDecision: [EntreeCalendrier] {
        guard depot.regime == .dotation, estAccorde else { return [] }
        let clocks = clocks
        let commencer = depot.commenceLe == nil ? clocks : Echeances.Calendrier()
        return entree(
            .limite, commencer.demanderProrogationAvant, "Demander plus de temps pour commencer", "DELAY-3", "Usage des préfectures",
            "Si l'opération ne peut pas commencer à temps, écrivez au préfet avant ce jour, avec vos raisons.", "prorogation")
            + entree(
                .limite, commencer.commencerAvant, "Commencer avant", "DELAY-1", "CGCT, art. R. 2334-28",
                "Sans commande passée et déclarée à cette date, l'aide est caduque.", "commencer")
            + entree(
                .prevision, commencer.commencerAvantProroge, "Commencer avant, avec prorogation", "DELAY-1", "CGCT, art. R. 2334-28",
                "Seulement si le préfet a accordé la prorogation : elle ne peut pas être plus longue.", "commencer-proroge")
            + entree(
                .limite, clocks.acheverAvant, "Achever et demander le solde avant", "DELAY-2", "CGCT, art. R. 2334-29",
                "Après cette date, aucun paiement ne peut plus être demandé.", "achever")
            + entree(
                .prevision, clocks.acheverAvantProroge, "Achever avant, avec prorogation", "DELAY-2", "CGCT, art. R. 2334-29",
                "Seulement si le préfet a accordé la prorogation exceptionnelle.", "achever-proroge")
    }
}
