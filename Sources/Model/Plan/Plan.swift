/// The planner's answer: who may pay, how much, under which article, what it really costs. Stored as it was computed.
public struct Plan: Sendable, Hashable, Codable {
    public var eligibilite: [Eligibilite]
    public var coutTotalHT: Money
    public var coutTotalTTC: Money
    public var investissementHT: Money
    /// The eligible base: investment that dispositifs may count, HT.
    public var assietteHT: Money
    public var financements: [Financement]
    /// What the commune pays of the HT cost.
    public var autofinancementHT: Money
    /// Own share of the public financing of the investment (L1111-10 III).
    public var partAutofinancement: Rate
    public var fctva: FCTVA
    /// The true cost for the commune, TTC, once aids and FCTVA are in.
    public var resteAChargeTTC: Money
    public var tresorerie: [Echeance]
    public var alternatives: [Alternative]
    public var alertes: [Motif]
    public var refus: [Motif]
    /// Some line has no published price: every total is a lower bound.
    public var estPartiel: Bool
    /// What the plan was chosen for; nil in a plan kept before there was a choice, as the two that follow.
    public var objectif: Objectif?
    /// How it compares with others, besides its cost.
    public var criteres: Criteres?
    /// What would change it, and by how much.
    public var effets: [Motif]?

    public init(
        eligibilite: [Eligibilite], coutTotalHT: Money, coutTotalTTC: Money, investissementHT: Money, assietteHT: Money,
        financements: [Financement], autofinancementHT: Money, partAutofinancement: Rate, fctva: FCTVA, resteAChargeTTC: Money,
        tresorerie: [Echeance], alternatives: [Alternative], alertes: [Motif], refus: [Motif], estPartiel: Bool,
        objectif: Objectif? = nil, criteres: Criteres? = nil, effets: [Motif]? = nil
    ) {
        (self.eligibilite, self.coutTotalHT, self.coutTotalTTC) = (eligibilite, coutTotalHT, coutTotalTTC)
        (self.investissementHT, self.assietteHT, self.financements) = (investissementHT, assietteHT, financements)
        (self.autofinancementHT, self.partAutofinancement, self.fctva) = (autofinancementHT, partAutofinancement, fctva)
        (self.resteAChargeTTC, self.tresorerie, self.alternatives) = (resteAChargeTTC, tresorerie, alternatives)
        (self.alertes, self.refus, self.estPartiel) = (alertes, refus, estPartiel)
        (self.objectif, self.criteres, self.effets) = (objectif, criteres, effets)
    }

    /// What the porteur weighs besides the cost.
    public struct Criteres: Sendable, Hashable, Codable {
        /// Files to write.
        public var dossiers: Int
        /// What nothing guarantees, summed over the grants: 2 for an eligibility to verify, 1 for a selection, 1 for a rate over what three files
        /// in four obtained.
        public var incertitudes: Int
        /// The most that the porteur will have advanced, TTC, and when.
        public var avanceMaximale: Money
        public var avanceMaximaleLe: LocalDate?
        public init(dossiers: Int, incertitudes: Int, avanceMaximale: Money, avanceMaximaleLe: LocalDate?) {
            (self.dossiers, self.incertitudes) = (dossiers, incertitudes)
            (self.avanceMaximale, self.avanceMaximaleLe) = (avanceMaximale, avanceMaximaleLe)
        }
    }

    public struct Eligibilite: Sendable, Hashable, Codable {
        public enum Reponse: String, Sendable, Hashable, Codable { case oui, non, aVerifier = "a_verifier" }
        public var dispositif: String
        public var reponse: Reponse
        public var motifs: [Motif]
        public init(dispositif: String, reponse: Reponse, motifs: [Motif]) {
            (self.dispositif, self.reponse, self.motifs) = (dispositif, reponse, motifs)
        }
    }

    public struct Financement: Sendable, Hashable, Codable {
        public var dispositif: String
        public var depenseSubventionnable: Money
        /// montant / dépense subventionnable (RULES 0.3): never over the total cost.
        public var taux: Rate
        public var montant: Money
        public var statut: Financeur.Statut
        public var estPublic: Bool
        public var motifs: [Motif]
        /// The most that the law, the bracket and the dispositif allow on this base, alone; nil when nothing says, or when obtained.
        public var maximumLegal: Money?
        /// Local practice: what similar projects really got; nil when no award is known, or when obtained.
        public var usage: UsageObserve?
        public init(
            dispositif: String, depenseSubventionnable: Money, taux: Rate, montant: Money, statut: Financeur.Statut, estPublic: Bool,
            motifs: [Motif], maximumLegal: Money? = nil, usage: UsageObserve? = nil
        ) {
            (self.dispositif, self.depenseSubventionnable, self.taux, self.montant) = (dispositif, depenseSubventionnable, taux, montant)
            (self.statut, self.estPublic, self.motifs, self.maximumLegal) = (statut, estPublic, motifs, maximumLegal)
            self.usage = usage
        }
    }

    public struct FCTVA: Sendable, Hashable, Codable {
        public var montant: Money
        public var exercice: Int
        public var motifs: [Motif]
        public init(montant: Money, exercice: Int, motifs: [Motif]) {
            (self.montant, self.exercice, self.motifs) = (montant, exercice, motifs)
        }
    }

    /// One movement of the commune's cash: positive comes in, negative goes out.
    public struct Echeance: Sendable, Hashable, Codable {
        public var date: LocalDate
        public var libelle: String
        public var montant: Money
        public init(date: LocalDate, libelle: String, montant: Money) { (self.date, self.libelle, self.montant) = (date, libelle, montant) }
    }

    public struct Alternative: Sendable, Hashable, Codable {
        public var pourquoi: String
        public var plan: Plan
        public init(pourquoi: String, plan: Plan) { (self.pourquoi, self.plan) = (pourquoi, plan) }
    }

    public var totalFinancements: Money { financements.map(\.montant).sum() }
}
