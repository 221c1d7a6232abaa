import Foundation

/// File names that every system accepts.
public enum NomDeFichier {
    /// `Bourbon-l’Archambault` → `bourbon-l-archambault`
    public static func slug(_ text: String) -> String {
        let plain = text.replacingOccurrences(of: "œ", with: "oe").replacingOccurrences(of: "Œ", with: "OE")
            .folding(options: [.diacriticInsensitive, .caseInsensitive], locale: Locale(identifier: "fr_FR"))
        let words = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.joined(separator: "-")
    }

    /// A name that somebody gave: no folder, no control character, nothing that turns the text round or hides in it, no name that Windows
    /// keeps for itself, never empty, at most 120 characters before the extension.
    public static func sur(_ text: String) -> String {
        let last = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let kept = last.precomposedStringWithCanonicalMapping.unicodeScalars.filter { !estInterdit($0) }
        let words = String(String.UnicodeScalarView(kept)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let name = words.trimmingCharacters(in: CharacterSet(charactersIn: " ."))
        let (stem, ext) = decouper(name)
        guard !stem.isEmpty else { return "piece" + ext }
        return (estReserve(stem) ? "_" : "") + stem.prefix(120) + ext
    }

    /// A second file of the same name gets `_2`, a third `_3`; case does not distinguish two files.
    public static func distincts(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.map { name in
            let (stem, ext) = decouper(name)
            var (candidate, rank) = (name, 1)
            while !seen.insert(candidate.lowercased()).inserted {
                rank += 1
                candidate = "\(stem)_\(rank)\(ext)"
            }
            return candidate
        }
    }

    private static func decouper(_ name: String) -> (stem: String, ext: String) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name.distance(from: dot, to: name.endIndex) <= 6 else {
            return (name, "")
        }
        return (String(name[..<dot]), String(name[dot...]))
    }

    /// Controls, marks of direction (`U+202E` makes `exe.pdf` of `fdp.exe`), what has no width, private use, and what no file system takes.
    private static func estInterdit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        // A tab or a line end is a space of a kind: it parts two words.
        case .control: !scalar.properties.isWhitespace
        case .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: #"<>:"|?*"#.unicodeScalars.contains(scalar)
        }
    }

    /// `CON`, `nul`, `COM1`… with any extension.
    private static func estReserve(_ stem: String) -> Bool {
        let base = stem.prefix { $0 != "." }.uppercased()
        if ["CON", "PRN", "AUX", "NUL"].contains(base) { return true }
        return base.count == 4 && (base.hasPrefix("COM") || base.hasPrefix("LPT")) && base.last?.isNumber == true
    }
}
