import Model

/// What is counted as one need: supplies or services that are alike by their own nature (CCP R2121-6, NEED-2). The divisions of the CPV that
/// make each family are data (`achat.familles`); the word printed is here.
public struct FamilleHomogene: Sendable, Hashable, Comparable {
    /// `informatique`, or `cpv-45` for a division that no family names; empty: the lines have no CPV.
    public let code: String

    public init(code: String) { self.code = code }

    public static func < (a: FamilleHomogene, b: FamilleHomogene) -> Bool { a.code < b.code }

    public var libelle: String {
        switch code {
        case "imprimes": "Imprimés"
        case "informatique": "Informatique et bureautique"
        case "electricite": "Petit matériel électrique"
        case "telecom": "Réseau, image et son"
        case "accessibilite": "Aides à l’accessibilité"
        case "signaletique": "Signalisation et mobilité"
        case "securite": "Sécurité et affichage"
        case "animation": "Jeux et animation"
        case "mobilier": "Mobilier"
        case "atelier": "Machines d’atelier"
        case "agencement": "Agencement"
        case "logiciels": "Logiciels"
        case "maintenance": "Installation et maintenance"
        case "abonnements": "Abonnements de télécommunication"
        case "etudes": "Études"
        case "services_numeriques": "Services numériques"
        case "services_generaux": "Services généraux"
        case "formation": "Formation"
        case "": "Achats sans code CPV"
        case _ where code.hasPrefix("cpv-"): "Division CPV \(code.dropFirst(4))"
        // A family that the catalogue names and nobody translated yet: its own code reads well enough.
        default: code.prefix(1).uppercased() + code.dropFirst().replacing("_", with: " ")
        }
    }

    /// The families in force on a day, by CPV division; empty when none is loaded.
    static func parDivision(_ parametres: Parametres, en date: LocalDate) -> [String: FamilleHomogene] {
        let paires =
            parametres.en(date, "achat.familles")?.valeur.split(separator: "|").map { $0.split(separator: "=", maxSplits: 1) } ?? []
        return Dictionary(
            paires.filter { $0.count == 2 }.map { (String($0[0]), FamilleHomogene(code: String($0[1]))) },
            uniquingKeysWith: { first, _ in first })
    }
}
