public import Model

/// One order about to be passed, and what the buyer has bought or still needs: all that the procurement rules look at. Amounts HT.
public struct BesoinAchat: Sendable, Hashable {
    /// An amount by what the rules count: CPV division, AGEC family, reuse.
    public struct Part: Sendable, Hashable {
        /// First two digits of the CPV; nil: the line has no article.
        public var division: String?
        /// `informatique`, `téléphonie`…: the family that the AGEC quota counts.
        public var familleAgec: String?
        /// Reconditioned or reused.
        public var estReemploi: Bool
        public var montantHT: Money
        public init(division: String?, familleAgec: String? = nil, estReemploi: Bool = false, montantHT: Money) {
            (self.division, self.familleAgec, self.estReemploi, self.montantHT) = (division, familleAgec, estReemploi, montantHT)
        }
    }

    /// Day the consultation is engaged, or the order passed without one (décret 2025-1386 art. 4).
    public var date: LocalDate
    public var commande: [Part]
    /// Orders of the rolling twelve months before that day (NEED-4).
    public var dejaCommande: [Part]
    /// Needs known and not ordered yet: other projects of the year.
    public var ouverts: [Part]
    /// What the other members of a groupement de commandes buy with this one (GROUP).
    public var membres: [Part]
    /// What was ordered in the calendar year of `date`, this order apart (AGEC).
    public var commandeDeLAnnee: [Part]
    public var centraleAchat: Bool
    /// Months of execution; nil: not known yet.
    public var dureeMois: Int?
    /// Supplier of each order of the twelve months, latest last.
    public var fournisseurs: [String]

    public init(
        date: LocalDate, commande: [Part], dejaCommande: [Part] = [], ouverts: [Part] = [], membres: [Part] = [],
        commandeDeLAnnee: [Part] = [], centraleAchat: Bool = false, dureeMois: Int? = nil, fournisseurs: [String] = []
    ) {
        (self.date, self.commande, self.dejaCommande, self.ouverts, self.membres) = (date, commande, dejaCommande, ouverts, membres)
        (self.commandeDeLAnnee, self.centraleAchat) = (commandeDeLAnnee, centraleAchat)
        (self.dureeMois, self.fournisseurs) = (dureeMois, fournisseurs)
    }

    /// This order alone: its lines serve one project, hence an *unité fonctionnelle* (R2121-6).
    public var montantCommande: Money { commande.map(\.montantHT).sum() }

    /// The need of each family that the order touches, whatever the suppliers (NEED-2), largest first.
    public func familles(_ parametres: Parametres) -> [BesoinFamille] {
        let divisions = FamilleHomogene.parDivision(parametres, en: date)
        func famille(_ part: Part) -> FamilleHomogene {
            guard let division = part.division else { return FamilleHomogene(code: "") }
            return divisions[division] ?? FamilleHomogene(code: "cpv-\(division)")
        }
        func somme(_ parts: [Part], _ cible: FamilleHomogene) -> Money { parts.filter { famille($0) == cible }.map(\.montantHT).sum() }
        return Set(commande.map(famille)).map { cible in
            BesoinFamille(
                famille: cible, commandeHT: somme(commande, cible), dejaCommandeHT: somme(dejaCommande, cible),
                ouvertsHT: somme(ouverts, cible), membresHT: somme(membres, cible))
        }
        .sorted { ($1.totalHT, $0.famille) < ($0.totalHT, $1.famille) }
    }
}

/// The need of one homogeneous family over twelve months, HT.
public struct BesoinFamille: Sendable, Hashable {
    public let famille: FamilleHomogene
    public let commandeHT: Money
    public let dejaCommandeHT: Money
    public let ouvertsHT: Money
    public let membresHT: Money

    public var totalHT: Money { commandeHT + dejaCommandeHT + ouvertsHT + membresHT }
}
