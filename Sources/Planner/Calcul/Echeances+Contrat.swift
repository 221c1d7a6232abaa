import Model

extension Echeances {
    init(_ json: JSON) throws(ErreurDeDemande) {
        var champs = try Champs(json, "")
        self.init()
        dateReception = try champs.date("date_reception")
        dateDemandePieces = try champs.date("date_demande_pieces")
        datePiecesRecues = try champs.date("date_pieces_recues")
        exercice = try champs.entier("exercice", 1990...2200)
        dateNotification = try champs.date("date_notification")
        delaiCommencementMois = try champs.entier("delai_commencement_mois", 1...120)
        dateCommencement = try champs.date("date_commencement")
        dateAchevement = try champs.date("date_achevement")
        coutTotal = try champs.montant("cout_total")
        try champs.finir()
        try champs.ordre("date_demande_pieces", dateDemandePieces, apres: "date_reception", dateReception)
        try champs.ordre("date_pieces_recues", datePiecesRecues, apres: "date_demande_pieces", dateDemandePieces)
        try champs.ordre("date_achevement", dateAchevement, apres: "date_commencement", dateCommencement)
    }

    func reponse(_ parametres: Parametres) -> JSON {
        let calendrier = calendrier(parametres)
        return [
            "repute_complet": .date(calendrier.reputeComplet), "rejet_implicite_apres": .date(calendrier.rejetImpliciteApres),
            "commencer_avant": .date(calendrier.commencerAvant), "commencer_avant_proroge": .date(calendrier.commencerAvantProroge),
            "achever_avant": .date(calendrier.acheverAvant), "achever_avant_proroge": .date(calendrier.acheverAvantProroge),
            "plan_affiche_avant": .date(calendrier.planAfficheAvant), "plaque_avant": .date(calendrier.plaqueAvant),
            "motifs": .motifs(calendrier.motifs),
        ]
    }
}
