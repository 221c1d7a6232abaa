import Model

extension Motif {
    /// A reason written as one types it; French spacing is set here, once for all.
    init(_ code: String, _ source: String, _ texte: String, _ valeurs: [String: String] = [:]) {
        self.init(code: code, source: source, texte: texte.typographie, valeurs: valeurs)
    }
}

extension String {
    /// French typography: U+00A0 before `: ; ? ! % » €` and after `«`, curved apostrophe.
    /// One pass over UTF-8, because a plan carries dozens of sentences.
    var typographie: String {
        let source = Array(utf8)
        var out: [UInt8] = []
        out.reserveCapacity(source.count + 16)
        for (index, byte) in source.enumerated() {
            switch byte {
            case 0x27: out += [0xE2, 0x80, 0x99]
            case 0x20 where source.demandeInsecable(avant: index + 1) || source.finitUnGuillemetOuvrant(index): out += [0xC2, 0xA0]
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Is the character that starts here one that French sets after a no-break space?
    fileprivate func demandeInsecable(avant index: Int) -> Bool {
        guard index < count else { return false }
        return switch self[index] {
        case 0x3A, 0x3B, 0x3F, 0x21, 0x25: true
        case 0xC2: index + 1 < count && self[index + 1] == 0xBB
        case 0xE2: index + 2 < count && self[index + 1] == 0x82 && self[index + 2] == 0xAC
        default: false
        }
    }

    fileprivate func finitUnGuillemetOuvrant(_ index: Int) -> Bool { index >= 2 && self[index - 2] == 0xC2 && self[index - 1] == 0xAB }
}
