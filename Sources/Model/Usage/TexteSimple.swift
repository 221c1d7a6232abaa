import Foundation

/// A text as words to compare: lower case, no accent, everything but letters, digits and `@` is a space.
public struct TexteSimple: Sendable, Hashable {
    public let mots: [Substring]
    public let texte: String

    public init(_ texte: String) {
        var scalars = String.UnicodeScalarView()
        var espace = true
        for scalar in texte.decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9", "@":
                scalars.append(scalar)
                espace = false
            case "A"..."Z":
                scalars.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
                espace = false
            case "œ", "Œ":
                scalars.append(contentsOf: "oe".unicodeScalars)
                espace = false
            // An accent cut from its letter.
            case "\u{300}"..."\u{36F}": continue
            default:
                if !espace { scalars.append(" ") }
                espace = true
            }
        }
        if scalars.last == " " { scalars.removeLast() }
        self.texte = String(scalars)
        mots = self.texte.split(separator: " ")
    }
}
