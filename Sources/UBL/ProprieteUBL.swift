/// What Trousse knows and UBL has no element for: the code that a program reads, the name that a person reads.
enum ProprieteUBL: String, CaseIterable {
    case famille, etat, unite, fonction, agec, section, imputation, eligible, m57, dimensions, accessibilite, pmr, contenant, remarque
    case m57Abrege = "m57_abrege"
    case m57SiInvestissement = "m57_si_investissement"
    case puissance = "puissance_w"
    case poids = "poids_g"
    case natureDonnee = "nature_donnee"
    case datePrix = "date_prix"
    /// Bounds and origin of the price that begins on the day in `ValueQualifier`.
    case prixMin = "prix_min_ht"
    case prixMax = "prix_max_ht"
    case prixSource = "prix_source"
    // Of a kit.
    case version, besoin, destinataire, concepteur, licence, fabrication, itinerant
    /// The base article that the option in `ValueQualifier` takes the place of.
    case remplace

    static let liste = "TROUSSE"

    var nom: String {
        switch self {
        case .famille: "Famille"
        case .etat: "État"
        case .unite: "Unité"
        case .fonction: "Fonction"
        case .agec: "Famille AGEC"
        case .section: "Section du budget"
        case .imputation: "Règle d’imputation"
        case .eligible: "Assiette DETR et DSIL"
        case .m57: "Compte M57"
        case .m57Abrege: "Compte M57 abrégé"
        case .m57SiInvestissement: "Compte M57 si investissement"
        case .dimensions: "Dimensions et puissance"
        case .accessibilite: "Accessibilité"
        case .pmr: "Accessible aux personnes à mobilité réduite"
        case .contenant: "Contenance"
        case .puissance: "Puissance (W)"
        case .poids: "Poids (g)"
        case .natureDonnee: "Nature de la donnée"
        case .datePrix: "Prix relevé le"
        case .prixMin: "Prix HT minimum"
        case .prixMax: "Prix HT maximum"
        case .prixSource: "Source du prix"
        case .remarque: "Remarque"
        case .version: "Version"
        case .besoin: "Besoin"
        case .destinataire: "Destinataire"
        case .concepteur: "Concepteur"
        case .licence: "Licence des plans"
        case .fabrication: "Fabrication"
        case .itinerant: "Itinérant"
        case .remplace: "Remplace"
        }
    }
}

/// Units of UN/ECE Recommendation 20 for those of the catalogue; a word that has none is counted by the piece, and kept as a property.
enum UniteUBL {
    static func code(_ unite: String) -> String {
        switch unite {
        case "an", "poste-an": "ANN"
        case "carton": "XCT"
        case "forfait": "LS"
        case "lot": "SET"
        default: piece
        }
    }
    static let piece = "C62"
    static let jourOuvre = "E49"
}
