/// What the base of a kit comes to, at the prices of a day: HT in its range, TTC, how the two budgets share it, what the council may
/// move, the share of reuse and the longest delay. Lines without a published price count for nothing: the totals are then lower bounds.
public struct TotauxKit: Codable, Sendable, Hashable {
    public let htMin: Money
    public let htRef: Money
    public let htMax: Money
    /// Rounded line by line.
    public let ttcRef: Money
    /// HT: what DETR and DSIL count by default, and the rest.
    public let investissement: Money
    public let fonctionnement: Money
    /// HT, within `fonctionnement`: small equipment that the council may make investment (arrêté du 26/10/2001).
    public let siDeliberation: Money
    /// Refurbished over all IT equipment, HT; nil: the kit holds no IT equipment.
    public let partReemploi: Rate?
    /// Working days; nil when no line says.
    public let delaiJoursOuvres: Int?
    public let estPartiel: Bool
    /// The day of the oldest price; nil: none is published.
    public let prixDu: LocalDate?

    public init(_ lignes: [LigneKit]) {
        func somme(_ prix: (LigneKit) -> Money?, _ compte: (LigneKit) -> Bool = { _ in true }) -> Money {
            lignes.filter(compte).compactMap { ligne in prix(ligne).map { ligne.total($0) } }.sum()
        }
        htMin = somme(\.prixMin)
        htRef = somme(\.prixRef)
        htMax = somme(\.prixMax)
        ttcRef = lignes.map { $0.lignePlan(kit: "", kits: 1, decisionPetitMateriel: false).totalTTC }.sum()
        investissement = somme(\.prixRef) { $0.section == .investissement }
        fonctionnement = somme(\.prixRef) { $0.section == .fonctionnement }
        siDeliberation = somme(\.prixRef) { $0.section == .fonctionnement && $0.eligible == .siDeliberation }
        partReemploi = lignes.partReemploi
        delaiJoursOuvres = lignes.compactMap(\.delaiJoursOuvres).max()
        estPartiel = lignes.contains { $0.prixRef == nil }
        prixDu = lignes.compactMap(\.prixDu).min()
    }
}

extension LigneKit {
    /// Counts in the share of reuse (AGEC).
    public var estReemploi: Bool { etat == "reconditionné" }
    /// HT at the reference price, for the whole quantity; nil: prix non publié.
    public var prixTotalHT: Money? { prixRef.map(total) }

    fileprivate func total(_ prix: Money) -> Money { Money(cents: prix.cents * Int64(quantite)) }
}

extension [LigneKit] {
    /// Refurbished over all IT equipment, HT at reference prices; nil: they hold no IT equipment.
    public var partReemploi: Rate? {
        let informatique = filter { $0.familleAgec == "informatique" }
        let total = informatique.compactMap(\.prixTotalHT).sum()
        return total == .zero ? nil : informatique.filter(\.estReemploi).compactMap(\.prixTotalHT).sum().ratio(to: total)
    }
}

extension KitChiffre {
    public var totaux: TotauxKit { TotauxKit(base) }
}
