public import Foundation

/// What the planner is asked, once kits are unfolded into lines and the porteur's facts are known. Pure values:
/// reading the contract's JSON is `Planner/Contrat`, finding facts in the database is `Parcours`.
public struct DemandePlan: Sendable, Hashable, Codable {
    /// Date of receipt of the demand (Europe/Paris): picks the start and completeness rules.
    public var dateDemande: LocalDate
    /// Budget year of the programming: picks the eligibility rules.
    public var exercice: Int
    public var porteur: Porteur
    public var lignes: [LignePlan]
    /// nil: those of `perimetre`.
    public var financeurs: [Financeur]?
    public var perimetre: Perimetre
    public var objectif: Objectif
    /// Picks the local category and the awards to compare with.
    public var nature: NatureProjet
    /// The project belongs to a competence that has a chef de file (CGCT L1111-9), outside any contract: the own share is then 30 % (OWN-3).
    public var chefDeFile: Bool

    public init(
        dateDemande: LocalDate, exercice: Int, porteur: Porteur, lignes: [LignePlan], financeurs: [Financeur]? = nil,
        perimetre: Perimetre = .tous, objectif: Objectif = .resteACharge, nature: NatureProjet = .pointNumerique, chefDeFile: Bool = false
    ) {
        (self.dateDemande, self.exercice, self.porteur, self.lignes) = (dateDemande, exercice, porteur, lignes)
        (self.financeurs, self.perimetre, self.objectif, self.nature) = (financeurs, perimetre, objectif, nature)
        self.chefDeFile = chefDeFile
    }
}

/// Among which dispositifs to search when the demand names none.
public enum Perimetre: String, Codable, Sendable, CaseIterable {
    /// Every dispositif of the catalogue that may apply.
    case tous
    /// Those that the catalogue advises first; the others are variants, with what they would change.
    case conseilles
}

/// What the best plan is. Ties are broken in the same order always: remaining cost, files, sureness, order of the dispositifs.
public enum Objectif: String, Codable, Sendable, CaseIterable {
    /// The least remaining cost for the porteur, TTC, once aids and FCTVA are in.
    case resteACharge = "reste_a_charge"
    /// One file to write: the one that leaves the least to pay.
    case moinsDeDossiers = "moins_de_dossiers"
    /// Only what is usually granted: verified eligibility, no selection far away, the rate that three files in four obtained.
    case plusSur = "plus_sur"
    /// The least money advanced by the porteur, counted in euros × days.
    case plusTot = "plus_tot"
}

public enum NaturePorteur: String, Codable, Sendable, CaseIterable { case commune, epci, syndicat }

/// When the FCTVA comes back (RULES FCTVA-4).
public enum RegimeFCTVA: String, Codable, Sendable, CaseIterable {
    case n = "N"
    case n1 = "N+1"
    case n2 = "N+2"
    public var annees: Int {
        switch self {
        case .n: 0;
        case .n1: 1;
        case .n2: 2
        }
    }
}

/// Who asks, with the facts that eligibility turns on. nil means unknown: it makes the answer `a_verifier`, never a refusal.
public struct Porteur: Sendable, Hashable, Codable {
    public var nature: NaturePorteur
    public var nom: String?
    public var codeInsee: String?
    public var siren: String?
    public var departement: String
    public var population: Int?
    public var potentielFinancierParHabitant: Decimal?
    public var regimeFCTVA: RegimeFCTVA?
    /// EPCI: population of the largest member commune.
    public var populationCentre: Int?
    /// EPCI: inhabitants per km².
    public var densite: Decimal?
    /// Syndicat: eligible in 2010 to DGE or DDR (RULES ELIG-1BIS).
    public var eligibleDGE2010: Bool?
    /// Named maître d'ouvrage by a contract signed with the préfet (RULES ELIG-MOD, DSIL-1).
    public var designeParContrat = false
    /// Commune nouvelle: when it was created, and whether a merged commune was eligible the year before (ELIG-COM-C).
    public var communeNouvelle: CommuneNouvelle?

