/// Section of the commune's budget: investissement or fonctionnement (RULES 5).
public enum Section: String, Codable, Sendable, CaseIterable {
    case investissement = "I"
    case fonctionnement = "F"
}

/// May this line count in the eligible base of DETR and DSIL? `siDeliberation`: only if the council's decision makes it investment (RULES 5.1).
public enum Eligibilite500: String, Codable, Sendable, CaseIterable {
    case oui
    case siDeliberation = "si_deliberation"
    case non
}

/// A price range of a given day, HT, for one unit. An article without one is «prix non publié, sur devis».
public struct Prix: Codable, Sendable, Hashable {
    public let min: Money
    public let ref: Money
    public let max: Money
    public init(min: Money, ref: Money, max: Money) { (self.min, self.ref, self.max) = (min, ref, max) }
}

/// An article of the catalogue.
public struct Article: Codable, Sendable, Hashable, Identifiable {
    public let code: String
    public let libelle: String
    /// «Postes et périphériques», «Mobilier»… `familleCode` is its three letters.
    public let famille: String
    public let besoins: [String]
    public let etat: String
    public let unite: String
    /// HT, unit, of the last period; nil: prix non publié.
    public let prix: Prix?
    /// Since when `prix` holds, or the day on which none was found.
    public let datePrix: LocalDate
    /// Every price, in the order of days, without overlap; the last one is `prix`. A gap: none was published then.
    public let tarifs: [Tarif]
    public let tauxTva: Rate
    public let cpv: String
    public let section: Section
    public let regleImputation: String
    public let eligible: Eligibilite500
    public let compteM57: String
    public let compteM57Abrege: String
    public let compteSiInvestissement: String?
    public let garantieMois: Int?
    public let delaiJoursOuvres: Int?
    public let dimensions: String?
    public let accessibilite: String?
    public let familleAgec: String?
    /// What it is for: articles of one fonction may replace each other.
    public let fonction: String
    /// Drawn from the mains, in watts; nil: none, or unknown.
    public let puissanceW: Int?
    /// In grams; nil: unknown.
    public let poidsG: Int?
    /// Usable by, or made for, a person with reduced mobility or a disability.
    public let pmr: Bool
    /// What it carries, when it is a case or a trolley.
    public let contenant: Contenant?
    public let quantiteMin: Int
    public let quantiteMax: Int
    /// `illustratif`, `réel`…: shown to users.
    public let natureDonnee: String
    public let remarque: String?

    public var id: String { code }
    public var familleCode: String { String(code.prefix(3)) }

    public init(
        code: String, libelle: String, famille: String, besoins: [String], etat: String, unite: String, prix: Prix?, datePrix: LocalDate,
        tauxTva: Rate, cpv: String, section: Section, regleImputation: String, eligible: Eligibilite500, compteM57: String,
        compteM57Abrege: String, compteSiInvestissement: String?, garantieMois: Int?, delaiJoursOuvres: Int?, dimensions: String?,
        accessibilite: String?, familleAgec: String?, fonction: String, puissanceW: Int?, poidsG: Int?, pmr: Bool, contenant: Contenant?,
        quantiteMin: Int, quantiteMax: Int, natureDonnee: String, remarque: String?, tarifs: [Tarif]? = nil
    ) {
        (self.code, self.libelle, self.famille, self.besoins, self.etat, self.unite) = (code, libelle, famille, besoins, etat, unite)
        (self.prix, self.datePrix, self.tauxTva, self.cpv) = (prix, datePrix, tauxTva, cpv)
        (self.section, self.regleImputation, self.eligible) = (section, regleImputation, eligible)
        (self.compteM57, self.compteM57Abrege, self.compteSiInvestissement) = (compteM57, compteM57Abrege, compteSiInvestissement)
        (self.garantieMois, self.delaiJoursOuvres, self.dimensions) = (garantieMois, delaiJoursOuvres, dimensions)
        (self.accessibilite, self.familleAgec, self.fonction) = (accessibilite, familleAgec, fonction)
        (self.puissanceW, self.poidsG, self.pmr, self.contenant) = (puissanceW, poidsG, pmr, contenant)
        (self.quantiteMin, self.quantiteMax) = (quantiteMin, quantiteMax)
        (self.natureDonnee, self.remarque) = (natureDonnee, remarque)
        self.tarifs = tarifs ?? prix.map { [Tarif(du: datePrix, prix: $0)] } ?? []
    }
}
