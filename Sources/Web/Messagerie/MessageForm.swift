import Foundation
import Model
import Store

/// What was typed to send a message: its text, three files at most.
struct MessageForm {
    static let champsFichiers = ["fichier", "fichier2", "fichier3"]

    let texte: String?
    let attend: Bool
    private let fichiers: [(champ: String, fichier: Saisie.Fichier)]

    init() { (texte, attend, fichiers) = (nil, false, []) }

    init(_ saisie: Saisie) {
        (texte, attend) = (saisie["texte"], saisie.coche("attend"))
        fichiers = Self.champsFichiers.compactMap { champ in saisie.fichier(champ).map { (champ, $0) } }
    }

    func draft() throws(FormErrors) -> (texte: String, jointes: [Message.Jointe]) {
        var erreurs = FormErrors()
        if let erreur = Self.erreur(texte, min: 2, max: 5_000, quoi: "votre message") { erreurs.add("texte", erreur) }
        var jointes: [Message.Jointe] = []
        for (champ, fichier) in fichiers {
            do throws(FormErrors) {
                let garde = try PieceForm.fichier(fichier)
                guard let type = TypeDeFichier(garde.octets) else {
                    throw FormErrors(
                        "fichier",
                        "Ce fichier n’est ni un PDF, ni une image PNG ou JPEG. Enregistrez-le en PDF, puis choisissez-le de nouveau.")
                }
                jointes.append(.init(nom: PieceForm.nom(garde.nom, type, sinon: "piece-jointe"), type: type.rawValue, octets: garde.octets))
            } catch { for message in error.messages { erreurs.add(champ, message.message) } }
        }
        guard let texte, erreurs.isEmpty else { throw erreurs }
        return (texte, jointes)
    }

    /// The sentence for a text that is missing, or too long; nil when it will do.
    static func erreur(_ texte: String?, min: Int, max: Int, quoi: String) -> String? {
        guard let texte, texte.count >= min else { return "Écrivez \(quoi)." }
        // PostgreSQL counts scalars, the browser what one sees: the tighter of the two.
        let longueur = texte.unicodeScalars.count
        return longueur > max ? "Ce texte compte \(longueur) caractères\u{A0}: gardez l’essentiel en \(max) au plus." : nil
    }
}
