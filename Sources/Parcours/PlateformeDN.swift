import Foundation
public import Model

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The public interfaces of Démarche numérique: what a form asks, a dossier opened there by a pre-fill, where it stands. No token is needed.
public struct PlateformeDN: Sendable {
    /// Where everybody files.
    public static let adressePublique = "https://demarche.numerique.gouv.fr"

    public let base: String

    /// - Parameter base: `https://…`, without a path; nil when it is not such an address.
    public init?(base: String) {
        guard let url = URL(string: base), ["http", "https"].contains(url.scheme), url.host() != nil,
            url.path().isEmpty || url.path() == "/"
        else {
            return nil
        }
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    }

    /// What it says of a dossier; `adresse` until somebody opens it.
    public struct Etat: Decodable, Sendable {
        public let adresse: String?
        public let etat: Preremplissage.Etat
        public let numero: Int64
        public let jeton: String

        enum CodingKeys: String, CodingKey {
            case adresse = "dossier_url"
            case etat = "state"
            case numero = "dossier_number"
            case jeton = "dossier_prefill_token"
        }
    }

    /// The fields of the form as it is published today.
    /// - Throws: `Refus` when it does not answer, or no longer has this form.
    public func schema(_ demarche: Demarche) async throws -> SchemaDN {
        try await lire("\(base)/preremplir/\(demarche.chemin)/schema", SchemaDN.self)
    }

    /// Opens a dossier there with these values; what it drops it does not say.
    public func preremplir(_ demarche: Demarche, _ valeurs: [ValeurDN]) async throws -> Etat {
        try await lire("\(adresse(demarche.numero))", Etat.self, corps: try Demarche.corps(valeurs), attendu: 201)
    }

    /// Where a dossier stands; nil once it is destroyed.
    public func suivre(_ preremplissage: Preremplissage) async throws -> Etat? {
        try await lire("\(adresse(preremplissage.demarcheNumero))?prefill_token=\(preremplissage.jeton)", [Etat].self).first
    }

    private func adresse(_ numero: Int) -> String { "\(base)/api/public/v1/demarches/\(numero)/dossiers" }

    private func lire<Value: Decodable>(_ adresse: String, _ type: Value.Type, corps: Data? = nil, attendu: Int = 200) async throws -> Value
    {
        guard let url = URL(string: adresse) else { throw Refus.plateforme("adresse illisible") }
        var request = URLRequest(url: url, timeoutInterval: 10)
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        if let corps {
            request.httpMethod = "POST"
            request.httpBody = corps
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (octets, response): (Data, URLResponse)
        do { (octets, response) = try await Self.session.data(for: request) } catch { throw Refus.plateforme("elle ne répond pas") }
        let code = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard code == attendu else {
            throw Refus.plateforme(code == 404 ? "ce formulaire n’y est plus" : "elle répond par l’erreur \(code)")
        }
        do { return try JSONDecoder().decode(type, from: octets) } catch { throw Refus.plateforme("sa réponse a changé de forme") }
    }

    private static let session = URLSession(configuration: .ephemeral)
}

extension Refus {
    fileprivate static func plateforme(_ cause: String) -> Refus {
        Refus(
            .impossible,
            "Démarche numérique ne peut pas être préremplie maintenant\u{A0}: \(cause). Réessayez plus tard, ou servez-vous du lien et de la liste ci-dessous.",
            regle: "demarche_indisponible")
    }
}
