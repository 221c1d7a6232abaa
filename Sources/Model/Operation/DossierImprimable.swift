/// Everything the documents of one dossier print, independent of the database. Amounts HT unless the name says TTC.
public struct DossierImprimable: Sendable, Hashable, Codable {
    /// Number given by the register: `2026-03-0042`.
    public var numero: String
    public var exercice: Int
    /// The day the documents are edited (Europe/Paris): their date, so that the same dossier gives the same bytes.
    public var editeLe: LocalDate
    public var porteur: PorteurImprimable
    public var operation: Operation
    public var dispositif: DispositifSollicite
    public var lignes: [LignePlan]
    public var plan: Plan
    /// Names of the funders of the plan by code (`DETR` → «Dotation d’équipement des territoires ruraux»); a code without one prints as it is.
    public var nomsDispositifs: [String: String]
    public var montantDemande: Money
    public var depenseSubventionnable: Money
    /// montant / dépense subventionnable.
    public var taux: Rate
    public var dates: Dates
    public var cadre: CadreLegal
    /// Prices or rates are the programme's example values: every page says so.
    public var estIllustratif: Bool
    /// What the mairie chose instead of what a kit held.
    public var substitutions: [Substitution]
    /// The day that the prices of the lines bear; nil: they are not frozen.
    public var prixFigesLe: LocalDate?
    /// Who takes part and what each takes, the lead first; empty for a porteur alone.
    public var participants: [Participant]
    /// The délibération as the mairie worded it; nil: as Trousse words it.
    public var redaction: DeliberationRedigee?
    /// What the letter lists: `1.4 Devis descriptif détaillé`; empty: the pieces that Trousse writes.
    public var piecesJointes: [String]

    public init(
        numero: String, exercice: Int, editeLe: LocalDate, porteur: PorteurImprimable, operation: Operation,
        dispositif: DispositifSollicite, lignes: [LignePlan], plan: Plan, nomsDispositifs: [String: String], montantDemande: Money,
        depenseSubventionnable: Money, taux: Rate, dates: Dates, cadre: CadreLegal, estIllustratif: Bool,
        substitutions: [Substitution] = [], prixFigesLe: LocalDate? = nil,
        participants: [Participant] = [], redaction: DeliberationRedigee? = nil, piecesJointes: [String] = []
    ) {
        (self.redaction, self.piecesJointes) = (redaction, piecesJointes)
        (self.numero, self.exercice, self.editeLe, self.porteur) = (numero, exercice, editeLe, porteur)
        (self.operation, self.dispositif, self.lignes, self.plan) = (operation, dispositif, lignes, plan)
        (self.nomsDispositifs, self.montantDemande) = (nomsDispositifs, montantDemande)
        (self.depenseSubventionnable, self.taux, self.dates) = (depenseSubventionnable, taux, dates)
        (self.cadre, self.estIllustratif) = (cadre, estIllustratif)
        (self.substitutions, self.prixFigesLe, self.participants) = (substitutions, prixFigesLe, participants)
    }

    /// One participant of a project for several communes, with its part of the cost, HT.
    public struct Participant: Sendable, Hashable, Codable {
        public var nom: String
        public var estChef: Bool
        public var partHT: Money
        public init(nom: String, estChef: Bool, partHT: Money) { (self.nom, self.estChef, self.partHT) = (nom, estChef, partHT) }
    }

    /// An article in the place of another of the same fonction, with the reason that the mairie gave.
    public struct Substitution: Sendable, Hashable, Codable {
        public var prevu: String
        public var retenu: String
        public var motif: String
        public init(prevu: String, retenu: String, motif: String) { (self.prevu, self.retenu, self.motif) = (prevu, retenu, motif) }
    }

