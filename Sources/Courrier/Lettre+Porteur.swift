import Model

extension Lettre {
    /// What became of the dossier, to those who carry it (ANCHORS §4: the subjects they know).
    init(porteur genre: GenreCourriel, _ faits: FaitsCourriel) {
        let (suite, titre) = Lettre.sujet(genre)
        self.init(
            objet: "Votre \(faits.surDossier) \(suite)\(faits.dispositifEntreParentheses)", titre: titre,
            blocs: Lettre.corps(genre, faits) + [faits.presentation],
            lien: (genre == .correction ? "Corriger le dossier" : "Ouvrir le dossier", faits.dossierDuPorteur), pied: Lettre.piedPorteur)
    }

    private static func sujet(_ genre: GenreCourriel) -> (suite: String, titre: String) {
        switch genre {
        case .depose: ("a bien été déposé", "Votre dossier est déposé")
        case .correction: ("est à corriger", "La préfecture demande une correction")
        case .complet: ("est complet", "Votre dossier est complet")
        case .enInstruction: ("va être examiné", "Votre dossier va être examiné")
        case .accepte: ("a été accepté", "Votre dossier est accepté")
        case .refuse: ("a été refusé", "Votre dossier est refusé")
        case .classeSansSuite: ("a été classé sans suite", "Votre dossier est classé sans suite")
        case .reexamine: ("est en train d’être réexaminé", "Votre dossier est réexaminé")
        case .caduc: ("est devenu caduc", "L’aide est caduque")
        case .annule: ("a été annulé", "Votre dossier est annulé")
        default: ("est soldé", "Votre dossier est soldé")
        }
    }

    private static func corps(_ genre: GenreCourriel, _ faits: FaitsCourriel) -> [Bloc] {
        let jour = faits.le?.longFrench ?? ""
        let prefecture = "La \(faits.prefectureEnPhrase)"
        switch genre {
        case .depose:
            return [
                .paragraphe(
                    "Votre dossier est déposé et enregistré le \(jour). Gardez l’accusé d’enregistrement\u{A0}: il prouve cette date.")
            ]
                + (faits.estDotation
                    ? [
                        .paragraphe(
                            "À partir de ce jour, commander ne fait plus perdre le droit à l’aide (CGCT, art.\u{A0}R.\u{A0}2334-24). Ce n’est pas une promesse d’aide."
                        ),
                        .paragraphe(
                            "\(prefecture) a trois mois pour demander des pièces. Sans réponse de sa part, le dossier est réputé complet (CGCT, art.\u{A0}R.\u{A0}2334-23)."
                        ),
                    ] : [.paragraphe("\(prefecture) vérifie maintenant s’il est complet. Ce n’est pas une promesse d’aide.")])
        case .correction:
            return [
                .paragraphe("\(prefecture) a besoin d’une correction avant de continuer\u{A0}:"), .citation(faits.motif ?? ""),
                .paragraphe("Son délai est suspendu jusqu’à votre réponse. La date de l’accusé d’enregistrement ne change pas."),
            ]
        case .complet:
            return [
                .paragraphe(
                    faits.repute == true
                        ? "Sans demande de pièces dans le délai de trois mois, votre dossier est réputé complet depuis le \(jour) (CGCT, art.\u{A0}R.\u{A0}2334-23)."
                        : "\(prefecture) constate que votre dossier est complet depuis le \(jour)."),
                .paragraphe("Ce n’est pas une promesse d’aide. Aucune démarche n’est attendue de vous."),
            ]
        case .enInstruction:
            return [.paragraphe("\(prefecture) commence l’examen de votre dossier. Aucune démarche n’est attendue de vous.")]
        case .accepte: return accord(faits, jour)
        case .refuse:
            return [.paragraphe("Votre demande est refusée le \(jour), pour ce motif\u{A0}:"), .citation(faits.motif ?? ""), recours]
        case .classeSansSuite:
            return [
                .paragraphe("Votre dossier est classé sans suite le \(jour), pour ce motif\u{A0}:"), .citation(faits.motif ?? ""),
                .paragraphe("Vous pouvez présenter un autre dossier pour ce projet."),
            ]
        case .reexamine:
            return [.paragraphe("\(prefecture) reprend l’examen de votre dossier.")] + (faits.motif.map { [.citation($0)] } ?? [])
        case .caduc:
            return [.paragraphe("L’aide accordée est caduque depuis le \(jour).")] + (faits.motif.map { [.citation($0)] } ?? [])
        case .annule:
            return [.paragraphe("Votre dossier est annulé depuis le \(jour).")] + (faits.motif.map { [.citation($0)] } ?? [])
        default: return [.paragraphe("Votre dossier est soldé le \(jour)\u{A0}: plus rien n’est à demander.")]
        }
    }

    private static let recours = Bloc.paragraphe(
        "Vous pouvez demander à la préfecture de revoir sa décision, ou saisir le tribunal administratif, dans les deux mois.")

