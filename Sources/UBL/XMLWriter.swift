/// Writes XML as it goes, in chunks of about 64 KB: a catalogue of any length takes the memory of one line. Names are literals of ours; every
/// text and attribute is escaped, and what XML 1.0 cannot say becomes a space.
struct XMLWriter {
    private var buffer: [UInt8] = []
    private var open: [StaticString] = []
    private let sink: ([UInt8]) throws -> Void
    private static let chunk = 65_536

    init(sink: @escaping ([UInt8]) throws -> Void) {
        self.sink = sink
        buffer.reserveCapacity(Self.chunk + 4_096)
        buffer += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8
    }

    mutating func begin(_ name: StaticString, _ attributes: [(StaticString, String)] = []) throws {
        indent()
        start(name, attributes)
        buffer += ">\n".utf8
        open.append(name)
        if buffer.count >= Self.chunk { try flush() }
    }

    mutating func end() {
        guard let name = open.popLast() else { return }
        indent()
        write("</", name, ">\n")
    }

    mutating func inside(_ name: StaticString, _ body: (inout XMLWriter) throws -> Void) throws {
        try begin(name)
        try body(&self)
        end()
    }

    mutating func element(_ name: StaticString, _ text: String, _ attributes: [(StaticString, String)] = []) {
        indent()
        start(name, attributes)
        buffer.append(UInt8(ascii: ">"))
        escape(text)
        write("</", name, ">\n")
    }

    /// Nothing for nil.
    mutating func element(_ name: StaticString, _ text: String?, _ attributes: [(StaticString, String)] = []) {
        if let text { element(name, text, attributes) }
    }

    mutating func finish() throws {
        while !open.isEmpty { end() }
        try flush()
    }

    private mutating func flush() throws {
        try sink(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func indent() { buffer += repeatElement(UInt8(ascii: " "), count: open.count) }

    private mutating func start(_ name: StaticString, _ attributes: [(StaticString, String)]) {
        write("<", name, "")
        for (key, value) in attributes {
            write(" ", key, "=\"")
            escape(value)
            buffer.append(UInt8(ascii: "\""))
        }
    }

    private mutating func write(_ before: StaticString, _ name: StaticString, _ after: StaticString) {
        for text in [before, name, after] { text.withUTF8Buffer { buffer += $0 } }
    }

    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": buffer += "&amp;".utf8
            case "<": buffer += "&lt;".utf8
            case ">": buffer += "&gt;".utf8
            case "\"": buffer += "&quot;".utf8
            // Kept as they are only when written so: a parser turns the bare ones into spaces.
            case "\n", "\r", "\t": buffer += "&#\(scalar.value);".utf8
            case "\u{FFFE}", "\u{FFFF}": buffer.append(UInt8(ascii: " "))
            case _ where scalar.value < 0x20: buffer.append(UInt8(ascii: " "))
            default: buffer += UTF8.encode(scalar).map(Array.init) ?? []
            }
        }
    }
}
