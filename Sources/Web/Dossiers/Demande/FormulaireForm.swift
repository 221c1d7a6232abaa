import Foundation
import Model

/// The answers that came back from the page of the form: only the questions that it showed count, and what repeats a proposed or usual answer is
/// not an answer.
struct FormulaireForm: Sendable {
    static let champsMontres = "champs"
    static let revision = "vu"

    let saisie: Saisie
    let demande: DemandeRemplie

    /// The last revision that the page had read.
    var vu: Int64 { saisie[Self.revision].flatMap { Int64($0) } ?? 0 }

    /// As typed: what the page shows again after an error.
    func saisies(_ champ: FormulaireDemande.Champ) -> [String] { saisie.toutes(champ.code) }

    /// What is to be kept, by question, nil to take back; and what cannot be read.
    func lire() -> (reponses: [String: [String]?], erreurs: FormErrors) {
        var (reponses, erreurs): ([String: [String]?], FormErrors) = ([:], .init())
        for champ in demande.formulaire.champs where champ.connu == nil && montres.contains(champ.code) {
            switch Self.lire(champ, saisies(champ)) {
            case .failure(let erreur): erreurs.add(champ.code, erreur.message)
            case .success(let valeur):
                let donnee = demande.reponses[champ.code]?.valeur
                guard valeur != donnee, donnee != nil || valeur != demande.valeur(champ) else { continue }
                reponses[champ.code] = .some(valeur)
            }
        }
        return (reponses, erreurs)
    }

    private var montres: Set<String> { Set((saisie[Self.champsMontres] ?? "").split(separator: ",").map(String.init)) }

    struct Illisible: Error { let message: String }

    /// One value in the form in which it is kept; nil: no answer.
    private static func lire(_ champ: FormulaireDemande.Champ, _ saisies: [String]) -> Result<[String]?, Illisible> {
        let valeurs = saisies.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
        guard let premiere = valeurs.first else { return .success(nil) }
        switch champ.genre {
        case .plusieurs: return .success(valeurs)
        case .montant:
            guard let montant = try? Money(french: premiere), montant >= .zero else {
                return .failure(.init(message: "Écrivez un montant en euros, par exemple 1\u{202F}250,00."))
            }
            return .success([montant.decimal])
        case .date:
            guard let date = LocalDate(iso: premiere) ?? LocalDate(french: premiere) else {
                return .failure(.init(message: "Écrivez une date, par exemple 01/03/2027."))
            }
            return .success(["\(date)"])
        case .entier:
            guard let nombre = Int(premiere), (1...99).contains(nombre) else {
                return .failure(.init(message: "Écrivez un nombre entier, à partir de 1."))
            }
            return .success(["\(nombre)"])
        case .telephone:
            guard (10...15).contains(premiere.count(where: \.isNumber)), premiere.count <= 30 else {
                return .failure(.init(message: "Écrivez un numéro à dix chiffres, par exemple 04 70 00 00 00."))
            }
            return .success([premiere])
        case .texte where premiere.count > 300, .texteLong where premiere.count > 3_000:
            return .failure(
                .init(
                    message:
                        "\(premiere.count) caractères\u{A0}: gardez l’essentiel en \(champ.genre == .texte ? "300" : "3\u{202F}000") au plus."
                ))
        default: return .success([premiere])
        }
    }
}
