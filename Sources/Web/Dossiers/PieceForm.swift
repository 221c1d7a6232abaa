import Foundation
import Model

/// What a file is, told by its first bytes: neither its name nor the browser's word proves anything.
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

/// What the browser sent to join a piece: which one, and its file.
struct PieceForm: Sendable {
    /// One piece of the dossier, ready to keep.
    struct Draft: Sendable {
        let code: String
        let nomFichier: String
        let type: TypeDeFichier
        let octets: Data
    }

    static let taillePermise = 10 * 1024 * 1024

    let code: String?
    let fichier: Saisie.Fichier?

    init(_ saisie: Saisie) { (code, fichier) = (saisie["code"], saisie.fichier("fichier")) }

    /// - Parameter exigees: the pieces that this dossier may hold.
    func draft(_ exigees: [PieceExigee]) throws(FormErrors) -> Draft {
        var erreurs = FormErrors()
        let exigee = exigees.first { $0.code == code }
        if exigee == nil { erreurs.add("code", "Choisissez la pièce que vous joignez.") }
        let type = fichier.flatMap { TypeDeFichier($0.octets) }
        if let erreur = Self.erreur(fichier, type) { erreurs.add("fichier", erreur) }
        guard let exigee, let fichier, let type, erreurs.isEmpty else { throw erreurs }
        return Draft(code: exigee.code, nomFichier: Self.nom(fichier.nom, exigee, type), type: type, octets: fichier.octets)
    }

    /// A file on its own, for what is not a piece of a dossier.
    static func fichier(_ fichier: Saisie.Fichier?) throws(FormErrors) -> (Saisie.Fichier, TypeDeFichier) {
        let type = fichier.flatMap { TypeDeFichier($0.octets) }
        if let erreur = erreur(fichier, type) { throw FormErrors("fichier", erreur) }
        guard let fichier, let type else { throw FormErrors("fichier", "Choisissez un fichier PDF, PNG ou JPEG sur votre ordinateur.") }
        return (fichier, type)
    }

    private static func erreur(_ fichier: Saisie.Fichier?, _ type: TypeDeFichier?) -> String? {
        guard let fichier else { return "Choisissez un fichier PDF, PNG ou JPEG sur votre ordinateur." }
        if fichier.octets.isEmpty { return "Ce fichier est vide. Ouvrez-le pour le vérifier, puis choisissez-le de nouveau." }
        if fichier.octets.count > taillePermise {
            return "Ce fichier dépasse 10\u{A0}Mo. Enregistrez-le en qualité réduite, puis choisissez-le de nouveau."
        }
        return type == nil
            ? "Ce fichier n’est ni un PDF, ni une image PNG ou JPEG. Enregistrez-le en PDF, puis choisissez-le de nouveau." : nil
    }

    /// `1.4-devis-informatique-du-bocage.pdf`: the form's number, the name she gave, the ending that its content deserves.
    private static func nom(_ donne: String, _ exigee: PieceExigee, _ type: TypeDeFichier) -> String {
        let complet = nom(donne, type, sinon: exigee.fichier)
        return complet.hasPrefix(exigee.code) ? complet : "\(exigee.code)-\(complet)"
    }

    /// The name that she gave, without what no file system likes, and the ending that its content deserves.
    static func nom(_ donne: String, _ type: TypeDeFichier, sinon: String) -> String {
        let dernier = donne.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let sans =
            type.extensions.first { dernier.lowercased().hasSuffix("." + $0) }.map { String(dernier.dropLast($0.count + 1)) } ?? dernier
        let permis = sans.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 && !"<>:\"|?*".unicodeScalars.contains($0) }
        let propre = String(String.UnicodeScalarView(permis)).trimmingCharacters(in: CharacterSet(charactersIn: " ."))
        return (propre.isEmpty ? sinon : String(propre.prefix(100))) + "." + type.extensions[0]
    }
}
