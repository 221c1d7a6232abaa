import Model

/// The two receipts: the demand was received; the file is complete (ANCHORS 3.5).
struct Accuse: Encodable {
    struct Mention: Encodable {
        let titre: String
        let texte: String
    }
    let destinataire: [String]
    let certifie: String
    let faits: [Chiffre]
    /// The first says whether one may order, and `permis` that the answer is yes.
    let mentions: [Mention]
    let permis: Bool
    let signataire: String
    let autorite: String

    /// R2334-24, R2334-23, R2334-25.
    init(enregistrement dossier: DossierImprimable) throws(DocumentError) {
        guard let reception = dossier.dates.reception else { throw .dateManquante("de réception de la demande") }
        destinataire = Accuse.adresse(dossier)
        permis = !dossier.dispositif.attendCompletude
        certifie = "Votre demande de subvention a été reçue le \(reception.longFrench)."
        faits = [Chiffre(libelle: "Reçue le", valeur: reception.longFrench, fort: true)] + Accuse.faits(dossier)
        mentions =
            [Accuse.commencer(dossier, reception), Accuse.examen(dossier, reception), Accuse.promesse(dossier)] + Accuse.silence(dossier)
        (signataire, autorite) = (dossier.dispositif.autorite, dossier.dispositif.destinataire)
    }

    init(completude dossier: DossierImprimable) throws(DocumentError) {
        guard let reception = dossier.dates.reception else { throw .dateManquante("de réception de la demande") }
        guard let completude = dossier.dates.completude else { throw .dateManquante("à laquelle le dossier est complet") }
        destinataire = Accuse.adresse(dossier)
        permis = true
        certifie = "Votre dossier de demande de subvention est complet depuis le \(completude.longFrench)."
        faits =
            [
                Chiffre(libelle: "Complet depuis le", valeur: completude.longFrench, fort: true),
                Chiffre(libelle: "Demande reçue le", valeur: reception.longFrench),
            ] + Accuse.faits(dossier)
        mentions =
            [
                Accuse.commencer(dossier, dossier.dispositif.attendCompletude ? completude : reception, complet: true),
                Accuse.promesse(dossier),
            ] + Accuse.silence(dossier)
        (signataire, autorite) = (dossier.dispositif.autorite, dossier.dispositif.destinataire)
    }

    private static func adresse(_ dossier: DossierImprimable) -> [String] {
        [dossier.porteur.designation] + Entete.coordonnees(dossier.porteur)
    }

    private static func faits(_ dossier: DossierImprimable) -> [Chiffre] {
        [
            Chiffre(libelle: "Numéro du dossier", valeur: dossier.numero),
            Chiffre(libelle: "Opération", valeur: dossier.operation.intitule),
            Chiffre(libelle: "Dispositif", valeur: "\(dossier.dispositif.nom), exercice\u{A0}\(dossier.exercice)"),
            Chiffre(libelle: "Coût de l’opération, HT", valeur: dossier.plan.coutTotalHT.french),
            Chiffre(libelle: "Subvention demandée", valeur: dossier.montantDemande.french),
        ]
    }

    private static func commencer(_ dossier: DossierImprimable, _ depuis: LocalDate, complet: Bool = false) -> Mention {
        guard complet || !dossier.dispositif.attendCompletude else {
            return Mention(
                titre: "Attendez avant de commander",
                texte:
                    "\(dossier.dispositif.destinataire) vous demande d’attendre l’accusé de complétude avant de signer un devis, un bon de "
                    + "commande ou un marché.")
        }
        return Mention(
            titre: "Vous pouvez commencer",
            texte:
                "Vous pouvez commencer l’opération, donc signer un devis, un bon de commande ou un marché, à partir du \(depuis.longFrench), sans "
                + "perdre le droit à la subvention\(dossier.articleCommencement). Ce commencement est à nous signaler.")
    }

