public import Foundation

/// What was found in a file that somebody brought.
public struct ExamenFichier: Sendable, Hashable, Decodable {
    /// Why it is not kept. The sentence for people is written where it is shown.
    public enum Defaut: String, Sendable, Hashable, Decodable, CaseIterable {
        /// Neither a PDF nor a picture that everybody opens.
        case inconnu
        /// Word, LibreOffice, Excel.
        case bureautique
        /// zip, rar, 7z: never opened, so that a bomb stays what it is.
        case archive
        /// A picture of another kind: HEIC, TIFF, WebP, GIF.
        case image
        /// It ends too early.
        case tronque
        /// A password opens it.
        case protege
        /// It runs something: JavaScript, a launched program, a program joined to it.
        case actif
        /// Another program opens it as something else: a zip, a web page.
        case polyglotte
        case imageTropGrande = "image_trop_grande"
        case tropDePages = "trop_de_pages"
        /// It asks for more memory or time than a file of the mairie ever does.
        case tropLourdALire = "trop_lourd_a_lire"
        case illisible
    }

    public let type: String?
    public let pages: Int?
    /// In pixels, of a picture.
    public let largeur: Int?
    public let hauteur: Int?
    public let defaut: Defaut?
    /// `chiffre`: it opens without a password but forbids changes.
    public let avertissements: [String]?
    /// JPEG of the first page, at most 240 by 340 pixels.
    public let vignette: Data?
}

/// What `clamd` said.
public struct VerdictAntivirus: Sendable, Hashable, Decodable {
    public enum Verdict: String, Sendable, Hashable, Decodable {
        case sain, infecte
        /// It did not answer: nobody reads the file until it does.
        case enAttente = "en_attente"
    }
    public let verdict: Verdict
    /// The name of what was found, or why there is no answer.
    public let nom: String?
}
