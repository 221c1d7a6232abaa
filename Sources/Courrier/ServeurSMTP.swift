import Foundation

/// Where mail is given, read from `TROUSSE_SMTP_URL`:
///
///     smtps://nom:secret@smtp.exemple.fr          TLS from the first byte, port 465
///     smtp://nom:secret@smtp.exemple.fr:587       STARTTLS, asked for and required
///     smtp://127.0.0.1:25                         in clear, to this machine only
///     smtp://relais.interne:25?tls=aucun          in clear elsewhere, because it was said
///
/// `?ca=/chemin.pem` trusts the authority of that file besides the system's.
public struct ServeurSMTP: Sendable, Equatable, Encodable {
    public enum TLS: String, Sendable, Encodable { case direct, starttls, aucun }

    public let hote: String
    public let port: Int
    public let tls: TLS
    let nom: String?
    let motDePasse: String?
    let ca: String?

    /// - Throws: `ReglageCourrier.illisible`, without the secret.
    public init(url: String) throws(ReglageCourrier) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(), ["smtp", "smtps"].contains(scheme),
            let host = parts.host, !host.isEmpty
        else { throw .illisible("TROUSSE_SMTP_URL s’écrit smtp://hôte:port ou smtps://nom:secret@hôte.") }
        let query = Dictionary((parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
        guard Set(query.keys).isSubset(of: ["tls", "ca"]), [nil, "aucun"].contains(query["tls"]) else {
            throw .illisible("TROUSSE_SMTP_URL\u{A0}: après «\u{A0}?\u{A0}», on écrit tls=aucun ou ca=/chemin.pem.")
        }
        hote = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        let local = ["localhost", "127.0.0.1", "::1"].contains(hote)
        tls = scheme == "smtps" ? .direct : query["tls"] == "aucun" || (local && query["ca"] == nil) ? .aucun : .starttls
        port = parts.port ?? (scheme == "smtps" ? 465 : tls == .starttls ? 587 : 25)
        (nom, motDePasse, ca) = (parts.user, parts.password, query["ca"])
        // A password in clear on a network is a password given away.
        guard tls != .aucun || nom == nil || local else {
            throw .illisible("TROUSSE_SMTP_URL\u{A0}: un mot de passe ne part pas en clair. Retirez tls=aucun, ou le nom.")
        }
    }
}

/// What an operator has to set before anything leaves.
public enum ReglageCourrier: Error, Equatable, CustomStringConvertible {
    case illisible(String)
    public var description: String {
        switch self {
        case .illisible(let phrase): phrase
        }
    }
}

/// How this site sends: nil pieces mean that nothing leaves yet.
public struct ReglagesCourrier: Sendable {
    public let serveur: ServeurSMTP
    /// `trousse@prefecture.fr`: what a receiver answers to, and the domain of every Message-ID.
    public let expediteur: String
    /// `https://trousse.exemple.fr`, without a final slash: where links lead.
    public let adresse: String

    public init(serveur: ServeurSMTP, expediteur: String, adresse: String) {
        (self.serveur, self.expediteur, self.adresse) = (serveur, expediteur, adresse)
    }

    /// From `TROUSSE_SMTP_URL`, `TROUSSE_COURRIEL_DE`, `TROUSSE_ADRESSE`; nil when the first two are not set.
    /// - Throws: `ReglageCourrier` for what is set and cannot be read.
    public static func lire(_ environnement: [String: String]) throws(ReglageCourrier) -> ReglagesCourrier? {
        func valeur(_ nom: String) -> String? { environnement[nom].flatMap { $0.isEmpty ? nil : $0 } }
        guard let url = valeur("TROUSSE_SMTP_URL") else { return nil }
        guard let de = valeur("TROUSSE_COURRIEL_DE") else {
            throw .illisible("TROUSSE_COURRIEL_DE manque\u{A0}: donnez l’adresse d’où partent les courriels, comme trousse@prefecture.fr.")
        }
        guard de.wholeMatch(of: /[^@\s<>,;:"]+@[A-Za-z0-9.-]+\.?[A-Za-z0-9-]+/) != nil else {
            throw .illisible("TROUSSE_COURRIEL_DE n’est pas une adresse\u{A0}: \(de).")
        }
        let adresse = valeur("TROUSSE_ADRESSE") ?? "http://127.0.0.1:8080"
        guard adresse.wholeMatch(of: /https?:\/\/[A-Za-z0-9.:\[\]-]+(\/[A-Za-z0-9.\/_-]*)?/) != nil else {
            throw .illisible("TROUSSE_ADRESSE s’écrit comme https://trousse.exemple.fr.")
        }
        return ReglagesCourrier(
            serveur: try ServeurSMTP(url: url), expediteur: de,
            adresse: adresse.hasSuffix("/") ? String(adresse.dropLast()) : adresse)
    }

    var domaine: String { expediteur.split(separator: "@").last.map(String.init) ?? "trousse" }
}
