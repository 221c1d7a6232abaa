public import Model

/// What is known of an operation and its dossiers, as dates: all that its calendar is made of.
public struct OperationDatee: Sendable, Hashable {
    /// One dossier of the operation.
    public struct Depot: Sendable, Hashable {
        /// Which clock rules it.
        public enum Regime: Sendable, Hashable {
            /// DETR, DSIL and those that follow them: CGCT R2334-22 to R2334-31.
            case dotation
            /// Other State grants: décret n° 2018-514.
            case subventionEtat
            /// Somebody else's: no clock of the law.
            case autre
        }
        public var numero: String
        public var nomCourt: String
        public var regime: Regime
        public var etat: EtatDossier
        public var exercice: Int
        public var deposeLe: LocalDate?
        public var recuLe: LocalDate?
        public var demandePiecesLe: LocalDate?
        public var piecesRecuesLe: LocalDate?
        public var completLe: LocalDate?
        public var decideLe: LocalDate?
        public var notifieLe: LocalDate?
        public var commencerProrogeLe: LocalDate?
        public var acheverProrogeLe: LocalDate?
        /// Shorter delay to start set by the arrêté, in months.
        public var delaiCommencementMois: Int?
        public var commenceLe: LocalDate?
        /// When the préfecture receives demands, if it said.
        public var fenetre: FenetreDepot?
        public var sourceFenetre: String?

        public init(numero: String, nomCourt: String, regime: Regime, etat: EtatDossier, exercice: Int) {
            (self.numero, self.nomCourt, self.regime, self.etat, self.exercice) = (numero, nomCourt, regime, etat, exercice)
        }
    }

    /// The order, once it is passed.
    public struct Achat: Sendable, Hashable {
        public var numero: String
        public var passeeLe: LocalDate
        /// Asked of the supplier, or usual.
        public var livraisonAvant: LocalDate
        /// Essential data to publish before (DECP).
        public var publierAvant: LocalDate?

        public init(numero: String, passeeLe: LocalDate, livraisonAvant: LocalDate, publierAvant: LocalDate? = nil) {
            (self.numero, self.passeeLe, self.livraisonAvant, self.publierAvant) = (numero, passeeLe, livraisonAvant, publierAvant)
        }
    }

    public var depots: [Depot]
    public var achat: Achat?
    /// HT.
    public var coutTotal: Money
    /// Year when the FCTVA of the operation comes back; nil: none.
    public var anneeFCTVA: Int?

    public init(depots: [Depot], achat: Achat? = nil, coutTotal: Money, anneeFCTVA: Int? = nil) {
        (self.depots, self.achat, self.coutTotal, self.anneeFCTVA) = (depots, achat, coutTotal, anneeFCTVA)
    }

    /// Every deadline and expected day that the known dates allow, earliest first. The parameters are those in force on the date that each rule
    /// names (RULES 0.1).
    public func calendrier(_ parametres: Parametres) -> [EntreeCalendrier] {
        let entrees = depots.flatMap { depot in CalendrierDepot(depot: depot, parametres: parametres).entrees } + achats(parametres)
        return entrees.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)
    }
}