    private static func accord(_ faits: FaitsCourriel, _ jour: String) -> [Bloc] {
        let faire =
            faits.estDotation
            ? "Commencez l’opération dans le délai écrit dans l’arrêté, deux ans au plus (CGCT, art.\u{A0}R.\u{A0}2334-28), et déclarez son commencement depuis le dossier\u{A0}: c’est ce qui permet de verser l’avance."
            : "Déclarez le commencement de l’opération depuis le dossier."
        return [
            .paragraphe("L’aide est accordée\u{A0}: la décision vous est notifiée le \(jour)."),
            .faits(faits.somme("Aide accordée", faits.accorde) + faits.somme("Dépense retenue, hors taxes", faits.depense)),
            .paragraphe(faire),
        ]
    }

    /// A message, or a date that approaches.
    init(echange genre: GenreCourriel, _ faits: FaitsCourriel) {
        guard genre == .rappel else {
            self.init(
                objet: "Nouveau message de la préfecture sur votre \(faits.surDossier)", titre: "Vous avez un message",
                blocs: [
                    .paragraphe("\(faits.auteur ?? ""), \(faits.prefectureEnPhrase), vous écrit\u{A0}:"),
                    .citation(faits.texte ?? ""),
                ] + (faits.attend == true ? [.paragraphe("Une réponse est attendue de vous.")] : []) + [faits.presentation],
                lien: (faits.attend == true ? "Répondre" : "Lire le message", faits.dossierDuPorteur + "/messages"),
                pied: Lettre.piedPorteur)
            return
        }
        self.init(
            objet: "\(faits.titre ?? "Une date approche")\u{A0}: \(faits.echeance?.longFrench ?? ""), votre \(faits.surDossier)",
            titre: faits.titre ?? "Une date approche",
            blocs: Lettre.echeance(faits) + [faits.presentation], lien: ("Ouvrir le dossier", faits.dossierDuPorteur),
            pied: Lettre.piedPorteur)
    }

    static func echeance(_ faits: FaitsCourriel) -> [Bloc] {
        let jours = faits.jours ?? 0
        let dans = jours == 0 ? "aujourd’hui" : jours == 1 ? "demain" : "dans \(jours) jours"
        return [
            .faits([Fait("Date limite", "\(faits.echeance?.longFrench ?? ""), \(dans)")]),
            .paragraphe([faits.explication, faits.article.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")),
        ]
    }
}

extension Lettre {
    /// To those who instruct.
    init(instructeur genre: GenreCourriel, _ faits: FaitsCourriel) {
        let qui = "\(faits.porteur ?? "")\(faits.dispositifEntreParentheses)"
        let (objet, titre, blocs, chemin): (String, String, [Bloc], String) =
            switch genre {
            case .nouveau:
                (
                    "Nouveau dossier n°\u{A0}\(faits.numero ?? ""), \(qui)", "Un dossier est déposé",
                    [.faits(faits.somme("Montant sollicité", faits.demande))], ""
                )
            case .corrige:
                (
                    "Dossier n°\u{A0}\(faits.numero ?? "") corrigé, \(qui)", "Un dossier corrigé est revenu",
                    [.paragraphe("Le délai de complétude reprend.")], ""
                )
            case .messageRecu:
                (
                    "Message de \(qui), dossier n°\u{A0}\(faits.numero ?? "")", "Le porteur vous écrit",
                    [.paragraphe("\(faits.auteur ?? "") écrit\u{A0}:"), .citation(faits.texte ?? "")], "/messages"
                )
            case .avisRendu:
                (
                    "Avis rendu sur le dossier n°\u{A0}\(faits.numero ?? ""), \(qui)", "Un avis est rendu",
                    [.faits([Fait(faits.expert ?? "", faits.sens?.libelle ?? "")])], "/avis"
                )
            case .avisExpire:
                (
                    "Avis resté sans réponse, dossier n°\u{A0}\(faits.numero ?? "")", "Un avis n’est pas venu",
                    [.paragraphe("\(faits.expert ?? "") n’a pas répondu dans le délai. L’instruction reprend sans cet avis.")], "/avis"
                )
            case .commence:
                (
                    "Commencement déclaré, dossier n°\u{A0}\(faits.numero ?? ""), \(qui)", "Une opération commence",
                    [.paragraphe("Commencement déclaré au \(faits.le?.longFrench ?? "").")], ""
                )
            case .acheve:
                (
                    "Achèvement déclaré, dossier n°\u{A0}\(faits.numero ?? ""), \(qui)", "Une opération est achevée",
                    [.paragraphe("Achèvement déclaré au \(faits.le?.longFrench ?? "").")], ""
                )
            default:
                (
                    "\(faits.titre ?? "Une date approche")\u{A0}: \(faits.echeance?.longFrench ?? ""), dossier n°\u{A0}\(faits.numero ?? "")",
                    faits.titre ?? "Une date approche", Lettre.echeance(faits), ""
                )
            }
        self.init(
            objet: objet, titre: titre,
            blocs: blocs + [.faits([Fait("Demandeur", faits.porteur ?? ""), Fait("Projet", faits.intitule ?? "")])],
            lien: ("Ouvrir le dossier", faits.dossierInstruit + chemin), pied: Lettre.piedAgent)
    }
}
