import Store

/// What a préfecture starts from: the skeleton of the generic arrêté (ANCHORS §4), to be changed at will.
extension GenreDocument {
    var modeleDeDepart: (nom: String, titre: String, corps: String) {
        switch self {
        case .arrete: ("Arrêté attributif", "Arrêté portant attribution d’une subvention", Self.arreteDeDepart)
        case .lettre: ("Lettre de notification", "Notification d’une subvention", Self.lettreDeDepart)
        case .refus: ("Lettre de refus", "Décision de refus", Self.refusDeDepart)
        case .classement: ("Lettre de classement sans suite", "Classement sans suite", Self.classementDeDepart)
        }
    }

    private static let arreteDeDepart = """
        {autorite},

        Vu la loi organique n° 2001-692 du 1er août 2001 relative aux lois de finances ;

        Vu le code général des collectivités territoriales, notamment ses articles L. 2334-32 à L. 2334-42 et R. 2334-19 à R. 2334-39 ;

        Vu la loi de finances pour {exercice} ;

        Vu le décret n° 2012-1246 du 7 novembre 2012 relatif à la gestion budgétaire et comptable publique ;

        Vu l’arrêté du 23 décembre 2002 fixant les pièces à produire ;

        Vu la demande de {demandeur_complet}, reçue le {date_reception} et complète depuis le {date_completude} ;

        # Arrête

        # Article 1er – Objet

        Une subvention de {montant} ({montant_lettres}) est accordée à {demandeur_complet} au titre du dispositif « {dispositif} », exercice {exercice}, pour l’opération « {intitule} ».

        Elle représente {taux} d’une dépense subventionnable de {assiette} hors taxes ({assiette_lettres}).

        # Article 2 – Commencement

        L’opération commence dans un délai de {delai_commencement} à compter de la notification du présent arrêté. À défaut, sa caducité peut être constatée, sauf prorogation accordée dans les conditions de l’article R. 2334-28.

        # Article 3 – Achèvement

        L’opération est achevée dans un délai de {delai_achevement} à compter du commencement. Passé ce délai, aucune demande de paiement n’est recevable, sauf prorogation accordée dans les conditions de l’article R. 2334-29.

        # Article 4 – Affectation

        L’affectation de l’investissement ne change pas sans autorisation.

        # Article 5 – Versement

        La subvention est versée comme suit (article R. 2334-30) :

        - une avance de {avance} au commencement, sur production de l’acte qui engage l’opération ;
        - des acomptes, sur justification des paiements ;
        - le solde, sur justification de tous les paiements et de la conformité de l’opération.

        # Article 6 – Reversement

        Le reversement est demandé si l’affectation change sans autorisation, si les aides dépassent les taux de l’article R. 2334-27, si la participation minimale de l’article L. 1111-10 n’est pas atteinte ou si les délais ne sont pas tenus.

        # Article 7 – Exécution et recours

        Le présent arrêté est notifié à {demandeur_complet}. Il peut être contesté devant le tribunal administratif dans les deux mois qui suivent sa notification.
        """

    private static let lettreDeDepart = """
        Dossier n° {numero_dossier}

        Madame la maire, Monsieur le maire,

        Vous avez demandé une aide de l’État pour l’opération « {intitule} ». J’ai décidé de vous accorder une subvention de {montant} ({montant_lettres}) au titre du dispositif « {dispositif} » pour {exercice}.

        Elle représente {taux} d’une dépense subventionnable de {assiette} hors taxes. Vous trouverez ci-joint l’arrêté attributif.

        Trois choses à ne pas oublier :

        - prévenez-nous du commencement de l’opération, dans un délai de {delai_commencement} : il ouvre droit à une avance de {avance} ;
        - affichez le plan de financement pendant les travaux ;
        - demandez le solde une fois l’opération achevée, avec les factures acquittées.

        Le bureau des dotations de la {prefecture} répond à vos questions.
        """

    private static let refusDeDepart = """
        Dossier n° {numero_dossier}

        Madame la maire, Monsieur le maire,

        Vous avez demandé une aide de {montant_demande} au titre du dispositif « {dispositif} » pour l’opération « {intitule} ».

        Je ne peux pas donner une suite favorable à votre demande, pour la raison suivante :

        {motif}

        Cette décision peut être contestée devant le tribunal administratif dans les deux mois qui suivent sa notification. Une nouvelle demande reste possible pour un autre exercice.
        """

    private static let classementDeDepart = """
        Dossier n° {numero_dossier}

        Madame la maire, Monsieur le maire,

        Votre demande au titre du dispositif « {dispositif} » pour l’opération « {intitule} » est classée sans suite, pour la raison suivante :

        {motif}

        Cette décision peut être contestée devant le tribunal administratif dans les deux mois qui suivent sa notification.
        """
}
