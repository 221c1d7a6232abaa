import Foundation
import Testing

/// One line of `Tests/Cas/calculs.json`: a worked case of the law, asked to `trousse calcul` as a script would. `.ci/commandes` asks the same
/// lines to the executable. Unchecked: `attendu` holds what JSONSerialization read once, which nobody changes afterwards.
struct CasDeCalcul: CustomTestStringConvertible, @unchecked Sendable {
    /// `C27`, as the worked cases are numbered; `DEMANDE` for a request that cannot be read.
    let cas: String
    let titre: String
    let sujet: String
    let demande: Data
    /// Keys and values that the answer must hold; `refus` lists codes.
    let attendu: [String: Any]
    /// Codes that must be among the reasons, and those that must not.
    let motifs: [String]
    let sans: [String]
    /// Words of one of the reasons.
    let dit: String?
    /// The path of the key at fault, when the request must be refused.
    let chemin: String?

    var testDescription: String { "\(cas) : \(titre)" }

    static let fichier = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Cas/calculs.json").standardized

    static let tous: [CasDeCalcul] = {
        guard let data = try? Data(contentsOf: fichier), let lignes = try? JSONSerialization.jsonObject(with: data) as? [[String: Any]]
        else {
            return []
        }
        return lignes.compactMap(CasDeCalcul.init)
    }()

    private init?(_ ligne: [String: Any]) {
        guard let cas = ligne["cas"] as? String, let titre = ligne["titre"] as? String, let sujet = ligne["sujet"] as? String,
            let demande = ligne["demande"], let data = try? JSONSerialization.data(withJSONObject: demande)
        else { return nil }
        (self.cas, self.titre, self.sujet, self.demande) = (cas, titre, sujet, data)
        attendu = ligne["attendu"] as? [String: Any] ?? [:]
        (motifs, sans) = (ligne["motifs"] as? [String] ?? [], ligne["sans"] as? [String] ?? [])
        (dit, chemin) = (ligne["dit"] as? String, ligne["chemin"] as? String)
    }
}
