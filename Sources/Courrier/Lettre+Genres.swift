public import Model

extension Lettre {
    /// The letter of a mail, from the facts that were frozen with its act.
    public init(_ genre: GenreCourriel, _ faits: FaitsCourriel) {
        switch genre {
        case .depose, .correction, .complet, .enInstruction, .accepte, .refuse, .classeSansSuite, .reexamine, .caduc, .annule, .solde:
            self.init(porteur: genre, faits)
        case .message, .rappel: self.init(echange: genre, faits)
        case .resume: self.init(resume: faits)
        case .avisDemande: self.init(expert: faits)
        case .nouveau, .corrige, .messageRecu, .avisRendu, .avisExpire, .commence, .acheve, .rappelAgent:
            self.init(instructeur: genre, faits)
        }
    }

    static let piedPorteur =
        "Vous recevez ce courriel parce que vous suivez ce dossier pour votre collectivité. Répondez depuis le dossier\u{A0}: cette adresse n’est pas lue."
    static let piedAgent =
        "Vous recevez ce courriel parce que vous instruisez les dossiers de votre département. Un courriel à chaque événement ou un seul par jour\u{A0}: choisissez-le dans Trousse, page Mes courriels. Cette adresse n’est pas lue."
}

extension FaitsCourriel {
    /// `préfecture de l’Allier`, inside a sentence.
    var prefectureEnPhrase: String { prefecture.map { $0.prefix(1).lowercased() + $0.dropFirst() } ?? "préfecture" }
    var surDossier: String { "dossier n°\u{A0}\(numero ?? "")" }
    var dispositifEntreParentheses: String { dispositif.map { " (\($0))" } ?? "" }
    var dossierDuPorteur: String { "/operations/\(operation ?? 0)/dossiers/\(dossier ?? 0)" }
    var dossierInstruit: String { "/prefecture/dossiers/\(dossier ?? 0)" }

    /// DETR and DSIL: what the CGCT rules. An envelope of the programme has other clocks.
    var estDotation: Bool { dispositif == "DETR" || dispositif == "DSIL" }

    func somme(_ terme: String, _ montant: Money?) -> [Lettre.Fait] { montant.map { [Lettre.Fait(terme, $0.french)] } ?? [] }

    var presentation: Lettre.Bloc {
        .faits([Lettre.Fait("Projet", intitule ?? ""), Lettre.Fait("Aide", dispositifNom ?? dispositif ?? "")])
    }
}

extension Lettre {
    /// To an expert who has no account: the question, the day, a link that is hers alone.
    fileprivate init(expert faits: FaitsCourriel) {
        self.init(
            objet: "Votre avis est demandé sur un dossier de \(faits.porteur ?? "")\(faits.dispositifEntreParentheses)",
            titre: "Votre avis est demandé",
            blocs: [
                .paragraphe("La \(faits.prefectureEnPhrase) vous demande votre avis sur le dossier ci-dessous."),
                .citation(faits.question ?? ""),
                .faits(
                    [Fait("Demandeur", faits.porteur ?? ""), Fait("Projet", faits.intitule ?? "")]
                        + faits.somme("Aide demandée, hors taxes", faits.demande)
                        + (faits.delai.map { [Fait("Réponse attendue au plus tard le", $0.longFrench)] } ?? [])),
                .paragraphe("Le lien ci-dessous est personnel\u{A0}: il ouvre le dossier et permet de répondre une fois, sans compte."),
            ], lien: ("Lire le dossier et donner mon avis", "/avis/\(faits.secret ?? "")"),
            pied: "Ne transférez pas ce courriel\u{A0}: son lien répond en votre nom. Cette adresse n’est pas lue.")
    }

    /// What happened since the last one, one mail for the day.
    fileprivate init(resume faits: FaitsCourriel) {
        let comptes = GenreCourriel.allCases.compactMap { genre in
            faits.comptes?[genre.rawValue].map { Lettre.compte(genre, $0) }
        }
        let lignes = faits.lignes ?? []
        let parGenre = GenreCourriel.allCases.compactMap { genre -> Bloc? in
            let siennes = lignes.filter { $0.genre == genre }
            guard !siennes.isEmpty else { return nil }
            return .liste(titre: Lettre.rubrique(genre), siennes.map(Lettre.ligne))
        }
        let reste = (faits.nombre ?? 0) - lignes.count
        let suite = reste > 0 ? [Bloc.paragraphe("Et \(reste) autres, à voir dans la liste des dossiers.")] : []
        self.init(
            objet: "Vos dossiers du \((faits.jour).map(\.longFrench) ?? "jour")\u{A0}: \(comptes.joined(separator: ", "))",
            titre: comptes.count == 1 ? Lettre.majuscule(comptes[0]) : "\(faits.nombre ?? 0) nouvelles depuis le dernier résumé",
            blocs: (comptes.count > 1 ? [.paragraphe(Lettre.majuscule(comptes.joined(separator: ", ")) + ".")] : []) + parGenre + suite,
            lien: ("Ouvrir mes dossiers", "/prefecture/dossiers"), pied: Lettre.piedAgent)
    }

    private static func majuscule(_ texte: String) -> String { texte.prefix(1).uppercased() + texte.dropFirst() }

    private static func compte(_ genre: GenreCourriel, _ nombre: Int) -> String {
        let (un, plusieurs) =
            switch genre {
            case .nouveau: ("nouveau dossier", "nouveaux dossiers")
            case .corrige: ("correction reçue", "corrections reçues")
            case .messageRecu: ("message reçu", "messages reçus")
            case .avisRendu: ("avis rendu", "avis rendus")
            case .avisExpire: ("avis expiré", "avis expirés")
            case .rappelAgent: ("date qui approche", "dates qui approchent")
            case .commence: ("opération commencée", "opérations commencées")
            case .acheve: ("opération achevée", "opérations achevées")
            default: ("nouvelle", "nouvelles")
            }
        return "\(nombre) \(nombre > 1 ? plusieurs : un)"
    }

    private static func rubrique(_ genre: GenreCourriel) -> String {
        switch genre {
        case .nouveau: "Nouveaux dossiers"
        case .corrige: "Corrections reçues"
        case .messageRecu: "Messages du porteur"
        case .avisRendu: "Avis rendus"
        case .avisExpire: "Avis expirés"
        case .rappelAgent: "Dates qui approchent"
        case .commence: "Opérations commencées"
        case .acheve: "Opérations achevées"
        default: "Autres nouvelles"
        }
    }

    private static func ligne(_ faits: FaitsCourriel) -> String {
        let dossier = "\(faits.numero ?? ""), \(faits.porteur ?? ""), \(faits.intitule ?? "")"
        switch faits.genre {
        case .rappelAgent: return "\(faits.echeance?.longFrench ?? "")\u{A0}: \(faits.titre?.lowercased() ?? ""). \(dossier)"
        case .nouveau: return "\(dossier), \(faits.demande?.french ?? "")"
        case .avisRendu: return "\(dossier)\u{A0}: \(faits.expert ?? ""), \(faits.sens?.libelle.lowercased() ?? "")"
        default: return dossier
        }
    }
}
