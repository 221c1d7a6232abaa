extension HTML {
    /// The bytes of a response body, UTF-8.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(32_768)
        write(to: &out)
        return out
    }

    /// The same as text.
    public var markup: String { String(decoding: bytes, as: UTF8.self) }

    func write(to out: inout [UInt8]) {
        switch self {
        case .text(let value): escape(value, quotes: false, to: &out)
        case .group(let nodes): for node in nodes { node.write(to: &out) }
        case .raw(let markup): copy(markup, to: &out)
        case .element(let tag, let attributes, let nodes):
            out.append(UInt8(ascii: "<"))
            copy(tag.name, to: &out)
            for attribute in attributes { attribute.write(to: &out) }
            out.append(UInt8(ascii: ">"))
            if tag.isVoid { return }
            for node in nodes { node.write(to: &out) }
            copy("</", to: &out)
            copy(tag.name, to: &out)
            out.append(UInt8(ascii: ">"))
        }
    }
}

extension Attribute {
    func write(to out: inout [UInt8]) {
        if case .omitted = value { return }
        out.append(UInt8(ascii: " "))
        copy(name, to: &out)
        guard case .text(let text) = value else { return }
        copy("=\"", to: &out)
        escape(text, quotes: true, to: &out)
        out.append(UInt8(ascii: "\""))
    }
}

private func copy(_ text: StaticString, to out: inout [UInt8]) {
    out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
}

/// Copies the runs between special characters whole. Attribute values are always written between double quotes,
/// so an apostrophe, frequent in French, needs no escape anywhere.
private func escape(_ text: String, quotes: Bool, to out: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
        var start = 0
        for index in bytes.indices {
            let entity: StaticString
            switch bytes[index] {
            case UInt8(ascii: "&"): entity = "&amp;"
            case UInt8(ascii: "<"): entity = "&lt;"
            case UInt8(ascii: ">"): entity = "&gt;"
            case UInt8(ascii: "\"") where quotes: entity = "&quot;"
            default: continue
            }
            out.append(contentsOf: bytes[start..<index])
            copy(entity, to: &out)
            start = index + 1
        }
        out.append(contentsOf: bytes[start...])
    }
}
