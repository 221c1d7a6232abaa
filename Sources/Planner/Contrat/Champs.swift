public import Foundation
import Model

/// Why a request cannot be read: which key, and what to put there.
public struct ErreurDeDemande: Error, Sendable, Hashable, CustomStringConvertible, LocalizedError {
    /// `porteur.population`, `kits[0].quantite`; empty: the document as a whole.
    public let chemin: String
    /// A French sentence.
    public let message: String

    /// What the caller wrote may be in both: it stays on one line, and short.
    init(chemin: String, message: String) {
        (self.chemin, self.message) = (chemin.surUneLigne(200), message.surUneLigne(400).typographie)
    }

    public var description: String { chemin.isEmpty ? message : "\(chemin)\u{A0}: \(message)" }
    public var errorDescription: String? { description }
}

extension String {
    /// Without line breaks and other control characters, cut after so many characters.
    func surUneLigne(_ longueur: Int) -> String {
        guard utf8.count > longueur || unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return self }
        let lisible = String(unicodeScalars.prefix(longueur).map { $0.properties.generalCategory == .control ? "�" : Character($0) })
        return unicodeScalars.count > longueur ? lisible + "…" : lisible
    }
}

/// The keys of one object, taken one by one; what is left at the end was not in the contract and is an error.
struct Champs {
    let chemin: String
    private var restants: [String: JSON]
    private let ordre: [String]

    init(_ json: JSON, _ chemin: String) throws(ErreurDeDemande) {
        guard case .objet(let champs) = json else { throw ErreurDeDemande(chemin: chemin, message: "un objet { … } est attendu.") }
        self.chemin = chemin
        restants = Dictionary(uniqueKeysWithValues: champs.map { ($0.cle, $0.valeur) })
        ordre = champs.map(\.cle)
    }

    func chemin(_ cle: String) -> String { chemin.isEmpty ? cle : "\(chemin).\(cle)" }
    func erreur(_ cle: String, _ message: String) -> ErreurDeDemande { ErreurDeDemande(chemin: chemin(cle), message: message) }

    /// The value of a key; an explicit null is the same as an absent key: unknown.
    mutating func prendre(_ cle: String) -> JSON? {
        guard let valeur = restants.removeValue(forKey: cle), valeur != .null else { return nil }
        return valeur
    }

    /// A required key.
    func requis<Valeur>(_ cle: String, _ valeur: Valeur?) throws(ErreurDeDemande) -> Valeur {
        guard let valeur else { throw erreur(cle, "cette clé est obligatoire.") }
        return valeur
    }

    /// To call last: every key that nobody took is unknown.
    func finir() throws(ErreurDeDemande) {
        if let cle = ordre.first(where: { restants[$0] != nil }) { throw erreur(cle, "cette clé est inconnue.") }
    }

    mutating func texte(_ cle: String) throws(ErreurDeDemande) -> String? {
        guard let valeur = prendre(cle) else { return nil }
        guard case .texte(let text) = valeur, !text.trimmingCharacters(in: .whitespaces).isEmpty, text.utf8.count <= 2_000,
            !text.unicodeScalars.contains("\0")
        else { throw erreur(cle, "un texte non vide est attendu, de 2 000 octets au plus.") }
        return text
    }

    /// A code: one short word that may be looked up and shown.
    mutating func code(_ cle: String) throws(ErreurDeDemande) -> String? {
        guard let valeur = prendre(cle) else { return nil }
        return try Self.code(valeur, chemin(cle))
    }

    static func code(_ valeur: JSON, _ chemin: String) throws(ErreurDeDemande) -> String {
        guard case .texte(let text) = valeur, text.wholeMatch(of: /[\p{L}\p{N}_.-]{1,40}/) != nil else {
            throw ErreurDeDemande(chemin: chemin, message: "un code d'un seul mot est attendu, par exemple \"K02\".")
        }
        return text
    }

    mutating func bool(_ cle: String) throws(ErreurDeDemande) -> Bool? {
        guard let valeur = prendre(cle) else { return nil }
        guard case .bool(let value) = valeur else { throw erreur(cle, "true ou false est attendu.") }
        return value
    }

