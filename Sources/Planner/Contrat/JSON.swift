import Foundation

/// A JSON document as the contract reads and writes it: keys keep their order, a number keeps its text, so that no amount ever passes by a
/// binary float.
indirect enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case nombre(String)
    case texte(String)
    case liste([JSON])
    case objet([Champ])

    struct Champ: Sendable, Hashable {
        let cle: String
        let valeur: JSON
    }

    static func entier(_ value: Int) -> JSON { .nombre(String(value)) }
    static func texte(_ value: String?) -> JSON { value.map { .texte($0) } ?? .null }
    static func bool(_ value: Bool?) -> JSON { value.map { .bool($0) } ?? .null }

    /// The document in UTF-8, indented, ending with a line break.
    var data: Data {
        var out = ""
        ecrire(dans: &out, marge: "")
        return Data((out + "\n").utf8)
    }

    private func ecrire(dans out: inout String, marge: String) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .nombre(let text): out += text
        case .texte(let text): out += JSON.entreGuillemets(text)
        case .liste(let items):
            JSON.ecrireBloc(items.map { ("", $0) }, "[", "]", dans: &out, marge: marge)
        case .objet(let champs):
            JSON.ecrireBloc(champs.map { (JSON.entreGuillemets($0.cle) + ": ", $0.valeur) }, "{", "}", dans: &out, marge: marge)
        }
    }

    private static func ecrireBloc(_ items: [(String, JSON)], _ debut: String, _ fin: String, dans out: inout String, marge: String) {
        guard !items.isEmpty else { return out += debut + fin }
        let retrait = marge + "  "
        out += debut
        for (index, (prefixe, valeur)) in items.enumerated() {
            out += (index == 0 ? "\n" : ",\n") + retrait + prefixe
            valeur.ecrire(dans: &out, marge: retrait)
        }
        out += "\n" + marge + fin
    }

    private static func entreGuillemets(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

extension JSON: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral elements: (String, JSON)...) { self = .objet(elements.map { Champ(cle: $0, valeur: $1) }) }
}
