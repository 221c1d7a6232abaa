public import Foundation
public import Model

/// One file of real awards, read record by record. A record that cannot be read is left out and said with its line: whoever imports decides at
/// the end, and imports nothing when `erreurs` is not empty.
public struct FichierAttributions {
    /// Of the file, without its folder.
    public let nom: String
    public private(set) var erreurs: [CatalogError] = []
    public private(set) var bilan = Bilan()
    private var lecteur: LecteurCSV
    private let lecture: LectureAttribution

    /// What was read so far.
    public struct Bilan: Sendable, Hashable {
        /// Awards given.
        public var lus = 0
        /// Awards without a cost or without a grant, kept as such.
        public var sansMontant = 0
        /// Awards whose object is digital.
        public var numeriques = 0
        /// Exact euros.
        public var coutTotalHT = Decimal(0)
        /// Exact euros.
        public var subventionTotale = Decimal(0)
    }

    /// - Parameters:
    ///   - exercice: of every award, when no column says it.
    ///   - departements: whose names may stand for their code.
    /// - Throws: `ErreursDeFichier` when it is not a file of awards: one error, with what is missing and what was found.
    public init(_ contenu: Data, nom: String, exercice: Int? = nil, departements: [Departement]) throws {
        self.nom = nom
        if let refus = Self.refus(contenu) { throw ErreursDeFichier([CatalogError(file: nom, line: 0, message: refus)]) }
        lecteur = LecteurCSV(contenu)
        guard let enTete = Self.enTete(&lecteur) else {
            throw ErreursDeFichier([CatalogError(file: nom, line: 0, message: "fichier vide")])
        }
        lecture = LectureAttribution(
            enTete: enTete, exercice: exercice ?? Repares.annee(nom), dispositif: Self.dispositif(nom),
            departements: Dictionary(departements.map { (TexteSimple($0.nom).texte, $0.code) }) { premier, _ in premier })
        let manquantes = enTete.manquantes + (enTete.a(.dispositif) || lecture.dispositif != nil ? [] : [.dispositif])
        guard manquantes.isEmpty else {
            throw ErreursDeFichier([CatalogError(file: nom, line: enTete.ligne, message: Self.phrase(manquantes, enTete.noms))])
        }
    }

    /// When the name of the file tells it: `projets-detr-2021.csv`.
    private static func dispositif(_ nom: String) -> String? {
        let sigles = ["DETR", "DSIL", "DSID", "DPV", "FNADT"].filter { nom.uppercased().contains($0) }
        return sigles.count == 1 ? sigles[0] : nil
    }

    /// The next award that can be read; nil at the end.
    public mutating func suivante() -> Attribution? {
        while let ligne = lecteur.suivante() {
            if ligne.estVide || lecture.estUnTotal(ligne) { continue }
            let (attribution, fautes) = lecture.lire(ligne)
            erreurs += fautes.map { CatalogError(file: nom, line: ligne.numero, message: $0) }
            guard let attribution else { continue }
            bilan.lus += 1
            if attribution.coutHT == nil || attribution.subvention == nil { bilan.sansMontant += 1 }
            if attribution.nature != nil { bilan.numeriques += 1 }
            bilan.coutTotalHT += attribution.coutHT ?? 0
            bilan.subventionTotale += attribution.subvention ?? 0
            return attribution
        }
        return nil
    }
}

extension FichierAttributions {
    /// The line that names the columns: the first, or one of those below a title.
    private static func enTete(_ lecteur: inout LecteurCSV) -> EnTeteAttributions? {
        var premier: EnTeteAttributions?
        var essai = lecteur
        for _ in 0..<10 {
            guard let ligne = essai.suivante() else { break }
            if ligne.estVide { continue }
            let enTete = EnTeteAttributions(ligne)
            if enTete.manquantes.count < premier?.manquantes.count ?? .max {
                premier = enTete
                lecteur = essai
            }
            if enTete.manquantes.isEmpty { break }
        }
        return premier
    }

    private static func phrase(_ manquantes: [ColonneAttribution], _ noms: [String]) -> String {
        let (sans, trouvees) = (manquantes.map(\.libelle), noms.filter { !$0.isEmpty }.map { "«\u{A0}\($0)\u{A0}»" })
        return (sans.count == 1 ? "colonne introuvable\u{A0}: " : "colonnes introuvables\u{A0}: ") + sans.joined(separator: ", ")
            + ". Colonnes lues\u{A0}: " + (trouvees.isEmpty ? "aucune" : trouvees.joined(separator: ", "))
            + ". Renommez l’en-tête (par exemple «\u{A0}\(manquantes[0].exemple)\u{A0}») et recommencez."
    }

    /// Why these bytes are not a text of values at all.
    private static func refus(_ contenu: Data) -> String? {
        let classeur = "c’est un classeur, pas un fichier CSV. Ouvrez-le, puis «\u{A0}Enregistrer sous\u{A0}», CSV UTF-8, et recommencez."
        if contenu.starts(with: [0x50, 0x4B, 0x03, 0x04]) || contenu.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return classeur }
        if contenu.starts(with: Data("%PDF".utf8)) { return "c’est un PDF, pas un fichier CSV." }
        if contenu.starts(with: [0xFF, 0xFE]) || contenu.starts(with: [0xFE, 0xFF]) {
            return "le fichier est en UTF-16. Enregistrez-le en CSV UTF-8 et recommencez."
        }
        return nil
    }
}

/// All that is wrong in the files of an import; never empty when thrown.
public struct ErreursDeFichier: Error, Sendable, Hashable, CustomStringConvertible {
    public let erreurs: [CatalogError]
    public init(_ erreurs: [CatalogError]) { self.erreurs = erreurs }

    private static let montrees = 50

    /// A first line that counts, then one line per error, the first fifty.
    public var description: String {
        let titre = erreurs.count == 1 ? "1 erreur\u{A0}: rien n’a été importé." : "\(erreurs.count) erreurs\u{A0}: rien n’a été importé."
        let reste = erreurs.count > Self.montrees ? ["… et \(erreurs.count - Self.montrees) autres (toutes avec --json)."] : []
        return ([titre] + erreurs.prefix(Self.montrees).map(\.description) + reste).joined(separator: "\n")
    }
}
