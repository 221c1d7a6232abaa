/// A quotation as it is printed: piece 1.4 of the file. Its totals are those of the order that may follow.
public struct Devis: Sendable, Hashable, Codable {
    public var numero: String
    public var date: LocalDate
    public var fournisseur: BonDeCommande.Fournisseur
    public var client: PorteurImprimable
    public var objet: String
    public var lignes: [BonDeCommande.Ligne]
    /// Longest of its lines, in working days; nil when none is known.
    public var delaiJoursOuvres: Int?
    public var valableJusquau: LocalDate
    public var estIllustratif: Bool

    public init(
        numero: String, date: LocalDate, fournisseur: BonDeCommande.Fournisseur, client: PorteurImprimable, objet: String,
        lignes: [BonDeCommande.Ligne], delaiJoursOuvres: Int? = nil, valableJusquau: LocalDate, estIllustratif: Bool
    ) {
        (self.numero, self.date, self.fournisseur, self.client) = (numero, date, fournisseur, client)
        (self.objet, self.lignes, self.delaiJoursOuvres) = (objet, lignes, delaiJoursOuvres)
        (self.valableJusquau, self.estIllustratif) = (valableJusquau, estIllustratif)
    }
}

extension Sequence where Element == BonDeCommande.Ligne {
    public var totalHT: Money { map(\.totalHT).sum() }
    public var totalTTC: Money { totalHT + map(\.tva).sum() }
    /// Base and VAT of each rate, lowest rate first.
    public var tvaParTaux: [(taux: Rate, base: Money, tva: Money)] {
        Dictionary(grouping: self, by: \.tauxTva).sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.map(\.totalHT).sum(), $0.value.map(\.tva).sum()) }
    }
}
