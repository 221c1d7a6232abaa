import Model

extension Passage {
    /// What happened, as one tells it to a newcomer.
    var phrase: String {
        switch (de, vers) {
        case (_, .depose): "Le dossier est déposé."
        case (.aCorriger, .recu): "Le dossier corrigé est renvoyé à la préfecture."
        case (_, .recu): "La demande est enregistrée\u{A0}: l’accusé d’enregistrement est délivré."
        case (_, .aCorriger): "La préfecture demande une correction."
        case (_, .complet) where auteur == nil: "Sans réponse de la préfecture, le dossier est réputé complet."
        case (_, .complet): "La préfecture constate que le dossier est complet."
        case (.avis, .enInstruction): "L’avis est rendu\u{A0}: l’instruction reprend."
        case (.accepte, .enInstruction), (.refuse, .enInstruction), (.classeSansSuite, .enInstruction), (.programme, .enInstruction):
            "Le dossier est remis en traitement."
        case (_, .enInstruction): "Le dossier passe en instruction."
        case (_, .avis): "Un avis est demandé."
        case (_, .programme): "Le dossier est accepté provisoirement."
        case (_, .accepte): "L’aide est accordée."
        case (.caduc, .notifie): "La caducité est levée."
        case (_, .notifie): "La décision est notifiée."
        case (_, .refuse): "L’aide est refusée."
        case (_, .classeSansSuite): "Le dossier est classé sans suite."
        case (.acheve, .commence): "L’opération n’est pas achevée."
        case (_, .commence): "L’opération commence."
        case (_, .acheve): "L’opération est achevée."
        case (_, .solde): "L’aide est soldée."
        case (_, .caduc): "L’aide est caduque."
        case (_, .annule): "Le dossier est annulé."
        case (_, .brouillon): "Le dossier est en préparation."
        }
    }
}
