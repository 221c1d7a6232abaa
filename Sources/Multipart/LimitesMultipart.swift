/// How much of a body is read. What is over is refused, whatever the sender announced.
public struct LimitesMultipart: Sendable, Hashable {
    /// Parts, files and fields together.
    public var parties: Int
    /// Bytes of the headers of one part.
    public var entete: Int
    /// Bytes of one field that is not a file.
    public var champ: Int
    /// Bytes of all these fields together.
    public var champs: Int
    /// Bytes of one file.
    public var fichier: Int
    /// Bytes of the whole body.
    public var total: Int

    public init(parties: Int, entete: Int, champ: Int, champs: Int, fichier: Int, total: Int) {
        (self.parties, self.entete, self.champ) = (parties, entete, champ)
        (self.champs, self.fichier, self.total) = (champs, fichier, total)
    }
}

/// Why a body is not read further.
public enum ErreurMultipart: Error, Sendable, Hashable {
    /// It does not begin with its own boundary, or something else stands where a boundary ends.
    case separateur
    /// A part without a name, with two dispositions, or whose headers are not text.
    case entete
    /// An encoding that no browser uses (`base64`), so that the bytes are not those of the file.
    case codage
    case tropDeParties
    case enteteTropLong
    case champTropLong
    case tropLong
    /// It ends before its closing boundary: a connection that was cut.
    case tronque
}
