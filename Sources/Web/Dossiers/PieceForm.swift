import Foundation
import Model

/// What a file seems to be, told by its first bytes: enough to say no at once. What it is, `Parcours.examiner` finds by opening it.
enum TypeDeFichier: String, Sendable {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"

    init?(_ octets: Data) {
        let signatures: [(TypeDeFichier, [UInt8])] = [
            (.pdf, Array("%PDF-".utf8)), (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), (.jpeg, [0xFF, 0xD8, 0xFF]),
        ]
        guard let found = signatures.first(where: { octets.starts(with: $0.1) }) else { return nil }
        self = found.0
    }

    var extensions: [String] {
        switch self {
        case .pdf: ["pdf"]
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg"]
        }
    }
}

/// What the browser sent to join a piece: which one, its file, and the day that the paper bears.
struct PieceForm: Sendable {
    /// One piece of the dossier, ready to be opened, then kept.
    struct Draft: Sendable {
        let code: String
        let exigee: PieceExigee
        let nomDonne: String
        let octets: Data
        let dateDocument: LocalDate?

        /// `1.4-devis-informatique-du-bocage.pdf`: the form's number, the name she gave, the ending that its content deserves.
        /// - Parameter type: what the file was found to be.
        func nomFichier(_ type: TypeDeFichier) -> String {
            let complet = PieceForm.nom(nomDonne, type, sinon: exigee.fichier)
            return complet.hasPrefix(exigee.code) ? complet : "\(exigee.code)-\(complet)"
        }
    }

    let code: String?
    let date: String?
    let fichier: Saisie.Fichier?

    init(_ saisie: Saisie) { (code, date, fichier) = (saisie["code"], saisie["date_document"], saisie.fichier("fichier")) }

    init(code: String, _ fichier: Saisie.Fichier?) { (self.code, date, self.fichier) = (code, nil, fichier) }

    /// - Parameters:
    ///   - exigees: the pieces that this dossier may hold.
    ///   - aujourdhui: no paper bears a day to come.
    func draft(_ exigees: [PieceExigee], aujourdhui: LocalDate) throws(FormErrors) -> Draft {
        var erreurs = FormErrors()
        let exigee = exigees.first { $0.code == code }
        if exigee == nil { erreurs.add("code", "Choisissez la pièce que vous joignez.") }
        let jour = date.flatMap(LocalDate.init(french:))
        if date != nil {
            if let jour, jour > aujourdhui {
                erreurs.add(
                    "date_document", "Cette date est à venir\u{A0}: nous sommes le \(aujourdhui.french). Recopiez celle du document.")
            } else if jour.map({ $0 < aujourdhui.adding(months: -240) }) ?? true {
                erreurs.add("date_document", "Écrivez la date du document, par exemple \(aujourdhui.french), ou laissez vide.")
            }
        }
        if let erreur = Self.erreur(fichier) { erreurs.add("fichier", erreur) }
        guard let exigee, let fichier, erreurs.isEmpty else { throw erreurs }
        return Draft(code: exigee.code, exigee: exigee, nomDonne: fichier.nom, octets: fichier.octets, dateDocument: jour)
    }

    /// A file on its own, for what is not a piece of a dossier.
    static func fichier(_ fichier: Saisie.Fichier?) throws(FormErrors) -> Saisie.Fichier {
        if let erreur = erreur(fichier) { throw FormErrors("fichier", erreur) }
        guard let fichier else { throw FormErrors("fichier", Self.aucun) }
        return fichier
    }

    private static let aucun = "Choisissez un fichier PDF, PNG ou JPEG sur votre ordinateur."

    private static func erreur(_ fichier: Saisie.Fichier?) -> String? {
        guard let fichier else { return aucun }
        if fichier.estTropLourd {
            return "Ce fichier dépasse 20\u{A0}Mo. Enregistrez-le en qualité réduite, puis choisissez-le de nouveau."
        }
        return fichier.octets.isEmpty ? "Ce fichier est vide. Ouvrez-le pour le vérifier, puis choisissez-le de nouveau." : nil
    }

    /// The name that she gave, without what no file system likes, and the ending that its content deserves.
    static func nom(_ donne: String, _ type: TypeDeFichier, sinon: String) -> String {
        let sans =
            type.extensions.first { donne.lowercased().hasSuffix("." + $0) }.map { String(donne.dropLast($0.count + 1)) } ?? donne
        let propre = NomDeFichier.sur(sans)
        let sansNom = propre == "piece" || NomDeFichier.slug(propre).isEmpty
        return (sansNom ? sinon : String(propre.prefix(100))) + "." + type.extensions[0]
    }
}
