import Model

extension Passage {
    /// What happened, as one tells it to a newcomer.
    var phrase: String {
        switch (de, vers) {
        case (_, .depose): "Le dossier est déposé."
        case (.aCorriger, .recu): "Le dossier corrigé est renvoyé à la préfecture."
        case (_, .recu): "La préfecture accuse réception de la demande."
        case (_, .aCorriger): "La préfecture demande une correction."
        case (_, .complet): "La préfecture constate que le dossier est complet."
        case (_, .accepte): "L’aide est accordée."
        case (_, .refuse): "L’aide est refusée."
        case (_, .classeSansSuite): "Le dossier est classé sans suite."
        case (_, .commence): "L’opération commence."
        case (_, .annule): "Le dossier est annulé."
        case (_, .brouillon): "Le dossier est en préparation."
        }
    }
}
