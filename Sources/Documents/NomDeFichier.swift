import Foundation

/// File names that every system accepts.
enum NomDeFichier {
    /// `Bourbon-l’Archambault` → `bourbon-l-archambault`
    static func slug(_ text: String) -> String {
        let plain = text.replacingOccurrences(of: "œ", with: "oe").replacingOccurrences(of: "Œ", with: "OE")
            .folding(options: [.diacriticInsensitive, .caseInsensitive], locale: Locale(identifier: "fr_FR"))
        let words = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.joined(separator: "-")
    }

    /// A piece brought by somebody: no folder, no control character, never empty, at most 120 characters before the extension.
    static func sur(_ text: String) -> String {
        let last = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let kept = last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 && !#"<>:"|?*"#.unicodeScalars.contains($0) }
        let name = String(String.UnicodeScalarView(kept)).trimmingCharacters(in: CharacterSet(charactersIn: " ."))
        guard name.count > 120 else { return name.isEmpty ? "piece" : name }
        let (stem, ext) = decouper(name)
        return String(stem.prefix(120)) + ext
    }

    /// A second file of the same name gets `_2`, a third `_3`; case does not distinguish two files.
    static func distincts(_ names: [String]) -> [String] {
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
}
