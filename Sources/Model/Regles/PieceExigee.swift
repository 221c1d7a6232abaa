/// A piece that a dossier must hold (arrêté du 23 décembre 2002, RULES 1.10).
public struct PieceExigee: Codable, Sendable, Hashable {
    /// `1.1` … `2.2`
    public let code: String
    public let nom: String
    /// Short file-name part: `note-explicative`.
    public let fichier: String
    public let description: String
    public let source: String
    /// Trousse writes it from the plan (else the mairie brings it: devis).
    public let generee: Bool

    public init(code: String, nom: String, fichier: String, description: String, source: String, generee: Bool) {
        (self.code, self.nom, self.fichier) = (code, nom, fichier)
        (self.description, self.source, self.generee) = (description, source, generee)
    }
}
