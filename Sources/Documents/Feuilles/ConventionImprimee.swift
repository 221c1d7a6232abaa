import Model

/// The agreement of a loan: a «prêt à usage» (Code civil, art. 1875 to 1891), free of charge, with its equipment and its return.
struct ConventionImprimee: Encodable {
    struct Ligne: Encodable {
        let libelle: String
        let quantite: String
        let valeur: String
        let total: String
    }
    struct Clause: Encodable {
        let titre: String
        let phrases: [String]
    }

    let parties: [[String]]
    let preambule: String
    let chiffres: [Chiffre]
    let lignes: [Ligne]
    let total: String
    /// Those before the list of equipment, and those after it.
    let objet: Clause
    let equipement: Clause
    let clauses: [Clause]
    let preteur: String
    let emprunteur: String

    init(_ convention: ConventionPret) {
        let pret = convention.pret
        parties = [
            [convention.preteur.designation] + Entete.coordonnees(convention.preteur)
                + ["représentée par son \(convention.preteur.nature == .commune ? "maire" : "président"), ci-après « la collectivité »"],
            [pret.emprunteur, pret.nature.libelle] + Entete.coordonnees(adresse: pret.adresse, siret: nil)
                + ["représenté par \(pret.representant), ci-après « l’emprunteur »"],
        ]
        preambule = "Il est convenu ce qui suit, pour un prêt à usage gratuit (code civil, art. 1875 à 1891)."
        chiffres = [
            Chiffre(libelle: "Du", valeur: pret.debut.french), Chiffre(libelle: "Au", valeur: pret.fin.french),
            Chiffre(libelle: "Valeur à neuf, TTC", valeur: convention.valeurTTC.french, fort: true),
        ]
        lignes = convention.lignes.map {
            Ligne(
                libelle: $0.libelle, quantite: String($0.quantite), valeur: $0.valeurTtcCentimes.frenchNumber,
                total: $0.totalTTC.frenchNumber)
        }
        total = convention.valeurTTC.frenchNumber
        objet = Clause(
            titre: "Objet",
            phrases: [
                "La collectivité met gratuitement à la disposition de l’emprunteur l’équipement décrit à l’article 2, acquis pour l’opération « \(pret.intitule) ». Il servira à : \(pret.objet.sansPointFinal).",
                "L’équipement reste la propriété de la collectivité. La présente convention ne vaut ni vente, ni location.",
            ])
        equipement = Clause(
            titre: "Équipement prêté",
            phrases: ["Un état contradictoire, avec les numéros de série, est dressé à la remise et au retour, et joint à la convention."])
        clauses = ConventionImprimee.clauses(convention)
        preteur =
            "Pour la collectivité, \(convention.preteur.representant.prefix(1).lowercased() + convention.preteur.representant.dropFirst())"
        emprunteur = "Pour l’emprunteur, \(pret.representant)"
    }

    private static func clauses(_ convention: ConventionPret) -> [Clause] {
        let pret = convention.pret
        var clauses = [
            Clause(
                titre: "Durée",
                phrases: [
                    "Le prêt commence le \(pret.debut.longFrench) et finit le \(pret.fin.longFrench). Il ne se reconduit pas de lui-même.",
                    "Chaque partie peut y mettre fin par écrit, un mois à l’avance. La collectivité peut reprendre l’équipement sans délai pour un motif d’intérêt général, ou si l’emprunteur manque à ses obligations.",
                ]),
            Clause(
                titre: "Lieu et usage",
                phrases: [
                    "L’équipement est installé ou conservé à : \(pret.lieu.sansPointFinal). Il n’en sort que pour l’usage prévu à l’article 1.",
                    "L’emprunteur ne peut ni le vendre, ni le louer, ni le prêter, ni le donner en garantie. Il n’y installe aucun logiciel sans licence et n’en modifie pas les protections.",
                ]),
            Clause(
                titre: "Garde et entretien",
                phrases: [
                    "L’emprunteur veille à l’équipement et à sa conservation (code civil, art. 1880). Les consommables, l’énergie et l’abonnement à internet sont à sa charge.",
                    "Il signale toute panne sans attendre. Ce que couvre la garantie du fabricant passe par la collectivité. L’usure normale n’est pas à sa charge (code civil, art. 1884).",
                ]),
            Clause(titre: "Assurance et responsabilité", phrases: assurance(pret)),
            Clause(
                titre: "Données personnelles",
                phrases: [
                    "Pendant le prêt, l’emprunteur répond des données que ses usagers laissent sur l’équipement (règlement (UE) 2016/679). Chaque session d’accueil du public est effacée à sa fin.",
                    "Avant le retour, il retire ses comptes et efface ses données de façon définitive, y compris des imprimantes et des supports amovibles, et l’atteste par écrit. La collectivité efface de nouveau avant tout autre usage.",
                ]),
            Clause(
                titre: "Retour",
                phrases: [
                    "À la fin du prêt, l’équipement revient complet, avec ses accessoires et ses codes d’accès, au lieu que la collectivité indique. L’état de retour est comparé à l’état de remise.",
                    "Ce qui manque ou ne peut être réparé est remboursé à sa valeur du jour, au plus à la valeur inscrite à l’article 2.",
                ]),
        ]
        if pret.nature == .association {
            clauses.append(
                Clause(
                    titre: "Aide en nature",
                    phrases: ["Ce prêt gratuit est une aide en nature de la collectivité. L’association l’indique dans ses comptes."]))
        }
        if convention.estAide {
            clauses.append(
                Clause(
                    titre: "Subventions reçues",
                    phrases: [
                        "Une subvention de l’État a été demandée pour cet équipement\u{A0}: il garde l’usage pour lequel il est aidé, et la publicité de l’aide reste en place."
                    ]))
        }
        clauses.append(
            Clause(
                titre: "Différends",
                phrases: ["Les parties cherchent d’abord un accord. À défaut, le différend est porté devant le tribunal compétent."]))
        return clauses
    }

    private static func assurance(_ pret: Pret) -> [String] {
        let qui =
            pret.assureur == .emprunteur
            ? "L’emprunteur assure l’équipement contre le vol, l’incendie, le dégât des eaux et la casse, pour sa valeur inscrite à l’article 2, et remet l’attestation de son assureur avant la remise."
            : "La collectivité garde l’équipement dans son assurance. L’emprunteur assure sa responsabilité civile et en remet l’attestation avant la remise."
        return [
            qui,
            "L’emprunteur déclare tout vol à la police ou à la gendarmerie et à la collectivité sous deux jours ouvrés. Il répond des pertes et dommages survenus par sa faute, ou par un usage autre que celui de l’article 1 (code civil, art. 1881).",
        ]
    }
}

extension Entete {
    init(_ document: Document, convention: ConventionPret) {
        titre = "\(document.nom) n° \(convention.numero)"
        surtitre = nil
        emetteur = convention.preteur.designation
        coordonnees = Entete.coordonnees(convention.preteur)
        reference = convention.pret.emprunteur
        dispositif = convention.editeeLe.longFrench
        provenance = convention.estIllustratif ? Entete.exemple : nil
    }
}
