/// Reads `multipart/form-data` (RFC 7578, RFC 2046) as it arrives. It keeps at most one header block, one field and a boundary: files go
/// through it. What it finds does not depend on how the body was cut on its way.
public struct AnalyseMultipart: Sendable {
    public enum Evenement: Sendable, Hashable {
        case champ(nom: String, valeur: String)
        case debutFichier(nom: String, nomFichier: String)
        case octets(ArraySlice<UInt8>)
        /// The file is over its limit: its following bytes are read and dropped.
        case fichierTropLourd
        case finFichier
    }

    private enum Etat {
        /// Before the first boundary, then after each: the line must end, or the body must.
        case separateur(lus: Int)
        case finDeLigne
        case entetes
        case champ(nom: String)
        case fichier(taille: Int)
        case epilogue
        case erreur(ErreurMultipart)
    }

    private let limites: LimitesMultipart
    /// CR LF `--` boundary.
    private let delimiteur: [UInt8]
    private var etat = Etat.separateur(lus: 0)
    private var tampon: [UInt8] = []
    /// Bytes of the delimiter matched so far at the end of a body.
    private var reconnus = 0
    private var parties = 0
    private var octetsDesChamps = 0
    private var total = 0
    private var evenements: [Evenement] = []

    /// - Parameter contentType: the header's value; nil when it is not multipart/form-data or has no usable boundary.
    public init?(contentType: String, limites: LimitesMultipart) {
        guard let boundary = Self.frontiere(contentType) else { return nil }
        self.limites = limites
        delimiteur = [13, 10, 45, 45] + boundary
    }

    /// Bytes held between two pieces of the body.
    public var octetsRetenus: Int { tampon.count + reconnus }

    /// Has the closing boundary been seen?
    public var estFini: Bool { if case .epilogue = etat { true } else { false } }

    /// The next piece of the body, of any length.
    /// - Returns: what it completes, in order. After an error, always the same error.
    public mutating func lire(_ morceau: [UInt8]) throws(ErreurMultipart) -> [Evenement] {
        evenements.removeAll()
        // A piece may be longer than what is left: what it holds before the limit is read first, so that errors come in the body's order.
        let permis = min(morceau.count, limites.total - total)
        total += permis
        var rest = morceau[..<permis]
        while !rest.isEmpty {
            do throws(ErreurMultipart) { try avancer(&rest) } catch {
                etat = .erreur(error)
                throw error
            }
        }
        if permis < morceau.count {
            if case .erreur(let error) = etat { throw error }
            etat = .erreur(.tropLong)
            throw .tropLong
        }
        return evenements
    }

    /// The body is over.
    public func finir() throws(ErreurMultipart) {
        switch etat {
        case .epilogue: return
        case .erreur(let error): throw error
        default: throw .tronque
        }
    }

    private mutating func avancer(_ rest: inout ArraySlice<UInt8>) throws(ErreurMultipart) {
        switch etat {
        case .separateur(let lus): try separateur(&rest, lus)
        case .finDeLigne: try finDeLigne(&rest)
        case .entetes: try entetes(&rest)
        case .champ(let nom): try champ(&rest, nom)
        case .fichier(let taille): fichier(&rest, taille)
        case .epilogue: rest = []
        case .erreur(let error): throw error
        }
    }

    /// The body opens with the boundary itself: no browser writes a preamble.
    private mutating func separateur(_ rest: inout ArraySlice<UInt8>, _ lus: Int)
        throws(ErreurMultipart)
    {
        var lus = lus
        while lus + 2 < delimiteur.count, let byte = rest.popFirst() {
            guard byte == delimiteur[lus + 2] else { throw .separateur }
            lus += 1
        }
        etat = lus + 2 == delimiteur.count ? .finDeLigne : .separateur(lus: lus)
    }

    /// After a boundary: spaces and CR LF, or `--`.
    private mutating func finDeLigne(_ rest: inout ArraySlice<UInt8>) throws(ErreurMultipart) {
        while let byte = rest.popFirst() {
            switch (tampon.first, byte) {
            case (nil, 32), (nil, 9): break
            case (nil, 13), (nil, 45): tampon.append(byte)
            case (13, 10):
                tampon.removeAll()
                parties += 1
                guard parties <= limites.parties else { throw .tropDeParties }
                etat = .entetes
                return
            case (45, 45):
                tampon.removeAll()
                etat = .epilogue
                return
            default: throw .separateur
            }
        }
    }

