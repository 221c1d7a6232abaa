/// One reason of a plan, a refusal or a warning, as data first: the rule's identifier in RULES, the text of law, the
/// values that decided. The French sentence is `texte`, composed at the edge (`Motif+French.swift`).
public struct Motif: Hashable, Sendable, Codable {
    /// `ELIG-COM-A`, `RATE-A2`, `OWN-1`… as RULES names it.
    public var code: String
    /// `CGCT, art. L. 2334-33`.
    public var source: String
    /// The French sentence: what, why, and what to do when something can be done.
    public var texte: String
    /// The values that decided, as the contract prints them (`"population": "1820"`, `"plafond": "0.80"`).
    public var valeurs: [String: String]

    public init(code: String, source: String, texte: String, valeurs: [String: String] = [:]) {
        (self.code, self.source, self.texte, self.valeurs) = (code, source, texte, valeurs)
    }
}
