public import Model

/// What the préfet declares before an envelope is filled.
public struct CriteresProgrammation: Codable, Sendable, Hashable {
    /// What a retained demand receives.
    public enum Montants: String, Codable, Sendable, CaseIterable {
        /// What it asks, within the ceilings.
        case demande
        /// From the floor rate up to what it asks, so that more are served.
        case modulable
    }

    public var montants = Montants.demande
    /// Of every demand, then of the first, second and third of one applicant.
    public var pointsDossier = 1
    public var pointsRang1 = 6
    public var pointsRang2 = 3
    public var pointsRang3 = 1
    public var pointsPremiereDemande = 3
    /// Points for one category of the local list; empty: none.
    public var categorie = ""
    public var pointsCategorie = 4
    /// Shares of the eligible base.
    public var tauxMin: Rate?
    public var tauxMax: Rate?
    public var communesMin = 0
    /// Per cent of its share of what is asked that each sector receives at least; 0: no balance.
    public var equilibre = 0
    /// Left aside in the envelope.
    public var reserve = Money.zero
    /// Whole euros, or centimes.
    public var enEuros = true

    public init() {}
}

/// What a filling found, as the page explains it. Dossiers by key.
public struct ResultatProgrammation: Codable, Sendable, Hashable {
    public struct Marge: Codable, Sendable, Hashable {
        public let dossier: Int64
        public let numero: String
        public let intitule: String
        public let points: Int64
        public let montant: Money
        public init(dossier: Int64, numero: String, intitule: String, points: Int64, montant: Money) {
            (self.dossier, self.numero, self.intitule) = (dossier, numero, intitule)
            (self.points, self.montant) = (points, montant)
        }
    }

    public struct Effet: Codable, Sendable, Hashable {
        public let ajout: Money
        public let pointsGagnes: Int64
        public let accorde: Money
        public let entrants: [Marge]
        public let sortants: [Marge]
        public let estProuve: Bool
        public init(ajout: Money, pointsGagnes: Int64, accorde: Money, entrants: [Marge], sortants: [Marge], estProuve: Bool) {
            (self.ajout, self.pointsGagnes, self.accorde) = (ajout, pointsGagnes, accorde)
            (self.entrants, self.sortants, self.estProuve) = (entrants, sortants, estProuve)
        }
    }

    public var points: Int64 = 0
    /// No programme is worth more.
    public var borne: Int64 = 0
    public var estOptimal = false
    public var total = Money.zero
    /// What could be spent.
    public var budget = Money.zero
    public var retenus = 0
    public var communes = 0
    /// Demands for which the law, or the declared rates, leave no amount.
    public var impossibles = 0
    public var millisecondes = 0
    /// The first to enter, the first to leave; ten at most.
    public var premiersEcartes: [Marge] = []
    public var derniersRetenus: [Marge] = []
    public var effets: [Effet] = []
    public var calculeLe = ""

    public init() {}
}