    private mutating func entetes(_ rest: inout ArraySlice<UInt8>) throws(ErreurMultipart) {
        while let byte = rest.popFirst() {
            tampon.append(byte)
            guard tampon.count <= limites.entete else { throw .enteteTropLong }
            guard byte == 10, tampon.suffix(4) == [13, 10, 13, 10] else { continue }
            let disposition = try Disposition(Array(tampon.dropLast(4)))
            tampon.removeAll(keepingCapacity: true)
            if let nomFichier = disposition.nomFichier {
                evenements.append(.debutFichier(nom: disposition.nom, nomFichier: nomFichier))
                etat = .fichier(taille: 0)
            } else {
                etat = .champ(nom: disposition.nom)
            }
            return
        }
    }

    private mutating func champ(_ rest: inout ArraySlice<UInt8>, _ nom: String)
        throws(ErreurMultipart)
    {
        let (bytes, fini) = corps(&rest)
        for slice in bytes {
            guard tampon.count + slice.count <= limites.champ else { throw .champTropLong }
            tampon += slice
        }
        guard fini else { return }
        octetsDesChamps += tampon.count
        guard octetsDesChamps <= limites.champs else { throw .champTropLong }
        evenements.append(.champ(nom: nom, valeur: String(decoding: tampon, as: UTF8.self)))
        tampon.removeAll(keepingCapacity: true)
        etat = .finDeLigne
    }

    private mutating func fichier(_ rest: inout ArraySlice<UInt8>, _ taille: Int) {
        var taille = taille
        let (bytes, fini) = corps(&rest)
        for slice in bytes {
            let before = taille
            taille += slice.count
            if taille <= limites.fichier {
                evenements.append(.octets(slice))
            } else if before <= limites.fichier {
                evenements.append(.fichierTropLourd)
            }
        }
        if fini { evenements.append(.finFichier) }
        etat = fini ? .finDeLigne : .fichier(taille: taille)
    }

    /// The bytes of a body up to its delimiter, in order, and whether it was reached: `rest` then begins after it. A boundary holds no CR: a match that fails can only begin again at the byte
    /// that broke it.
    private mutating func corps(_ rest: inout ArraySlice<UInt8>) -> (
        octets: [ArraySlice<UInt8>], fini: Bool
    ) {
        var found: [ArraySlice<UInt8>] = []
        var index = rest.startIndex
        while index < rest.endIndex {
            if reconnus == 0 {
                guard let cr = rest[index...].firstIndex(of: 13) else { break }
                (reconnus, index) = (1, cr + 1)
            } else if rest[index] == delimiteur[reconnus] {
                (reconnus, index) = (reconnus + 1, index + 1)
            } else {
                // What an earlier piece ended with was not the delimiter; it reads as the delimiter's own beginning.
                let anciens = reconnus - (index - rest.startIndex)
                if anciens > 0 { found.append(delimiteur[..<anciens]) }
                reconnus = 0
            }
            if reconnus == delimiteur.count {
                let end = index - delimiteur.count
                if end > rest.startIndex { found.append(rest[..<end]) }
                (reconnus, rest) = (0, rest[index...])
                return (found, true)
            }
        }
        let end = rest.endIndex - min(reconnus, rest.count)
        if end > rest.startIndex { found.append(rest[..<end]) }
        rest = []
        return (found, false)
    }

    /// `multipart/form-data; boundary=…`, quoted or not; 1 to 70 characters of those that RFC 2046 allows.
    private static func frontiere(_ contentType: String) -> [UInt8]? {
        let bytes = Array(contentType.utf8)
        guard bytes.count <= 512 else { return nil }
        var lecteur = LecteurParametres(bytes[...])
        guard lecteur.mot() == "multipart/form-data" else { return nil }
        var found: String?
        while let parametre = try? lecteur.parametre() {
            guard parametre.nom == "boundary" else { continue }
            guard found == nil else { return nil }
            found = parametre.valeur
        }
        guard let boundary = found.map({ Array($0.utf8) }), (1...70).contains(boundary.count),
            boundary.last != 32,
            boundary.allSatisfy({
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                    || signes.contains($0)
            })
        else { return nil }
        return boundary
    }
    private static let signes = Set("'()+_,-./:=? ".utf8)
}