    /// The completeness delay and the day it ends; the décret of 2018 has its own, which is quoted without a figure.
    private static func examen(_ dossier: DossierImprimable, _ reception: LocalDate) -> Mention {
        guard dossier.dispositif.regime != .subventionEtat else {
            return Mention(
                titre: "Nous examinons vos pièces",
                texte:
                    "Dans le délai fixé par le décret n° 2018-514 du 25 juin 2018, nous vous disons si le dossier est complet ou quelles pièces manquent."
            )
        }
        let mois = dossier.cadre.completudeMois
        return Mention(
            titre: "Nous examinons vos pièces",
            texte:
                "Dans un délai de \(mois) mois à compter de la réception, soit jusqu’au \(reception.adding(months: mois).longFrench), nous vous "
                + "disons si le dossier est complet ou quelles pièces manquent. Une demande de pièces suspend ce délai. Sans réponse à son terme, le "
                + "dossier est réputé complet (CGCT, art. R. 2334-23).")
    }

    private static func promesse(_ dossier: DossierImprimable) -> Mention {
        Mention(
            titre: "Cet accusé n’est pas une promesse de subvention",
            texte: "Il n’engage pas l’État à accorder l’aide"
                + (dossier.dispositif.regime == .subventionEtat ? "." : " (CGCT, art. R. 2334-25)."))
    }

    /// R2334-25: rejected if there is no arrêté at the latest during the exercice that follows.
    private static func silence(_ dossier: DossierImprimable) -> [Mention] {
        guard dossier.dispositif.regime != .subventionEtat else { return [] }
        return [
            Mention(
                titre: "En l’absence de décision",
                texte:
                    "La demande est réputée rejetée si aucun arrêté attributif n’est pris au plus tard le 31 décembre \(dossier.exercice + 1) "
                    + "(CGCT, art. R. 2334-25). Une demande déposée de nouveau est une demande nouvelle.")
        ]
    }
}

/// The arrêté attributif (R2334-26), on the skeleton that préfectures use (ANCHORS 4).
struct ArreteAttributif: Encodable {
    let intitule: String
    let autorite: String
    let visas: [String]
    let articles: [Article]
    let motifs: [String]
    let chiffres: [Chiffre]
    let destinataire: String

    init(_ dossier: DossierImprimable, _ decision: DecisionAttributive) {
        intitule =
            "Arrêté n° \(decision.numero ?? blanc) portant attribution d’une subvention au titre \(dossier.dispositif.complement), "
            + "exercice\u{A0}\(dossier.exercice)"
        autorite = dossier.dispositif.autorite
        visas = ArreteAttributif.visas(dossier, decision)
        articles = ArreteAttributif.articles(dossier, decision)
        motifs = decision.motifs.map { "Considérant que \($0.prefix(1).lowercased() + String($0.dropFirst()).sansPointFinal) ;" }
        chiffres = [
            Chiffre(libelle: "Dépense subventionnable, HT", valeur: decision.depenseRetenue.french),
            Chiffre(libelle: "Taux", valeur: decision.taux.french),
            Chiffre(libelle: "Subvention", valeur: decision.montant.french, fort: true),
        ]
        destinataire = dossier.porteur.designation
    }

    private static func visas(_ dossier: DossierImprimable, _ decision: DecisionAttributive) -> [String] {
        var visas = ["Vu la loi organique n° 2001-692 du 1er août 2001 relative aux lois de finances ;"]
        switch dossier.dispositif.regime {
        case .detr:
            visas.append(
                "Vu le code général des collectivités territoriales, notamment ses articles L. 2334-32 à L. 2334-39 et R. 2334-19 à R. 2334-35 ;"
            )
        case .dsil: visas.append("Vu le code général des collectivités territoriales, notamment ses articles L. 2334-42 et R. 2334-39 ;")
        case .subventionEtat:
            visas.append("Vu le décret n° 2018-514 du 25 juin 2018 relatif aux subventions de l’État pour des projets d’investissement ;")
        }
        visas += [
            "Vu la loi de finances pour \(dossier.exercice) ;",
            "Vu le décret n° 2012-1246 du 7 novembre 2012 relatif à la gestion budgétaire et comptable publique ;",
        ]
        if dossier.dispositif.regime != .subventionEtat {
            visas.append("Vu l’arrêté du 23 décembre 2002 (NOR INTB0200686A) qui fixe les pièces de la demande ;")
        }
        if dossier.dispositif.regime == .detr {
            visas.append(
                "Vu la liste des catégories d’opérations prioritaires et des taux fixée par la commission d’élus (CGCT, art. L. 2334-37) ;")
            if decision.montant > dossier.cadre.avisCommissionAuDessus {
                visas.append("Vu l’avis de la commission d’élus du \(decision.avisCommission?.longFrench ?? blanc) ;")
            }
        }
        visas.append(
            "Vu la demande présentée par \(dossier.porteur.dansLaPhrase), reçue le \(dossier.dates.reception?.longFrench ?? blanc) et complète "
                + "depuis le \(dossier.dates.completude?.longFrench ?? blanc) ;")
        return visas
    }

