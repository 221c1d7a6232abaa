public import Foundation

/// One mail ready to leave.
public struct Pli: Sendable {
    public struct Jointe: Sendable {
        public let nom: String
        public let type: String
        public let octets: Data
        public init(nom: String, type: String, octets: Data) { (self.nom, self.type, self.octets) = (nom, type, octets) }
    }

    public let identifiant: UUID
    public let destinataire: String
    public let nom: String
    public let objet: String
    public let texte: String
    public let html: String
    public let jointes: [Jointe]

    public init(identifiant: UUID, destinataire: String, nom: String, objet: String, texte: String, html: String, jointes: [Jointe]) {
        (self.identifiant, self.destinataire, self.nom, self.objet) = (identifiant, destinataire, nom, objet)
        (self.texte, self.html, self.jointes) = (texte, html, jointes)
    }
}

/// Why a mail did not leave, and what may be hoped.
public struct EchecEnvoi: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Gravite: String, Sendable, Codable {
        /// Nobody answers, or who answers does not let us in: wait, the mail has nothing to do with it.
        case injoignable
        /// The server refuses for now (4xx).
        case provisoire
        /// The server refuses for good (5xx).
        case definitif
    }
    public let gravite: Gravite
    public let description: String
    public init(_ gravite: Gravite, _ description: String) { (self.gravite, self.description) = (gravite, description) }
}

/// What the worker is told: one line of JSON, then the attachments, raw.
struct DemandeEnvoi: Encodable {
    let serveur: ServeurSMTP
    let de: String
    let a: String
    let nom: String
    let identifiant: String
    let objet: String
    let texte: String
    let html: String
    let jointes: [Piece]

    struct Piece: Encodable {
        let nom: String
        let type: String
        let taille: Int
    }

    init(_ pli: Pli, _ reglages: ReglagesCourrier) {
        (serveur, de) = (reglages.serveur, reglages.expediteur)
        (a, nom, objet, texte, html) = (pli.destinataire, pli.nom, pli.objet, pli.texte, pli.html)
        identifiant = "<\(pli.identifiant.uuidString.lowercased())@\(reglages.domaine)>"
        jointes = pli.jointes.map { Piece(nom: $0.nom, type: $0.type, taille: $0.octets.count) }
    }

    func octets(_ pli: Pli) throws -> Data {
        pli.jointes.reduce(into: try JSONEncoder().encode(self) + Data("\n".utf8)) { $0.append($1.octets) }
    }
}

/// What the worker answers: one line.
struct ReponseEnvoi: Decodable {
    var reponse: String?
    var gravite: EchecEnvoi.Gravite?
    var erreur: String?
}
