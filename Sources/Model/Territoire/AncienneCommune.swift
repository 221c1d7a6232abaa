/// Where an INSEE code that is no longer a commune's leads: a merged commune, a delegated or associated one, a municipal arrondissement, or
/// a commune that changed code with its département.
public struct AncienneCommune: Codable, Sendable, Hashable {
    public let codeAncien: String
    public let nomAncien: String
    /// The commune of 1 January 2026.
    public let codeInsee: String
    /// First day in that commune, Europe/Paris; nil when no official list of movements says it.
    public let depuis: LocalDate?

    public init(codeAncien: String, nomAncien: String, codeInsee: String, depuis: LocalDate?) {
        (self.codeAncien, self.nomAncien, self.codeInsee, self.depuis) = (codeAncien, nomAncien, codeInsee, depuis)
    }

    /// «Givarlais (03123) fait partie de Haut-Bocage (03158) depuis le 1er janvier 2016.»
    /// - Parameter nom: the name of the commune of today.
    public func phrase(vers nom: String) -> String {
        let date = depuis.map { " depuis le \($0.longFrench)" } ?? ""
        return nom == nomAncien
            ? "\(nom) porte le code \(codeInsee)\(date)\u{A0}; le code \(codeAncien) n’est plus en usage."
            : "\(nomAncien) (\(codeAncien)) fait partie de \(nom) (\(codeInsee))\(date)."
    }
}
