public import Foundation
public import Model

/// A file of places of mediation, read record by record. A record that breaks the standard is left out and said with its line: whoever imports
/// decides at the end, and imports nothing when `erreurs` is not empty.
public struct FichierLieux {
    /// Of the file, without its folder.
    public let nom: String
    public private(set) var erreurs: [CatalogError] = []
    /// Places given so far.
    public private(set) var lus = 0
    private var lecteur: LecteurCSV
    private let colonnes: [String]
    private var lignes: [String: Int] = [:]

    private static let exigees = ["id", "nom", "commune", "code_postal", "adresse", "date_maj"]
    private static let propres = exigees + ["code_insee", "latitude", "longitude", "services", "courriels"]

    /// - Throws: `ErreursDeFichier` when columns that the standard requires are missing.
    public init(_ contenu: Data, nom: String) throws {
        self.nom = nom
        lecteur = LecteurCSV(contenu)
        let enTete = lecteur.suivante()
        colonnes = (enTete?.cellules ?? []).map { $0.lowercased() }
        let manquantes = Self.exigees.filter { !colonnes.contains($0) }
        guard manquantes.isEmpty else {
            let message = "colonnes du standard LaMednum introuvables\u{A0}: \(manquantes.joined(separator: ", "))"
            throw ErreursDeFichier([CatalogError(file: nom, line: enTete?.numero ?? 0, message: message)])
        }
    }

    /// The next place that follows the standard; nil at the end.
    public mutating func suivant() -> LieuMediation? {
        while let ligne = lecteur.suivante() {
            if ligne.estVide { continue }
            var fautes: [String] = []
            let lieu = lire(ligne, &fautes)
            if let lieu, let premiere = lignes.updateValue(ligne.numero, forKey: lieu.id) {
                fautes.append("id\u{A0}: «\u{A0}\(lieu.id)\u{A0}» est déjà à la ligne \(premiere)")
            }
            erreurs += fautes.map { CatalogError(file: nom, line: ligne.numero, message: $0) }
            guard let lieu, fautes.isEmpty else { continue }
            lus += 1
            return lieu
        }
        return nil
    }

    private func lire(_ ligne: LecteurCSV.Ligne, _ fautes: inout [String]) -> LieuMediation? {
        guard ligne.cellules.count == colonnes.count, !ligne.guillemetOuvert else {
            fautes.append("\(colonnes.count) colonnes attendues, \(ligne.cellules.count) trouvées")
            return nil
        }
        let cellules = Dictionary(zip(colonnes, ligne.cellules).filter { !$1.isEmpty }) { premiere, _ in premiere }
        for nom in Self.exigees where cellules[nom] == nil { fautes.append("\(nom)\u{A0}: la case est vide") }
        func lue<Value>(_ nom: String, _ attendu: String, _ lire: (String) -> Value?) -> Value? {
            guard let cellule = cellules[nom] else { return nil }
            let value = lire(cellule)
            if value == nil { fautes.append("\(nom)\u{A0}: «\u{A0}\(cellule)\u{A0}» n’est pas \(attendu)") }
            return value
        }
        let codePostal = lue("code_postal", "un code postal de cinq chiffres") { $0.wholeMatch(of: /\d{5}/) == nil ? nil : $0 }
        let insee = lue("code_insee", "un code INSEE", Repares.insee)
        let (latitude, longitude) = (
            lue("latitude", "une latitude") { degres($0, 90) }, lue("longitude", "une longitude") { degres($0, 180) }
        )
        let date = lue("date_maj", "une date AAAA-MM-JJ") { LocalDate(iso: $0) }
        guard fautes.isEmpty, let id = cellules["id"], let nom = cellules["nom"], let commune = cellules["commune"], let codePostal,
            let adresse = cellules["adresse"], let date
        else { return nil }
        return LieuMediation(
            id: id, nom: nom, commune: commune, codePostal: codePostal, codeInsee: insee, adresse: adresse, latitude: latitude,
            longitude: longitude, services: (cellules["services"] ?? "").split(separator: "|").map(String.init), misAJourLe: date,
            autres: cellules.filter { !Self.propres.contains($0.key) })
    }

    private func degres(_ texte: String, _ borne: Decimal) -> Decimal? {
        guard texte.wholeMatch(of: /-?\d{1,3}(\.\d{1,20})?/) != nil, let valeur = Decimal(string: texte) else { return nil }
        return abs(valeur) <= borne ? valeur : nil
    }
}
