public import Model

/// Why a document is not printed. Each `description` is the French sentence to show.
public enum DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Lines, funders and own share do not add up to the same cost.
    case planIncoherent(lignes: Money, cout: Money, financement: Money)
    /// The amount asked is not the one of the plan.
    case demandeHorsPlan(dispositif: String, demande: Money)
    /// An order dated before the act that allows it (RULES START-NEW).
    case commandeTropTot(commande: LocalDate, autorisee: LocalDate)
    /// A receipt needs the day that it certifies.
    case dateManquante(String)
    /// The words of the délibération are no longer those of the plan.
    case deliberationPerimee
    /// The decision grants more than its base or another amount than its rate gives.
    case decisionIncoherente(montant: Money, depense: Money)

    public var description: String {
        switch self {
        case .planIncoherent(let lignes, let cout, let financement):
            "Le plan ne tombe pas juste : lignes \(lignes.french), coût \(cout.french), financements \(financement.french). "
                + "Recalculez le plan, puis éditez de nouveau les pièces."
        case .demandeHorsPlan(let dispositif, let demande):
            "Le plan ne prévoit pas \(demande.french) de \(dispositif). Recalculez le plan, puis éditez de nouveau les pièces."
        case .commandeTropTot(let commande, let autorisee):
            "Ce bon de commande est daté du \(commande.french), avant le \(autorisee.french) qui ouvre le droit de commander : "
                + "l’aide serait perdue (CGCT, art. R. 2334-24). Datez-le au plus tôt du \(autorisee.french)."
        case .dateManquante(let quoi):
            "Il manque la date \(quoi) : enregistrez-la, puis éditez de nouveau le document."
        case .deliberationPerimee:
            "Le plan a changé depuis que vous avez repris le texte de la délibération\u{A0}: ses montants ne sont plus les bons. "
                + "Ouvrez la délibération, corrigez les montants ou reprenez le texte de Trousse, puis recommencez."
        case .decisionIncoherente(let montant, let depense):
            "La décision accorde \(montant.french) pour une dépense retenue de \(depense.french) : l’aide ne peut pas dépasser sa base."
        }
    }
}

/// Why the workshop gave nothing. Each `description` is the French sentence to show to the exploitant.
public enum AtelierError: Error, Sendable, Equatable, CustomStringConvertible {
    case pythonAbsent(cherche: String)
    case arrete(String)
    case tropLong(secondes: Int)
    /// What Typst or the worker answered.
    case refus(String)

    public var description: String {
        switch self {
        case .pythonAbsent(let cherche):
            "L’outil d’édition des documents n’est pas installé (\(cherche)). Lancez « make outils », puis recommencez."
        case .arrete(let detail):
            "L’atelier des documents s’est arrêté (\(detail)). Recommencez ; s’il s’arrête encore, lancez « make outils »."
        case .tropLong(let secondes): "Le document n’a pas pu être édité en \(secondes) secondes. Recommencez."
        case .refus(let message): "Le document n’a pas pu être édité : \(message)"
        }
    }
}
