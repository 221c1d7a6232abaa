extension Refus {
    /// The rule of the register behind a constraint of the ledger, when there is one.
    static let reglesDuLivre = ["transfert_deux_personnes": "TRANSFERT-DEUX"]

    /// What the ledger refuses, by the name of the constraint.
    static let phrasesDuLivre = [
        "enveloppe_close": "L’exercice de cette enveloppe est clos\u{A0}: elle ne reçoit et ne promet plus rien.",
        "enveloppe_inconnue": "Cette enveloppe n’existe pas. Choisissez-la dans la liste des enveloppes.",
        "enveloppe_cp_insuffisants":
            "Les crédits de paiement de l’année ne suffisent pas. Demandez-en au responsable du programme, ou payez en partie.",
        "position_positive": "On ne reverse ni n’annule plus que ce qui a été payé.",
        "position_liquide_engage": "On ne certifie pas plus que ce qui est engagé pour ce dossier.",
        "position_paye_liquide": "On ne paie pas plus que ce qui est certifié pour ce dossier.",
        "mouvement_inconnu": "Ce mouvement n’existe pas, ou il n’est pas de votre département.",
        "mouvement_non_annulable":
            "Ce mouvement ne s’annule pas ainsi\u{A0}: revenez sur la décision du dossier, et l’enveloppe suivra.",
        "mouvement_annule_une_fois": "Ce mouvement est déjà annulé.",
        "mouvement_motif": "Écrivez pourquoi vous annulez ce mouvement.",
        "mouvement_montant": "Le montant est positif.",
        "transfert_lignee": "L’une de ces enveloppes est au-dessus de l’autre\u{A0}: c’est une allocation, pas un transfert.",
        "transfert_exercice": "On ne transfère pas d’un exercice à un autre\u{A0}: après la clôture, c’est un report.",
        "transfert_distinct": "Choisissez deux enveloppes différentes.",
        "transfert_montant": "Le montant est positif.",
        "transfert_motif": "Écrivez pourquoi ce transfert est demandé.",
        "transfert_deux_personnes": "Au-dessus du seuil, une autre personne que vous approuve ce transfert.",
        "transfert_deja_tranche": "Ce transfert a déjà reçu sa réponse. Rechargez la page.",
        "exercice_en_cours": "Un exercice se clôt à partir du 1er janvier de son année, pas avant.",
        "report_impossible": "On reporte d’une enveloppe close à celle, sans parent, de l’exercice suivant.",
        "report_excessif": "On ne reporte pas plus que ce que la clôture a retiré.",
    ]
}
