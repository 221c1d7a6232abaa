/// The tree of money of a programme, as `Catalog/enveloppes` gives it: fixed nodes, then delegations to départements. It is opened for an exercice.
public struct ProgrammeEnveloppes: Codable, Sendable, Hashable {
    /// Parents before children.
    public let noeuds: [Noeud]
    public let delegations: [Delegation]
    public let source: String
    /// `illustratif`: the split is an example of the programme manager's.
    public let natureDonnee: String

    public init(noeuds: [Noeud], delegations: [Delegation], source: String, natureDonnee: String) {
        (self.noeuds, self.delegations) = (noeuds, delegations)
        (self.source, self.natureDonnee) = (source, natureDonnee)
    }

    public struct Noeud: Codable, Sendable, Hashable {
        /// `LIEUX`; the envelope opened from it adds its exercice: `LIEUX-2027`.
        public let code: String
        public let nom: String
        public let niveau: SituationEnveloppe.Niveau
        public let parent: String?
        public let montant: Money
        public init(code: String, nom: String, niveau: SituationEnveloppe.Niveau, parent: String?, montant: Money) {
            (self.code, self.nom, self.niveau, self.parent, self.montant) = (code, nom, niveau, parent, montant)
        }
    }

    /// An amount shared between all départements in proportion to the inhabitants of their communes of at most `populationMax`.
    public struct Delegation: Codable, Sendable, Hashable {
        public let de: String
        public let nom: String
        public let dispositif: String
        public let montant: Money
        public let populationMax: Int
        public init(de: String, nom: String, dispositif: String, montant: Money, populationMax: Int) {
            (self.de, self.nom, self.dispositif, self.montant, self.populationMax) = (de, nom, dispositif, montant, populationMax)
        }
    }
}