    public struct CommuneNouvelle: Sendable, Hashable, Codable {
        public var creation: LocalDate
        public var fondatriceEligible: Bool
        public init(creation: LocalDate, fondatriceEligible: Bool) {
            (self.creation, self.fondatriceEligible) = (creation, fondatriceEligible)
        }
    }

    public init(
        nature: NaturePorteur, nom: String? = nil, codeInsee: String? = nil, siren: String? = nil, departement: String,
        population: Int? = nil, potentielFinancierParHabitant: Decimal? = nil, regimeFCTVA: RegimeFCTVA? = nil,
        populationCentre: Int? = nil, densite: Decimal? = nil, eligibleDGE2010: Bool? = nil, communeNouvelle: CommuneNouvelle? = nil
    ) {
        (self.nature, self.nom, self.codeInsee, self.siren, self.departement) = (nature, nom, codeInsee, siren, departement)
        (self.population, self.potentielFinancierParHabitant, self.regimeFCTVA) = (population, potentielFinancierParHabitant, regimeFCTVA)
        (self.populationCentre, self.densite, self.eligibleDGE2010) = (populationCentre, densite, eligibleDGE2010)
        self.communeNouvelle = communeNouvelle
    }

    /// Overseas départements count with other thresholds (RULES ELIG-COM-A, ELIG-EPCI-B).
    public var estOutreMer: Bool { departement.hasPrefix("97") }
}

/// One line of the basket, HT. `prixUnitaireHT` nil: prix non publié, sur devis; totals are then partial.
public struct LignePlan: Sendable, Hashable, Codable {
    public var libelle: String
    public var quantite: Decimal
    public var prixUnitaireHT: Money?
    public var tauxTva: Rate
    public var section: Section
    /// May it enter the eligible base (once the council's decision, when there is one, has made it investment)?
    public var eligible: Bool
    public var articleCode: String?
    public var kitCode: String?
    /// Investment if the council so decides: what the decision would change is said in the plan.
    public var siDeliberation: Bool

    public init(
        libelle: String, quantite: Decimal, prixUnitaireHT: Money?, tauxTva: Rate, section: Section, eligible: Bool,
        articleCode: String? = nil, kitCode: String? = nil, siDeliberation: Bool = false
    ) {
        (self.libelle, self.quantite, self.prixUnitaireHT, self.tauxTva) = (libelle, quantite, prixUnitaireHT, tauxTva)
        (self.section, self.eligible, self.articleCode, self.kitCode) = (section, eligible, articleCode, kitCode)
        self.siDeliberation = siDeliberation
    }

    /// Quantity × unit price, HT, half-up to the cent; zero without a price.
    public var totalHT: Money { prixUnitaireHT?.times(quantite) ?? .zero }
    /// HT × (1 + VAT), rounded by line to the cent (PROGRAMME 3.4 rule 1).
    public var totalTTC: Money { totalHT.times(Rate(1 + tauxTva.value)) }
}

/// A funder as the request gives it.
public struct Financeur: Sendable, Hashable, Codable {
    public enum Statut: String, Codable, Sendable, CaseIterable { case demande, acquis }
    public var dispositif: String
    public var statut: Statut
    public var tauxMin: Rate?
    public var tauxMax: Rate?
    public var plafondDepense: Money?
    public var plancherDepense: Money?
    /// Given and kept when `acquis`.
    public var montant: Money?
    public var estPublic: Bool

    public init(
        dispositif: String, statut: Statut, tauxMin: Rate? = nil, tauxMax: Rate? = nil, plafondDepense: Money? = nil,
        plancherDepense: Money? = nil, montant: Money? = nil, estPublic: Bool = true
    ) {
        (self.dispositif, self.statut, self.tauxMin, self.tauxMax) = (dispositif, statut, tauxMin, tauxMax)
        (self.plafondDepense, self.plancherDepense, self.montant, self.estPublic) = (plafondDepense, plancherDepense, montant, estPublic)
    }
}
