/// How well a rule was seen (RULES, confidence tags). What is not `vu` or `paraphrase` warns; it never refuses.
public enum Confiance: String, Codable, Sendable, CaseIterable {
    case vu = "V"
    case paraphrase = "P"
    case connu = "K"
    case interpretation
}

/// One dated number of the law (RULES §13): in force from `du` to `au`, both included; `au` nil is open.
public struct Parametre: Codable, Sendable, Hashable {
    public let cle: String
    /// The value as text: `0.80`, `2000`, `not_before_receipt`; a list is separated by `|`.
    public let valeur: String
    public let du: LocalDate
    public let au: LocalDate?
    public let source: String
    public let confiance: Confiance
    /// `strictly_lower`, `strictly_greater`, or what the figure applies to.
    public let precision: String?

    public init(cle: String, valeur: String, du: LocalDate, au: LocalDate?, source: String, confiance: Confiance, precision: String? = nil)
    {
        (self.cle, self.valeur, self.du, self.au) = (cle, valeur, du, au)
        (self.source, self.confiance, self.precision) = (source, confiance, precision)
    }
}

/// The numbers of the law, asked for at the date that the rule names (RULES 0.1): never "today".
public struct Parametres: Sendable {
    private let parCle: [String: [Parametre]]

    public init(_ parametres: [Parametre]) { parCle = Dictionary(grouping: parametres, by: \.cle) }

    /// The version in force on a day; nil when none was loaded for it.
    public func en(_ date: LocalDate, _ cle: String) -> Parametre? {
        parCle[cle]?.last { $0.du <= date && ($0.au.map { date <= $0 } ?? true) }
    }
    public func rate(_ cle: String, en date: LocalDate) -> Rate? { en(date, cle).flatMap { Rate($0.valeur) } }
    public func integer(_ cle: String, en date: LocalDate) -> Int? { en(date, cle).flatMap { Int($0.valeur) } }
    /// Reads a value in euros.
    public func money(_ cle: String, en date: LocalDate) -> Money? { en(date, cle).flatMap { try? Money(french: $0.valeur) } }
    public var toutes: [Parametre] { parCle.values.flatMap(\.self).sorted { ($0.cle, $0.du) < ($1.cle, $1.du) } }
}
