public import Foundation
public import Model

/// A plan request as the contract gives it: kits are codes, and the porteur may be a code too. Finding them in the database is for
/// `Parcours`; this value then becomes a `DemandePlan`.
public struct PlanRequete: Sendable, Hashable {
    public var dateDemande: LocalDate
    public var exercice: Int
    public var porteur: PorteurRequete
    public var kits: [KitDemande]
    /// Lines given in full, besides those of the kits.
    public var lignes: [LignePlan]
    /// nil: every dispositif that may apply.
    public var financeurs: [Financeur]?
    public var objectif: Objectif
    /// nil: what the kits are for.
    public var nature: NatureProjet?
    /// The project belongs to a competence that has a chef de file (OWN-3).
    public var chefDeFile: Bool

    public init(
        dateDemande: LocalDate, exercice: Int, porteur: PorteurRequete, kits: [KitDemande], lignes: [LignePlan] = [],
        financeurs: [Financeur]? = nil, objectif: Objectif = .resteACharge, nature: NatureProjet? = nil, chefDeFile: Bool = false
    ) {
        (self.dateDemande, self.exercice, self.porteur, self.kits) = (dateDemande, exercice, porteur, kits)
        (self.lignes, self.financeurs, self.objectif) = (lignes, financeurs, objectif)
        (self.nature, self.chefDeFile) = (nature, chefDeFile)
    }

    /// A kit of the catalogue, how many, and the options taken with it (codes of articles).
    public struct KitDemande: Sendable, Hashable {
        public var code: String
        public var quantite: Int
        public var options: [String]
        public init(code: String, quantite: Int = 1, options: [String] = []) {
            (self.code, self.quantite, self.options) = (code, quantite, options)
        }
    }

    /// The demand, once kits are lines and the porteur is known.
    /// - Parameters:
    ///   - porteur: what the database knows of the porteur, or `nil` when the request carries only facts; facts of the request override it.
    ///   - lignesDesKits: the lines of `kits`, at the prices of the day, HT.
    ///   - besoins: what the kits are for, when the request does not say the kind of its project.
    /// - Throws: when nothing says in which département the porteur is.
    public func demande(porteur base: Porteur?, lignesDesKits: [LignePlan], besoins: [String] = []) throws(ErreurDeDemande) -> DemandePlan {
        DemandePlan(
            dateDemande: dateDemande, exercice: exercice, porteur: try porteur.porteur(base: base), lignes: lignesDesKits + lignes,
            financeurs: financeurs, objectif: objectif, nature: nature ?? NatureProjet(besoins: besoins), chefDeFile: chefDeFile)
    }
}

/// Who asks, as the contract says it: a code to find, facts, or a code and facts that override what is found.
public struct PorteurRequete: Sendable, Hashable {
    public var nature: NaturePorteur
    public var codeInsee: String?
    public var siren: String?
    public var departement: String?
    public var population: Int?
    public var potentielFinancierParHabitant: Decimal?
    public var regimeFCTVA: RegimeFCTVA?
    public var populationCentre: Int?
    public var densite: Decimal?
    public var eligibleDGE2010: Bool?
    public var designeParContrat = false
    public var communeNouvelle: Porteur.CommuneNouvelle?

    public init(nature: NaturePorteur, codeInsee: String? = nil, siren: String? = nil) {
        (self.nature, self.codeInsee, self.siren) = (nature, codeInsee, siren)
    }

    /// The porteur: what is known of it, under what the request says.
    public func porteur(base: Porteur?) throws(ErreurDeDemande) -> Porteur {
        guard let departement = departement ?? base?.departement ?? departementDuCode else {
            throw ErreurDeDemande(chemin: "porteur.departement", message: "porteur inconnu : indiquez son département.")
        }
        var porteur = Porteur(
            nature: nature, nom: base?.nom, codeInsee: codeInsee ?? base?.codeInsee, siren: siren ?? base?.siren, departement: departement,
            population: population ?? base?.population,
            potentielFinancierParHabitant: potentielFinancierParHabitant ?? base?.potentielFinancierParHabitant,
            regimeFCTVA: regimeFCTVA ?? base?.regimeFCTVA, populationCentre: populationCentre ?? base?.populationCentre,
            densite: densite ?? base?.densite, eligibleDGE2010: eligibleDGE2010 ?? base?.eligibleDGE2010,
            communeNouvelle: communeNouvelle ?? base?.communeNouvelle)
        porteur.designeParContrat = designeParContrat
        return porteur
    }

    /// The département that an INSEE code begins with: two characters, three overseas.
    private var departementDuCode: String? {
        codeInsee.map { String($0.prefix($0.hasPrefix("97") || $0.hasPrefix("98") ? 3 : 2)) }
    }
}
