import Model

/// What goes on top of the file: who asks what, for which operation, with which pieces.
struct Lettre: Encodable {
    let expediteur: [String]
    let destinataire: [String]
    let references: [Chiffre]
    let paragraphes: [String]
    let pieces: [String]
    let politesse: String
    let signataire: String

    init(_ dossier: DossierImprimable) {
        let (operation, plan, dispositif) = (dossier.operation, dossier.plan, dossier.dispositif)
        expediteur = [dossier.porteur.designation] + Entete.coordonnees(dossier.porteur)
        destinataire =
            [dispositif.autorite] + [dispositif.service].compactMap(\.self) + Entete.coordonnees(adresse: dispositif.adresse, siret: nil)
        references = [
            Chiffre(libelle: "Objet", valeur: "Demande de subvention au titre \(dispositif.complement), exercice\u{A0}\(dossier.exercice)"),
            Chiffre(libelle: "Opération", valeur: operation.intitule),
            Chiffre(libelle: "Subvention demandée", valeur: dossier.montantDemande.french, fort: true),
        ]
        let qui = dossier.porteur.dansLaPhrase
        paragraphes = [
            "Monsieur le préfet, Madame la préfète,",
            "J’ai l’honneur de solliciter, au nom de \(qui), une subvention de \(dossier.montantDemande.french) "
                + "(\(dossier.montantDemande.enLettres)) pour l’opération « \(operation.intitule) ».",
            operation.objet.paragraphes.first ?? operation.intitule,
            "Son coût est estimé à \(plan.coutTotalHT.french) hors taxes. La dépense subventionnable est de "
                + "\(dossier.depenseSubventionnable.french) hors taxes, soit un taux demandé de \(dossier.taux.french). "
                + dossier.phrasePartMinimale,
            "La commande est prévue le \(operation.calendrier.commande.longFrench) et l’achèvement le "
                + "\(operation.calendrier.achevement.longFrench). \(dossier.phraseCommencement)",
        ]
        pieces = dossier.piecesJointes.isEmpty ? Document.pieces(dossier).map { "\($0.piece ?? "") \($0.nom)" } : dossier.piecesJointes
        politesse = "Je vous prie de recevoir l’expression de ma haute considération."
        signataire = dossier.porteur.representant
    }
}
