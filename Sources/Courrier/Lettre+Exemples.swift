import Model

extension Lettre {
    /// One letter of each kind on invented facts, under the name of its kind: to read them without sending any.
    public static var exemples: [(nom: String, lettre: Lettre)] {
        GenreCourriel.allCases.flatMap { genre -> [(String, Lettre)] in
            let lettre = Lettre(genre, FaitsCourriel.exemple(genre))
            guard genre == .complet else { return [(genre.rawValue, lettre)] }
            var repute = FaitsCourriel.exemple(genre)
            repute.repute = true
            return [(genre.rawValue, lettre), ("complet_repute", Lettre(genre, repute))]
        }
    }
}

extension FaitsCourriel {
    fileprivate static func exemple(_ genre: GenreCourriel) -> FaitsCourriel {
        var faits = base
        faits.genre = genre
        switch genre {
        case .rappel, .rappelAgent:
            faits.titre = genre == .rappel ? "Demander plus de temps pour commencer" : "Réputé complet sans réponse"
            (faits.echeance, faits.jours) = (LocalDate(2026, 12, 14), 21)
            faits.explication =
                genre == .rappel
                ? "Si l’opération ne peut pas commencer à temps, écrivez au préfet avant ce jour, avec vos raisons."
                : "Si la préfecture n’a rien demandé d’ici là, le dossier est réputé complet."
            faits.article = genre == .rappel ? "Usage des préfectures" : "CGCT, art.\u{A0}R.\u{A0}2334-23"
        case .resume:
            (faits.jour, faits.nombre) = (LocalDate(2026, 11, 23), 4)
            faits.comptes = ["nouveau": 2, "message_recu": 1, "rappel_agent": 1]
            faits.lignes = [exemple(.nouveau), exemple(.nouveau), exemple(.messageRecu), exemple(.rappelAgent)]
        default: break
        }
        return faits
    }

    private static var base: FaitsCourriel {
        var faits = FaitsCourriel()
        (faits.numero, faits.operation, faits.dossier) = ("TR-2027-03-000042", 12, 34)
        (faits.dispositif, faits.dispositifNom) = ("DETR", "Dotation d’équipement des territoires ruraux")
        (faits.intitule, faits.porteur) = ("Un guichet numérique à la mairie", "Commune de Bourbon-l’Archambault")
        (faits.prefecture, faits.le) = ("Préfecture de l’Allier", LocalDate(2026, 11, 23))
        (faits.demande, faits.accorde, faits.depense) = (.euros(6_132), .euros(5_110), .euros(15_330))
        faits.motif = "Le devis joint n’est pas daté.\nJoignez un devis de moins de six mois."
        (faits.texte, faits.auteur, faits.attend) = ("Le raccordement électrique est-il compris dans le devis ?", "Camille Martin", true)
        (faits.expert, faits.sens) = ("Commission d’élus de l’Allier", .favorable)
        (faits.question, faits.delai) = ("Le projet fait-il double emploi avec le lieu de médiation voisin ?", LocalDate(2026, 12, 14))
        faits.secret = "0123456789abcdef"
        return faits
    }
}
