/// One rule of law, or of Trousse, as the register `Catalog/droit` tells it in plain French. Reasons (`Motif`) carry its `id`; the numbers
/// that it uses stay in the dated parameters.
public struct Regle: Codable, Sendable, Hashable, Identifiable {
    /// A group of rules, in the order of a project's life.
    public struct Chapitre: Codable, Sendable, Hashable {
        /// The name of its file: `taux`.
        public let code: String
        public let titre: String

        public init(code: String, titre: String) { (self.code, self.titre) = (code, titre) }
    }

    /// A dated parameter that the rule uses, and how its values are said.
    public struct Nombre: Codable, Sendable, Hashable {
        public enum Unite: String, Codable, Sendable, CaseIterable {
            case taux, euros, habitants, nombre, jours, mois, mot, liste
            case annees = "années"
            case densite = "densité"
            case ouiOuNon = "oui ou non"
        }

        /// Key of `Catalog/regles`.
        public let cle: String
        public let unite: Unite
        /// What tells it from the other numbers of the rule; nil when it is alone.
        public let nom: String?

        public init(cle: String, unite: Unite, nom: String? = nil) { (self.cle, self.unite, self.nom) = (cle, unite, nom) }
    }

    /// Where Trousse uses a rule.
    public enum Emploi: String, Codable, Sendable, CaseIterable {
        case plan, catalogue, dossier, documents, instruction, commande, calendrier, enveloppe
        case commencement = "calcul commencement"
        case echeances = "calcul echeances"
        case paiement = "calcul paiement"
        case fctva = "calcul fctva"
        case imputation = "calcul imputation"
        case procedure = "calcul procedure"
        case interets = "calcul interets"
        /// Nowhere: the page tells it, and `raison` says why nothing computes it.
        case information
    }

    /// `RATE-A2`
    public let id: String
    public let chapitre: Chapitre
    public let titre: String
    /// The text as people cite it; `Trousse` when no text carries the rule.
    public let article: String
    /// One or two sentences of our own.
    public let texte: String
    /// First and last day in force, both included; nil: not known, or still open.
    public let du: LocalDate?
    public let au: LocalDate?
    public let confiance: Confiance
    public let emplois: [Emploi]
    /// Why Trousse does not apply it by itself; only with `.information`.
    public let raison: String?
    public let nombres: [Nombre]

    public init(
        id: String, chapitre: Chapitre, titre: String, article: String, texte: String, du: LocalDate?, au: LocalDate?,
        confiance: Confiance, emplois: [Emploi], raison: String?, nombres: [Nombre]
    ) {
        (self.id, self.chapitre, self.titre, self.article, self.texte) = (id, chapitre, titre, article, texte)
        (self.du, self.au, self.confiance, self.emplois) = (du, au, confiance, emplois)
        (self.raison, self.nombres) = (raison, nombres)
    }

    /// Nothing computes it.
    public var estInformation: Bool { emplois == [.information] }
}
