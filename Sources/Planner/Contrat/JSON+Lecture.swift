import Foundation

extension JSON {
    /// Far over the longest request that the contract allows.
    static let octetsMax = 4_000_000

    /// Reads one whole RFC 8259 document. A key given twice, text after the end, more than 64 levels or 4 MB are errors.
    init(lisant data: Data) throws(ErreurDeDemande) {
        guard data.count <= JSON.octetsMax else { throw ErreurDeDemande(chemin: "", message: "JSON illisible : 4 Mo au plus.") }
        guard !data.starts(with: [0xEF, 0xBB, 0xBF]), !data.starts(with: [0xFF, 0xFE]), !data.starts(with: [0xFE, 0xFF]) else {
            throw ErreurDeDemande(
                chemin: "", message: "JSON illisible, ligne 1 : le fichier commence par une marque BOM ; enregistrez-le en UTF-8 sans BOM.")
        }
        var lecteur = LecteurJSON(octets: Array(data))
        self = try lecteur.document()
    }
}

/// A recursive-descent reader over the bytes: small, strict, and it says at which line it stopped.
private struct LecteurJSON {
    let octets: [UInt8]
    var position = 0
    static let profondeurMax = 64

    init(octets: [UInt8]) { self.octets = octets }

    mutating func document() throws(ErreurDeDemande) -> JSON {
        let valeur = try valeur(profondeur: 0)
        sauterLesBlancs()
        guard position == octets.count else { throw erreur("du texte suit la fin du document") }
        return valeur
    }

    private mutating func valeur(profondeur: Int) throws(ErreurDeDemande) -> JSON {
        guard profondeur <= Self.profondeurMax else { throw erreur("trop de niveaux imbriqués") }
        sauterLesBlancs()
        switch octet {
        case UInt8(ascii: "{"): return try objet(profondeur)
        case UInt8(ascii: "["): return try liste(profondeur)
        case UInt8(ascii: "\""): return .texte(try texte())
        case UInt8(ascii: "t"): return try mot("true", .bool(true))
        case UInt8(ascii: "f"): return try mot("false", .bool(false))
        case UInt8(ascii: "n"): return try mot("null", .null)
        default: return .nombre(try nombre())
        }
    }

    private mutating func objet(_ profondeur: Int) throws(ErreurDeDemande) -> JSON {
        position += 1
        var champs: [JSON.Champ] = []
        var cles: Set<String> = []
        sauterLesBlancs()
        if avale("}") { return .objet([]) }
        repeat {
            sauterLesBlancs()
            guard octet == UInt8(ascii: "\"") else { throw erreur("une clé entre guillemets est attendue") }
            let cle = try texte()
            guard cles.insert(cle).inserted else { throw erreur("la clé « \(cle.surUneLigne(40)) » est donnée deux fois") }
            sauterLesBlancs()
            guard avale(":") else { throw erreur("« : » est attendu après la clé « \(cle.surUneLigne(40)) »") }
            champs.append(JSON.Champ(cle: cle, valeur: try valeur(profondeur: profondeur + 1)))
            sauterLesBlancs()
        } while avale(",")
        guard avale("}") else { throw erreur("« , » ou « } » est attendu") }
        return .objet(champs)
    }

    private mutating func liste(_ profondeur: Int) throws(ErreurDeDemande) -> JSON {
        position += 1
        var items: [JSON] = []
        sauterLesBlancs()
        if avale("]") { return .liste([]) }
        repeat {
            items.append(try valeur(profondeur: profondeur + 1))
            sauterLesBlancs()
        } while avale(",")
        guard avale("]") else { throw erreur("« , » ou « ] » est attendu") }
        return .liste(items)
    }

    private mutating func texte() throws(ErreurDeDemande) -> String {
        position += 1
        var out: [UInt8] = []
        while let byte = octet {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: out, as: UTF8.self) else { throw erreur("ce texte n'est pas en UTF-8") }
                return text
            case UInt8(ascii: "\\"): out += try echappement()
            case 0..<0x20: throw erreur("un caractère de contrôle est interdit dans un texte")
            default: out.append(byte)
            }
        }
        throw erreur("un texte n'est pas fermé")
    }

    private mutating func echappement() throws(ErreurDeDemande) -> [UInt8] {
        guard let byte = octet else { throw erreur("un texte n'est pas fermé") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return try unicode()
        default: throw erreur("un échappement est inconnu")
        }
    }

    private mutating func unicode() throws(ErreurDeDemande) -> [UInt8] {
        var code = try quatreHexa()
        if (0xD800..<0xDC00).contains(code), avale("\\"), avale("u") {
            let bas = try quatreHexa()
            guard (0xDC00..<0xE000).contains(bas) else { throw erreur("une paire de substitution est incomplète") }
            code = 0x10000 + (code - 0xD800) << 10 + (bas - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw erreur("une paire de substitution est incomplète") }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func quatreHexa() throws(ErreurDeDemande) -> UInt32 {
        guard position + 4 <= octets.count else { throw erreur("un échappement est incomplet") }
        let text = String(decoding: octets[position..<position + 4], as: UTF8.self)
        guard text.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }), let code = UInt32(text, radix: 16) else {
            throw erreur("un échappement est incomplet")
        }
        position += 4
        return code
    }

    private mutating func nombre() throws(ErreurDeDemande) -> String {
        let debut = position
        while let byte = octet,
            byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || Character(Unicode.Scalar(byte)).isLetter
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        { position += 1 }
        let text = String(decoding: octets[debut..<position], as: UTF8.self)
        guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil else {
            position = debut
            throw erreur("une valeur est attendue")
        }
        return text
    }

    private mutating func mot(_ mot: String, _ valeur: JSON) throws(ErreurDeDemande) -> JSON {
        guard octets[position...].starts(with: mot.utf8) else { throw erreur("une valeur est attendue") }
        position += mot.utf8.count
        return valeur
    }

    private var octet: UInt8? { position < octets.count ? octets[position] : nil }

    private mutating func avale(_ signe: Unicode.Scalar) -> Bool {
        guard octet == UInt8(ascii: signe) else { return false }
        position += 1
        return true
    }

    private mutating func sauterLesBlancs() { while let byte = octet, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 } }

    private func erreur(_ quoi: String) -> ErreurDeDemande {
        let ligne = 1 + octets[..<min(position, octets.count)].count(where: { $0 == 0x0A })
        return ErreurDeDemande(chemin: "", message: "JSON illisible, ligne \(ligne) : \(quoi).")
    }
}
