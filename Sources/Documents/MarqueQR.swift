/// What the QR code at the foot of each page says: the prefix, then the number of the page (`…/1`, `…/2`). It tells to which file a
/// scanned page belongs, hence an error correction that survives a stamp and a fold (level H, a third of the symbol).
public struct MarqueQR: Sendable, Hashable {
    /// Longer, its modules would be too small for an office scanner.
    public static let longueurPermise = 48

    public let prefixe: String

    /// - Parameter prefixe: capitals, digits and ` $%*+-./:` only, the alphanumeric mode of ISO/IEC 18004; nil for anything else.
    public init?(_ prefixe: String) {
        guard (1...Self.longueurPermise).contains(prefixe.utf8.count), prefixe.utf8.allSatisfy(Self.permis) else { return nil }
        self.prefixe = prefixe
    }

    /// What a reader finds on that page, the first being 1.
    public func contenu(page: Int) -> String { "\(prefixe)/\(page)" }

    private static func permis(_ byte: UInt8) -> Bool {
        (48...58).contains(byte) || (65...90).contains(byte) || [32, 36, 37, 42, 43, 45, 46, 47].contains(byte)
    }
}