    public struct Operation: Sendable, Hashable, Codable {
        public var intitule: String
        /// Where: `Mairie, 1 place de l’Hôtel-de-Ville`.
        public var lieu: String
        /// What is bought and done, in the applicant's words.
        public var objet: String
        /// The need it answers, in the applicant's words; paragraphs are separated by a blank line.
        public var besoin: String
        public var calendrier: Calendrier
        public init(intitule: String, lieu: String, objet: String, besoin: String, calendrier: Calendrier) {
            (self.intitule, self.lieu, self.objet, self.besoin, self.calendrier) = (intitule, lieu, objet, besoin, calendrier)
        }
    }

    /// The planned days of the operation: order (the start of execution, START-DEF), delivery, completion.
    public struct Calendrier: Sendable, Hashable, Codable {
        public var commande: LocalDate
        public var livraison: LocalDate
        public var achevement: LocalDate
        public init(commande: LocalDate, livraison: LocalDate, achevement: LocalDate) {
            (self.commande, self.livraison, self.achevement) = (commande, livraison, achevement)
        }
    }

    /// What has already happened to the dossier; a date that is not known prints as a blank to fill by hand.
    public struct Dates: Sendable, Hashable, Codable {
        public var deliberation: LocalDate?
        public var depot: LocalDate?
        public var reception: LocalDate?
        public var completude: LocalDate?
        public var decision: LocalDate?
        public init(
            deliberation: LocalDate? = nil, depot: LocalDate? = nil, reception: LocalDate? = nil, completude: LocalDate? = nil,
            decision: LocalDate? = nil
        ) {
            (self.deliberation, self.depot, self.reception) = (deliberation, depot, reception)
            (self.completude, self.decision) = (completude, decision)
        }
    }

    /// Whom the grant is asked from, and under which text.
    public struct DispositifSollicite: Sendable, Hashable, Codable {
        /// Which text rules the demand (RULES 1, 2 and 3).
        public enum Regime: String, Sendable, Hashable, Codable, CaseIterable {
            case detr, dsil
            /// Décret n° 2018-514: FNADT, calls for projects, the envelope «lieux».
            case subventionEtat = "subvention_etat"
        }
        public var code: String
        public var nom: String
        public var nomCourt: String
        public var regime: Regime
        /// Who decides and signs: `Le préfet de l’Allier`.
        public var autorite: String
        /// Where the file goes: `Préfecture de l’Allier`.
        public var destinataire: String
        /// The service in charge, its address and telephone, which the receipts must name; each optional.
        public var service: String?
        public var adresse: String?
        public var telephone: String?
        /// The préfecture asks to wait for the second receipt before ordering: a departmental setting.
        public var attendCompletude: Bool
        public init(
            code: String, nom: String, nomCourt: String, regime: Regime, autorite: String, destinataire: String, service: String? = nil,
            adresse: String? = nil, telephone: String? = nil, attendCompletude: Bool = false
        ) {
            (self.code, self.nom, self.nomCourt, self.regime) = (code, nom, nomCourt, regime)
            (self.autorite, self.destinataire, self.service) = (autorite, destinataire, service)
            (self.adresse, self.telephone, self.attendCompletude) = (adresse, telephone, attendCompletude)
        }
    }
}

/// What the arrêté attributif says (R2334-26): what was kept of the demand, and why.
public struct DecisionAttributive: Sendable, Hashable, Codable {
    /// Number of the arrêté; nil: a blank.
    public var numero: String?
    public var depenseRetenue: Money
    public var taux: Rate
    public var montant: Money
    /// When the commission d'élus gave its opinion, if one was due (COM-3).
    public var avisCommission: LocalDate?
    /// Years during which the use may not change (R2334-26); nil: a blank.
    public var affectationAnnees: Int?
    /// Lines left out of the base, and why, one sentence each.
    public var motifs: [String]

    public init(
        numero: String? = nil, depenseRetenue: Money, taux: Rate, montant: Money, avisCommission: LocalDate? = nil,
        affectationAnnees: Int? = nil, motifs: [String] = []
    ) {
        (self.numero, self.depenseRetenue, self.taux, self.montant) = (numero, depenseRetenue, taux, montant)
        (self.avisCommission, self.affectationAnnees, self.motifs) = (avisCommission, affectationAnnees, motifs)
    }
}