    mutating func entier(_ cle: String, _ bornes: ClosedRange<Int>) throws(ErreurDeDemande) -> Int? {
        guard let valeur = prendre(cle) else { return nil }
        guard case .nombre(let text) = valeur, let value = Int(text), bornes.contains(value) else {
            throw erreur(cle, "un nombre entier de \(bornes.lowerBound) à \(bornes.upperBound) est attendu.")
        }
        return value
    }

    mutating func date(_ cle: String) throws(ErreurDeDemande) -> LocalDate? {
        guard let valeur = prendre(cle) else { return nil }
        guard case .texte(let text) = valeur, let date = LocalDate(iso: text), (1990...2200).contains(date.year) else {
            throw erreur(cle, "une date AAAA-MM-JJ est attendue, par exemple \"2026-01-15\".")
        }
        return date
    }

    /// Two dates that cannot be in the other order; the same day is fine, an unknown one too.
    func ordre(_ cle: String, _ date: LocalDate?, apres autre: String, _ avant: LocalDate?) throws(ErreurDeDemande) {
        guard let date, let avant, date < avant else { return }
        throw erreur(cle, "cette date ne peut pas précéder « \(autre) », le \(avant.french).")
    }

    /// A positive amount of euros in a decimal string.
    mutating func montant(_ cle: String) throws(ErreurDeDemande) -> Money? {
        guard let valeur = prendre(cle) else { return nil }
        return try Self.montant(valeur, chemin(cle))
    }

    static func montant(_ valeur: JSON, _ chemin: String) throws(ErreurDeDemande) -> Money {
        guard case .texte(let text) = valeur, text.wholeMatch(of: /[0-9]{1,10}(\.[0-9]{1,2})?/) != nil,
            let montant = try? Money(french: text),
            montant <= .euros(1_000_000_000)
        else {
            throw ErreurDeDemande(chemin: chemin, message: "un montant positif est attendu dans un texte décimal, par exemple \"1200.00\".")
        }
        return montant
    }

    /// A rate from 0 to 1 in a decimal string.
    mutating func taux(_ cle: String) throws(ErreurDeDemande) -> Rate? {
        guard let valeur = prendre(cle) else { return nil }
        guard case .texte(let text) = valeur, text.wholeMatch(of: /[01](\.[0-9]{1,10})?/) != nil, let rate = Rate(text), rate <= .one else {
            throw erreur(cle, "un taux de 0 à 1 est attendu dans un texte décimal, par exemple \"0.20\" pour 20 %.")
        }
        return rate
    }

    /// A positive decimal in a string; `entierAccepte`: a bare JSON integer too (a count).
    mutating func decimal(_ cle: String, entierAccepte: Bool = false, max: Decimal = 1_000_000) throws(ErreurDeDemande) -> Decimal? {
        guard let valeur = prendre(cle) else { return nil }
        let text: String? =
            switch valeur {
            case .texte(let text): text
            case .nombre(let text) where entierAccepte && Int(text) != nil: text
            default: nil
            }
        guard let text, text.wholeMatch(of: /[0-9]{1,9}(\.[0-9]{1,6})?/) != nil, let value = Rate(text)?.value, value <= max else {
            throw erreur(cle, "un nombre décimal positif est attendu dans un texte, par exemple \"812.40\".")
        }
        return value
    }

    /// A word of a closed list.
    mutating func mot<Mot: RawRepresentable & CaseIterable>(_ cle: String, _: Mot.Type) throws(ErreurDeDemande) -> Mot?
    where Mot.RawValue == String {
        guard let valeur = prendre(cle) else { return nil }
        guard case .texte(let text) = valeur, let mot = Mot(rawValue: text) else {
            throw erreur(cle, "valeurs possibles : \(Mot.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")).")
        }
        return mot
    }

    /// A list, each item read with its own path.
    mutating func liste<Item>(_ cle: String, max: Int, _ lire: (JSON, String) throws(ErreurDeDemande) -> Item) throws(ErreurDeDemande)
        -> [Item]?
    {
        guard let valeur = prendre(cle) else { return nil }
        guard case .liste(let items) = valeur else { throw erreur(cle, "une liste [ … ] est attendue.") }
        guard items.count <= max else { throw erreur(cle, "\(max) éléments au plus.") }
        var out: [Item] = []
        for (index, item) in items.enumerated() { out.append(try lire(item, "\(chemin(cle))[\(index)]")) }
        return out
    }
}
