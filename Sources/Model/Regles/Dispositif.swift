/// A source of money with dated rules, as `Catalog/dispositifs` describes it: who, what, how much, when, with what else. Adding one is a file,
/// not code: only the DETR and the DSIL, whose eligibility is an article of law with thresholds, name a rule of the planner.
public struct Dispositif: Codable, Sendable, Hashable, Identifiable {
    /// `DETR`, `DSIL`, `LIEUX`
    public let code: String
    /// Its place in a plan, in a list, in a tie: the lowest first.
    public let rang: Int
    public let nom: String
    /// Short name for a bar or a column: «DETR», «Lieux».
    public let nomCourt: String
    /// Who decides: «préfet de département», «préfet de région», «responsable du programme».
    public let autorite: String
    /// One sentence for a secretary.
    public let description: String
    public let source: String
    public let confiance: Confiance
    /// `illustratif` when the figures are the programme manager's example values.
    public let natureDonnee: String
    /// Codes of the pieces that its dossier asks (`Catalog/pieces`).
    public let pieces: [String]

    public var qui: Eligibilite
    public var aide: Aide
    public var cumul: Cumul
    public var versement: Versement

    public var id: String { code }
    public var estPublic: Bool { cumul.estPublic }
    public var sousPlafondEtat: Bool { cumul.sousPlafondEtat }

    public init(
        code: String, rang: Int, nom: String, nomCourt: String, autorite: String, description: String, source: String, confiance: Confiance,
        natureDonnee: String, pieces: [String], qui: Eligibilite = .init(), aide: Aide = .init(), cumul: Cumul = .init(),
        versement: Versement = .init()
    ) {
        (self.code, self.rang, self.nom, self.nomCourt, self.autorite, self.description) = (
            code, rang, nom, nomCourt, autorite, description
        )
        (self.source, self.confiance, self.natureDonnee, self.pieces) = (source, confiance, natureDonnee, pieces)
        (self.qui, self.aide, self.cumul, self.versement) = (qui, aide, cumul, versement)
    }
}

extension Dispositif {
    /// Who may ask.
    public struct Eligibilite: Codable, Sendable, Hashable {
        public enum Regle: String, Codable, Sendable, CaseIterable {
            /// CGCT L2334-33, by population and wealth.
            case detr = "DETR"
            /// CGCT L2334-42.
            case dsil = "DSIL"
            /// Every applicant of `porteurs` and `territoires`.
            case ouverte
            /// The same, but a condition that Trousse cannot see must be checked with the authority: `condition` says which.
            case aVerifier = "a_verifier"
        }
        public var regle: Regle
        public var porteurs: [NaturePorteur]
        /// Not open where false: the overseas départements, the collectivités of article 74.
        public var outreMer: Bool
        public var populationMax: Int?
        /// What is to be checked, or who is excluded; one French sentence.
        public var condition: String?

        public init(
            regle: Regle = .ouverte, porteurs: [NaturePorteur] = NaturePorteur.allCases, outreMer: Bool = true, populationMax: Int? = nil,
            condition: String? = nil
        ) {
            (self.regle, self.porteurs, self.outreMer) = (regle, porteurs, outreMer)
            (self.populationMax, self.condition) = (populationMax, condition)
        }
    }

    /// On what, and how much. The legal floor and cap of the DETR and the DSIL are dated parameters; these are the dispositif's own figures.
    public struct Aide: Codable, Sendable, Hashable {
        /// Is the grant a share of the HT or of the TTC expense? State money on TTC leaves the base of the FCTVA (RULES FCTVA-2).
        public enum Base: String, Codable, Sendable, CaseIterable { case ht = "HT", ttc = "TTC" }
        public var base: Base
        public var tauxMin: Rate?
        public var tauxMax: Rate?
        /// Proposed rate when nothing else says (enveloppe lieux).
        public var tauxPropose: Rate?
        public var plancherDepense: Money?
        public var plafondDepense: Money?
        /// Ceiling of the grant per operation.
        public var plafondMontant: Money?
        /// The grant never exceeds this share of what the porteur pays itself besides all grants: 1 for a fonds de concours, which is at most
        /// equal to the beneficiary's own part (CGCT L5214-16 V).
        public var plafondPartPropre: Rate?

        public init(
            base: Base = .ht, tauxMin: Rate? = nil, tauxMax: Rate? = nil, tauxPropose: Rate? = nil, plancherDepense: Money? = nil,
            plafondDepense: Money? = nil, plafondMontant: Money? = nil, plafondPartPropre: Rate? = nil
        ) {
            (self.base, self.tauxMin, self.tauxMax, self.tauxPropose) = (base, tauxMin, tauxMax, tauxPropose)
            (self.plancherDepense, self.plafondDepense, self.plafondMontant) = (plancherDepense, plafondDepense, plafondMontant)
            self.plafondPartPropre = plafondPartPropre
        }
    }

    /// What it may go with.
    public struct Cumul: Codable, Sendable, Hashable {
        /// How a plan that nobody constrained proposes it.
        public enum Proposition: String, Codable, Sendable, CaseIterable {
            /// In the plan as soon as it is possible.
            case conseille
            /// Possible, but chosen among many, or decided far away: a variant says what it would bring.
            case variante
            /// Its figures are nobody's rule: only if the request gives them.
            case surDemande = "sur_demande"
        }
        public var estPublic: Bool
        /// State money (of any programme): what is computed on TTC leaves the base of the FCTVA.
        public var estEtat: Bool
        /// State money that falls under the 80 % cap of R2334-27 al. 2 (DETR, DSIL, DPV, DSID).
        public var sousPlafondEtat: Bool
        public var proposition: Proposition
        /// Codes of the dispositifs that it cannot go with (RULES WHAT-6).
        public var exclut: [String]

        public init(
            estPublic: Bool = true, estEtat: Bool = false, sousPlafondEtat: Bool = false, proposition: Proposition = .surDemande,
            exclut: [String] = []
        ) {
            (self.estPublic, self.estEtat, self.sousPlafondEtat) = (estPublic, estEtat, sousPlafondEtat)
            (self.proposition, self.exclut) = (proposition, exclut)
        }
    }

    /// When its money comes.
    public struct Versement: Codable, Sendable, Hashable {
        /// An advance, interim payments and a balance, at the dated shares of the law (RULES PAY-2 to PAY-4); else all at once at the end.
        public var avance: Bool
        public var acomptes: Bool
        /// `06-30`: usual month and day of the decision within the exercice; nil: unknown.
        public var decision: MoisJour?
        /// Months between the last proof and the balance.
        public var delaiSoldeMois: Int

        public init(avance: Bool = false, acomptes: Bool = false, decision: MoisJour? = nil, delaiSoldeMois: Int = 3) {
            (self.avance, self.acomptes, self.decision, self.delaiSoldeMois) = (avance, acomptes, decision, delaiSoldeMois)
        }
    }
}

/// A day of any year.
public struct MoisJour: Codable, Sendable, Hashable {
    public let mois: Int
    public let jour: Int

    /// Reads `06-30`; nil when no year has such a day.
    public init?(_ text: String) {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, text.utf8.count == 5, LocalDate(2024, parts[0], parts[1]) != nil else { return nil }
        (mois, jour) = (parts[0], parts[1])
    }

    /// That day of a year; 29 February falls on the 28th when the year has none.
    public func en(_ annee: Int) -> LocalDate? { LocalDate(annee, mois, jour) ?? LocalDate(annee, mois, jour - 1) }
}