    private static func articles(_ dossier: DossierImprimable, _ decision: DecisionAttributive) -> [Article] {
        let (cadre, calendrier) = (dossier.cadre, dossier.operation.calendrier)
        let qui = dossier.porteur.dansLaPhrase
        return [
            Article(
                texte:
                    "Une subvention de \(decision.montant.french) (\(decision.montant.enLettres)) est attribuée à \(qui) pour l’opération "
                    + "« \(dossier.operation.intitule) », soit \(decision.taux.french) d’une dépense subventionnable de "
                    + "\(decision.depenseRetenue.french) hors taxes. Le commencement est prévu le \(calendrier.commande.longFrench) et l’achèvement le "
                    + "\(calendrier.achevement.longFrench)."),
            Article(
                texte:
                    "L’opération commence dans un délai de \(annees(cadre.commencementAnnees)) à compter de la notification du présent arrêté. À "
                    + "défaut, sa caducité peut être constatée. Ce délai peut être prorogé de \(annees(cadre.prorogationCommencementAnnees)) au plus, sur "
                    + "justification (art. R. 2334-28)."),
            Article(
                texte:
                    "L’opération est achevée dans un délai de \(annees(cadre.achevementAnnees)) à compter de la date déclarée de son commencement. "
                    + "Aucune demande de paiement n’est recevable après ce délai, qui peut être prorogé de \(annees(cadre.prorogationAchevementAnnees)) "
                    + "au plus si le projet n’est pas dénaturé et si le retard n’est pas imputable au bénéficiaire (art. R. 2334-29)."),
            Article(
                texte: "L’affectation de l’investissement ne peut pas être modifiée sans autorisation pendant "
                    + "\(decision.affectationAnnees.map(annees) ?? blanc + " ans") (art. R. 2334-26)."),
            Article(
                texte:
                    "Une avance de \(cadre.avance.legal) est versée au vu du document qui informe du commencement. Des acomptes sont versés sur "
                    + "justification des paiements, sans que le total dépasse \(cadre.plafondAcomptes.legal) de la subvention. Le solde est versé sur "
                    + "justification des paiements et de la conformité de l’opération (art. R. 2334-30)."),
            Article(
                texte:
                    "Le reversement total ou partiel est demandé si l’affectation change sans autorisation, si les aides de l’État dépassent "
                    + "\(cadre.plafondEtat.legal) de la dépense (art. R. 2334-27), si la participation du bénéficiaire est inférieure à "
                    + "\(cadre.partMinimale.legal) du financement public (art. L. 1111-10) ou si l’opération n’est pas achevée dans le délai de "
                    + "l’article\u{A0}3 (art. R. 2334-31)."),
            Article(
                texte:
                    "Le présent arrêté est notifié à \(qui). Il peut être contesté devant le tribunal administratif dans les deux mois qui suivent "
                    + "sa notification."),
        ]
    }

    private static func annees(_ count: Int) -> String { count == 1 ? "un an" : NombreEnLettres.ecrire(UInt64(count)) + " ans" }
}

/// To be filled by hand.
let blanc = "………………"
